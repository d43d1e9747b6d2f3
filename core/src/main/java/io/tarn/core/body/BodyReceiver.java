package io.tarn.core.body;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.storage.BodyWriter;
import io.tarn.storage.Bytes;
import io.tarn.storage.Store;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Takes bodies in and lets none out that is not what its sender said. */
public final class BodyReceiver {
    /** The algorithm of a checksum that nobody asked for. */
    public static final ChecksumAlgorithm DEFAULT_ALGORITHM = ChecksumAlgorithm.CRC64NVME;

    private BodyReceiver() {}

    /**
     * Streams a body into the store. The checksum kept is of the client's algorithm, else the default.
     *
     * @param form how a wrong Content-MD5 is reported
     * @param threads what may be computed beside
     * @throws S3Exception if it is not as expected or did not come whole; then nothing is left in the store
     * @throws io.tarn.storage.StorageException if the store fails; then, too
     */
    public static Received receive(
            Payload payload, BodyExpectations expected, Store store, DigestForm form, DigestThreads threads) {
        ChecksumAlgorithm chosen = expected.algorithm();
        return receive(payload, expected, store, form, chosen == null ? DEFAULT_ALGORITHM : chosen, threads);
    }

    /**
     * As above, with the algorithm of the checksum to keep named by the caller; one that the client sent is verified
     * all the same.
     */
    public static Received receive(
            Payload payload,
            BodyExpectations expected,
            Store store,
            DigestForm form,
            ChecksumAlgorithm kept,
            DigestThreads threads) {
        try (Verification verification = Verification.ofUpload(expected, kept);
                BodyWriter writer = Staging.begin(store, payload.length())) {
            verification.spread(threads, payload.length());
            long length = 0;
            for (ByteBuffer data = payload.next(); data != null; data = payload.next()) {
                length += data.remaining();
                verification.update(data);
                writer.write(data);
            }
            verification.finish(payload, form);
            Bytes md5 = verification.value(ChecksumAlgorithm.MD5).bytes();
            return new Received(writer.finish(), md5, length, verification.value(kept));
        }
    }

    /**
     * Reads a document whole.
     *
     * @param bytesMax most bytes it may have
     * @throws S3Exception {@code MaxMessageLengthExceeded} if it has more, known before or found while reading, or
     *     whatever says that it is not as expected
     */
    public static Bytes readAll(Payload payload, BodyExpectations expected, int bytesMax) {
        if (payload.length() > bytesMax) {
            throw tooLong(bytesMax);
        }
        ByteArrayOutputStream document = new ByteArrayOutputStream((int) Math.max(payload.length(), 0));
        try (Verification verification = Verification.ofDocument(expected)) {
            for (ByteBuffer data = payload.next(); data != null; data = payload.next()) {
                if (data.remaining() > bytesMax - document.size()) {
                    throw tooLong(bytesMax);
                }
                verification.update(data);
                byte[] piece = new byte[data.remaining()];
                data.get(piece);
                document.writeBytes(piece);
            }
            verification.finish(payload, DigestForm.BASE64);
        }
        return Bytes.wrap(document.toByteArray());
    }

    private static S3Exception tooLong(int bytesMax) {
        return S3Exception.of(ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED)
                .with("MaxMessageLengthBytes", Integer.toString(bytesMax));
    }
}
