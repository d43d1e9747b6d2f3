package io.tarn.core.layout;

import org.jspecify.annotations.Nullable;

/**
 * The header fields that come back as they were stored; null: was not sent, or sent empty. Without a stored content type an
 * answer says {@code binary/octet-stream}.
 *
 * @param expires as sent, not parsed
 * @param websiteRedirect {@code x-amz-website-redirect-location}
 */
public record ObjectHeaders(
        @Nullable String contentType,
        @Nullable String cacheControl,
        @Nullable String contentDisposition,
        @Nullable String contentEncoding,
        @Nullable String contentLanguage,
        @Nullable String expires,
        @Nullable String websiteRedirect) {
    /** The content type of an object that was stored without one. */
    public static final String CONTENT_TYPE_DEFAULT = "binary/octet-stream";

    /** Nothing was sent. */
    public static final ObjectHeaders NONE = new ObjectHeaders(null, null, null, null, null, null, null);

    public ObjectHeaders {
        contentType = emptyAsAbsent(contentType);
        cacheControl = emptyAsAbsent(cacheControl);
        contentDisposition = emptyAsAbsent(contentDisposition);
        contentEncoding = emptyAsAbsent(contentEncoding);
        contentLanguage = emptyAsAbsent(contentLanguage);
        expires = emptyAsAbsent(expires);
        websiteRedirect = emptyAsAbsent(websiteRedirect);
    }

    private static @Nullable String emptyAsAbsent(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }

    /** Only a content type. */
    public static ObjectHeaders ofContentType(String contentType) {
        return new ObjectHeaders(contentType, null, null, null, null, null, null);
    }

    /** The content type to answer with. */
    public String contentTypeOrDefault() {
        return contentType == null ? CONTENT_TYPE_DEFAULT : contentType;
    }

    /** The same with another website redirect. */
    public ObjectHeaders withWebsiteRedirect(@Nullable String redirect) {
        return new ObjectHeaders(
                contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage, expires, redirect);
    }
}
