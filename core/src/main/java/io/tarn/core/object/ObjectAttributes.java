package io.tarn.core.object;

import io.tarn.core.layout.ObjectRecord;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say about an object.
 *
 * @param object the object
 * @param parts its parts, or null if it is not a multipart object
 */
public record ObjectAttributes(
        ObjectRecord object, @Nullable PartsView parts) {}
