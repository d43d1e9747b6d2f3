/**
 * Cross-origin resource sharing: which rules of a bucket may be put, which of them a request meets, and what its answer
 * then tells the browser (WHATWG Fetch, "CORS protocol"; Amazon S3, "Using cross-origin resource sharing").
 */
@NullMarked
package io.tarn.core.cors;

import org.jspecify.annotations.NullMarked;
