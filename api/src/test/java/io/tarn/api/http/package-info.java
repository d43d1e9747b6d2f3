@NullMarked
package io.tarn.api.http;

import org.jspecify.annotations.NullMarked;
