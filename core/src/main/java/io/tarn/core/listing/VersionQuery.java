package io.tarn.core.listing;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.storage.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What ListObjectVersions asks for.
 *
 * @param selection which keys
 * @param keyMarker the list goes on behind this key; empty: it begins
 * @param afterNullVersion true if it goes on behind that key's null version, false: behind all its versions
 */
public record VersionQuery(Selection selection, Bytes keyMarker, boolean afterNullVersion) {
    /** The version id of a version made while versioning was not on. */
    public static final String NULL_VERSION = "null";

    /**
     * Checks the markers.
     *
     * @param versionIdMarker as sent; null and empty: none
     * @throws S3Exception {@code InvalidArgument} if it is no version id, or stands without a key marker
     */
    public static VersionQuery of(Selection selection, Bytes keyMarker, @Nullable String versionIdMarker) {
        boolean marked = versionIdMarker != null && !versionIdMarker.isEmpty();
        if (marked && keyMarker.isEmpty()) {
            throw invalid("A version-id marker cannot be specified without a key marker.", versionIdMarker);
        }
        if (marked && !NULL_VERSION.equals(versionIdMarker)) {
            throw invalid("Invalid version id specified", versionIdMarker);
        }
        return new VersionQuery(selection, keyMarker, marked);
    }

    private static S3Exception invalid(String message, @Nullable String value) {
        return S3Exception.of(ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", "version-id-marker")
                .with("ArgumentValue", value == null ? "" : value);
    }
}
