package io.tarn.core.body;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;

/** The refusals that more than one part of this package gives. */
final class BodyErrors {
    private BodyErrors() {}

    static S3Exception incomplete() {
        return S3Exception.of(ErrorCode.INCOMPLETE_BODY);
    }

    static S3Exception malformedTrailer() {
        return S3Exception.of(ErrorCode.MALFORMED_TRAILER_ERROR);
    }

    static S3Exception invalidHeader(String name) {
        return S3Exception.of(ErrorCode.INVALID_REQUEST, "Value for " + name + " header is invalid.");
    }

    static S3Exception invalidTrailer(String name) {
        return S3Exception.of(ErrorCode.INVALID_REQUEST, "Value for " + name + " trailing header is invalid.");
    }

    static S3Exception severalChecksums() {
        return S3Exception.of(
                ErrorCode.INVALID_REQUEST,
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }

    static S3Exception tooLarge(long length) {
        return S3Exception.of(ErrorCode.ENTITY_TOO_LARGE)
                .with("ProposedSize", Long.toString(length))
                .with("MaxSizeAllowed", Long.toString(BodyLimits.UPLOAD_BYTES_MAX));
    }
}
