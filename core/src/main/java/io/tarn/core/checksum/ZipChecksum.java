package io.tarn.core.checksum;

import java.nio.ByteBuffer;
import java.util.zip.Checksum;

/** A checksum that {@code java.util.zip} computes. */
final class ZipChecksum implements RunningChecksum {
    private final ChecksumAlgorithm algorithm;
    private final Checksum checksum;

    ZipChecksum(ChecksumAlgorithm algorithm, Checksum checksum) {
        this.algorithm = algorithm;
        this.checksum = checksum;
    }

    @Override
    public void update(ByteBuffer data) {
        int start = data.position();
        checksum.update(data);
        data.position(start);
    }

    @Override
    public ChecksumValue value() {
        return ChecksumValue.ofNumber(algorithm, checksum.getValue());
    }
}
