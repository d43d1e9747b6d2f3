/** The AWS SDK for Java against a Tarn in the same process. */
@NullMarked
package io.tarn.testkit;

import org.jspecify.annotations.NullMarked;
