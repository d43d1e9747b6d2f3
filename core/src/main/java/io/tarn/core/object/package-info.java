/**
 * Objects: put, read, delete, copy and describe them, by S3's rules and in S3's order, on rows of the store.
 *
 * <p>{@link io.tarn.core.object.Objects} is the entry; {@link io.tarn.core.object.Succession} is the one place that decides
 * how a version follows another. Nothing here knows a socket, a header's spelling in a request, or XML.
 */
@NullMarked
package io.tarn.core.object;

import org.jspecify.annotations.NullMarked;
