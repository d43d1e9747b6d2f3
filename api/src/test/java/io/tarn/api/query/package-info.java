@NullMarked
package io.tarn.api.query;

import org.jspecify.annotations.NullMarked;
