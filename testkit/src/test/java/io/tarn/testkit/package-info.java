/** The testkit as its users use it. */
@NullMarked
package io.tarn.testkit;

import org.jspecify.annotations.NullMarked;
