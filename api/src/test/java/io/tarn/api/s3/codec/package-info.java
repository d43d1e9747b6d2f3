@NullMarked
package io.tarn.api.s3.codec;

import org.jspecify.annotations.NullMarked;
