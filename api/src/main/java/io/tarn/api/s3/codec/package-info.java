/** Turns requests into the records of each S3 operation and its answers into responses (generated). */
@NullMarked
package io.tarn.api.s3.codec;

import org.jspecify.annotations.NullMarked;
