@NullMarked
package io.tarn.api.error;

import org.jspecify.annotations.NullMarked;
