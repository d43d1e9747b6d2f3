package io.tarn.core.gate;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.s3.BodyKind;
import io.tarn.api.s3.S3Operation;
import io.tarn.core.RequestBody;
import io.tarn.core.auth.Authentication;
import io.tarn.core.auth.PayloadMode;
import io.tarn.core.body.BodyExpectations;
import io.tarn.core.body.BodyReceiver;
import io.tarn.core.body.Payload;

/** Reads the bodies that are documents: whole, bounded and verified. */
final class RequestBodies {
    /** Longest document of an operation that has no bound of its own: ten thousand parts fit. */
    private static final int DOCUMENT_BYTES_MAX = 4 * 1024 * 1024;

    /** Longest document of DeleteObjects: a thousand keys. */
    private static final int DELETE_BYTES_MAX = 2 * 1024 * 1024;

    /** Longest document of a setting. */
    private static final int SETTING_BYTES_MAX = 64 * 1024;

    private static final byte[] NOTHING = {};

    private RequestBodies() {}

    /** The document of a request, empty if it sent none. */
    static byte[] read(S3Operation operation, Authentication authentication, RequestBody body) {
        if (operation.requestBody() == BodyKind.NONE && body.length() == 0 && !vouched(authentication)) {
            return NOTHING;
        }
        BodyExpectations expected = expectations(operation, authentication);
        if (operation == S3Operation.DELETE_OBJECTS) {
            expected.requireDigest();
        }
        Payload payload = expected.framing().document(body);
        int max = operation.requestBody() == BodyKind.NONE ? 0 : bytesMax(operation);
        try {
            return BodyReceiver.readAll(payload, expected, max).toArray();
        } catch (S3Exception refused) {
            boolean unasked = max == 0 && refused.code() == ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED;
            throw unasked ? S3Exception.of(ErrorCode.UNEXPECTED_CONTENT) : refused;
        }
    }

    /** The checksums at the end of a multipart upload are those of the object, not of the document that lists its parts. */
    private static BodyExpectations expectations(S3Operation operation, Authentication authentication) {
        return operation == S3Operation.COMPLETE_MULTIPART_UPLOAD
                ? BodyExpectations.withoutChecksum(authentication)
                : BodyExpectations.of(authentication);
    }

    private static boolean vouched(Authentication authentication) {
        return authentication.payload() instanceof PayloadMode.Hashed;
    }

    private static int bytesMax(S3Operation operation) {
        return switch (operation) {
            case COMPLETE_MULTIPART_UPLOAD -> DOCUMENT_BYTES_MAX;
            case DELETE_OBJECTS -> DELETE_BYTES_MAX;
            default -> SETTING_BYTES_MAX;
        };
    }
}
