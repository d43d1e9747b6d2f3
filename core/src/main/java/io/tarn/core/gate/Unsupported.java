package io.tarn.core.gate;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;

/** Says out loud what is not built. */
public final class Unsupported {
    private Unsupported() {}

    /** A header that nothing honours yet. */
    public static S3Exception header(String name) {
        return S3Exception.of(ErrorCode.NOT_IMPLEMENTED).with("Header", name);
    }

    /** An element of a request's body that nothing honours yet. */
    public static S3Exception element(String name) {
        return S3Exception.of(
                ErrorCode.NOT_IMPLEMENTED,
                "The element " + name + " of the request implies functionality that is not implemented");
    }

    /** An operation that is not there. */
    static S3Exception operation(String name) {
        return S3Exception.of(
                ErrorCode.NOT_IMPLEMENTED, "The operation " + name + " is not implemented by this server");
    }
}
