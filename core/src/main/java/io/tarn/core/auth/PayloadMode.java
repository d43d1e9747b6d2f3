package io.tarn.core.auth;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.storage.Bytes;
import java.util.HexFormat;

/** How a request's body is framed and vouched for: what {@code x-amz-content-sha256} says. */
public sealed interface PayloadMode {
    /** The header that says it. */
    String HEADER = "x-amz-content-sha256";

    /** Sent as it is, vouched for by nothing. */
    record Unsigned() implements PayloadMode {}

    /**
     * Sent as it is; its digest is signed.
     *
     * @param sha256 32 bytes
     */
    record Hashed(Bytes sha256) implements PayloadMode {}

    /** Framed in aws-chunked chunks that carry no signatures; trailers may follow. */
    record UnsignedChunks() implements PayloadMode {}

    /**
     * Framed in aws-chunked chunks, each signed.
     *
     * @param trailer true if signed trailers follow
     */
    record SignedChunks(boolean trailer) implements PayloadMode {}

    /** A file inside a browser's form: its end is told by the form's boundary, not by a length. */
    record FormFile() implements PayloadMode {}

    /**
     * Reads a value of the header.
     *
     * @throws S3Exception {@code InvalidArgument} if it is none of those permitted
     */
    static PayloadMode parse(String value) {
        return switch (value) {
            case "UNSIGNED-PAYLOAD" -> new Unsigned();
            case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> new UnsignedChunks();
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" -> new SignedChunks(false);
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" -> new SignedChunks(true);
            default -> new Hashed(sha256(value));
        };
    }

    private static Bytes sha256(String value) {
        if (value.length() == 64) {
            try {
                return Bytes.wrap(HexFormat.of().parseHex(value));
            } catch (IllegalArgumentException notHexadecimal) {
                throw garbage(value);
            }
        }
        throw garbage(value);
    }

    private static S3Exception garbage(String value) {
        return S3Exception.of(
                        ErrorCode.INVALID_ARGUMENT,
                        "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, "
                                + "STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER, "
                                + "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD, "
                                + "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER or a valid sha256 value.")
                .with("ArgumentName", HEADER)
                .with("ArgumentValue", value);
    }
}
