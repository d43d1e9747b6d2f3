/** Micro benchmarks of what every request does. */
@NullMarked
package io.tarn.bench;

import org.jspecify.annotations.NullMarked;
