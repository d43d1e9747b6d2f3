/** Placeholder contract of this package. */
@NullMarked
package io.tarn.storage.local;

import org.jspecify.annotations.NullMarked;
