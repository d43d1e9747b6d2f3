@NullMarked
package io.tarn.api.protocol;

import org.jspecify.annotations.NullMarked;
