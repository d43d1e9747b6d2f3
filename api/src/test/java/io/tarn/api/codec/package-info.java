@NullMarked
package io.tarn.api.codec;

import org.jspecify.annotations.NullMarked;
