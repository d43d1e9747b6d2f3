/** The one table of error codes, and the exception that carries one. */
@NullMarked
package io.tarn.api.error;

import org.jspecify.annotations.NullMarked;
