@NullMarked
package io.tarn.api.s3;

import org.jspecify.annotations.NullMarked;
