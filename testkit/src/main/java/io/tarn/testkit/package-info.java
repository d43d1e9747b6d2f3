/** Tarn inside a JUnit test: an S3 of the test's own, in memory, on a free port, with a key made for it. */
@NullMarked
package io.tarn.testkit;

import org.jspecify.annotations.NullMarked;
