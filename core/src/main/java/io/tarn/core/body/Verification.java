package io.tarn.core.body;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumValue;
import io.tarn.core.checksum.RunningChecksum;
import io.tarn.storage.Bytes;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Computes what is needed over the bytes of one body, each algorithm once, and compares it with what was expected. To be closed. */
final class Verification implements AutoCloseable {
    private final BodyExpectations expected;
    private final Map<ChecksumAlgorithm, RunningChecksum> running = new EnumMap<>(ChecksumAlgorithm.class);

    private final Map<ChecksumAlgorithm, ChecksumValue> values = new EnumMap<>(ChecksumAlgorithm.class);

    private Verification(BodyExpectations expected, @Nullable ChecksumAlgorithm kept) {
        this.expected = expected;
        if (expected.sha256() != null) {
            need(ChecksumAlgorithm.SHA256);
        }
        if (expected.contentMd5() != null || kept != null) {
            need(ChecksumAlgorithm.MD5);
        }
        ChecksumAlgorithm sent = expected.algorithm();
        if (sent != null) {
            need(sent);
        }
        if (kept != null) {
            need(kept);
        }
    }

    /** Also yields the MD5 and the checksum to keep. */
    static Verification ofUpload(BodyExpectations expected, ChecksumAlgorithm kept) {
        return new Verification(expected, kept);
    }

    /** Computes the slowest of what is needed, which always is, on a thread beside, if one is free. */
    void spread(DigestThreads threads, long length) {
        running.computeIfPresent(ChecksumAlgorithm.MD5, (md5, checksum) -> threads.beside(checksum, length));
    }

    @Override
    public void close() {
        for (RunningChecksum checksum : running.values()) {
            if (checksum instanceof ChecksumBeside beside) {
                beside.close();
            }
        }
    }

    /** Computes no more than what is expected. */
    static Verification ofDocument(BodyExpectations expected) {
        return new Verification(expected, null);
    }

    private void need(ChecksumAlgorithm algorithm) {
        running.computeIfAbsent(algorithm, ChecksumAlgorithm::start);
    }

    /** Takes the remaining bytes; the position of {@code data} stays. */
    void update(ByteBuffer data) {
        for (RunningChecksum checksum : running.values()) {
            checksum.update(data);
        }
    }

    /**
     * Compares everything.
     *
     * @param payload has come to its end
     * @throws S3Exception for the first thing that differs
     */
    void finish(Payload payload, DigestForm form) {
        running.forEach((algorithm, checksum) -> values.put(algorithm, checksum.value()));
        checkSha256(values.get(ChecksumAlgorithm.SHA256));
        checkMd5(values.get(ChecksumAlgorithm.MD5), form);
        ChecksumValue sent = expected.sent(payload);
        if (sent != null && !sent.equals(value(sent.algorithm()))) {
            throw S3Exception.of(
                    ErrorCode.BAD_DIGEST,
                    "The " + sent.algorithm().wireName() + " you specified did not match the calculated checksum.");
        }
    }

    /**
     * What was computed, after {@link #finish}.
     *
     * @throws IllegalStateException if nobody needed this algorithm
     */
    ChecksumValue value(ChecksumAlgorithm algorithm) {
        ChecksumValue value = values.get(algorithm);
        if (value == null) {
            throw new IllegalStateException(algorithm + " was not computed");
        }
        return value;
    }

    private void checkSha256(@Nullable ChecksumValue calculated) {
        Bytes sha256 = expected.sha256();
        if (sha256 != null && calculated != null && !sha256.equals(calculated.bytes())) {
            throw S3Exception.of(ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH)
                    .with("ClientComputedContentSHA256", sha256.toString())
                    .with("S3ComputedContentSHA256", calculated.bytes().toString());
        }
    }

    private void checkMd5(@Nullable ChecksumValue calculated, DigestForm form) {
        Bytes md5 = expected.contentMd5();
        if (md5 != null && calculated != null && !md5.equals(calculated.bytes())) {
            throw S3Exception.of(ErrorCode.BAD_DIGEST)
                    .with(
                            "CalculatedDigest",
                            Base64.getEncoder()
                                    .encodeToString(calculated.bytes().toArray()))
                    .with("ExpectedDigest", form.write(md5));
        }
    }
}
