package io.tarn.core.checksum;

import io.tarn.storage.Bytes;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** A checksum that the JDK's message digests compute. */
final class DigestChecksum implements RunningChecksum {
    private final ChecksumAlgorithm algorithm;
    private final MessageDigest digest;

    DigestChecksum(ChecksumAlgorithm algorithm, MessageDigest digest) {
        this.algorithm = algorithm;
        this.digest = digest;
    }

    @Override
    public void update(ByteBuffer data) {
        int start = data.position();
        digest.update(data);
        data.position(start);
    }

    @Override
    public ChecksumValue value() {
        return new ChecksumValue(algorithm, Bytes.wrap(digest.digest()));
    }
}
