/**
 * HTTP/1.1 on sockets: reads requests strictly, hands each to a {@link io.tarn.core.RequestHandler} on a virtual thread
 * of its own, and writes the answers, with back-pressure both ways and a limit on everything. Knows nothing of S3 but
 * the shape of an error document.
 */
@NullMarked
package io.tarn.server.http;

import org.jspecify.annotations.NullMarked;
