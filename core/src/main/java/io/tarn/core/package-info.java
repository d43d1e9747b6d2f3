/** The door of core: one request in, one response out, without a socket in sight. */
@NullMarked
package io.tarn.core;

import org.jspecify.annotations.NullMarked;
