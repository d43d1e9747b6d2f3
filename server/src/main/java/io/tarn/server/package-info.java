/** Placeholder contract of this package. */
@NullMarked
package io.tarn.server;

import org.jspecify.annotations.NullMarked;
