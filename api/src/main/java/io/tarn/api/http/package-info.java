/** HTTP words as values: what a request and a response say before any service gives them a meaning. No I/O. */
@NullMarked
package io.tarn.api.http;

import org.jspecify.annotations.NullMarked;
