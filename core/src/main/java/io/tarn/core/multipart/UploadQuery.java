package io.tarn.core.multipart;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.layout.UploadId;
import io.tarn.core.listing.Selection;
import io.tarn.storage.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What ListMultipartUploads asks for.
 *
 * @param selection which keys
 * @param keyMarker the list goes on behind this key; empty: it begins
 * @param idMarker it goes on behind this upload of that key; null: behind all its uploads
 */
public record UploadQuery(
        Selection selection, Bytes keyMarker, @Nullable UploadId idMarker) {
    /**
     * Checks the markers.
     *
     * @param idMarker as sent; null and empty: none; ignored without a key marker
     * @throws S3Exception {@code InvalidArgument} if it is no upload of that key
     */
    public static UploadQuery of(Selection selection, Bytes keyMarker, @Nullable String idMarker) {
        if (keyMarker.isEmpty() || idMarker == null || idMarker.isEmpty()) {
            return new UploadQuery(selection, keyMarker, null);
        }
        UploadId id = UploadIdText.parse(keyMarker, idMarker);
        if (id == null) {
            throw S3Exception.of(ErrorCode.INVALID_ARGUMENT, "Invalid uploadId marker")
                    .with("ArgumentName", "upload-id-marker")
                    .with("ArgumentValue", idMarker);
        }
        return new UploadQuery(selection, keyMarker, id);
    }
}
