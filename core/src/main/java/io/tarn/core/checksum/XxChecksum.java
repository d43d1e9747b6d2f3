package io.tarn.core.checksum;

import com.dynatrace.hash4j.hashing.ByteAccess;
import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.tarn.storage.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The hashes of the xxHash family with seed 0, in canonical form: most significant byte first. */
final class XxChecksum implements RunningChecksum {
    private static final ByteAccess<ByteBuffer> LITTLE_ENDIAN = ByteAccess.forByteBuffer(ByteOrder.LITTLE_ENDIAN);

    private final ChecksumAlgorithm algorithm;
    private final HashStream64 stream;

    XxChecksum(ChecksumAlgorithm algorithm) {
        this.algorithm = algorithm;
        this.stream = switch (algorithm) {
            case XXHASH64 -> Hashing.xxh64().hashStream();
            case XXHASH3 -> Hashing.xxh3_64().hashStream();
            case XXHASH128 -> Hashing.xxh3_128().hashStream();
            case CRC32, CRC32C, CRC64NVME, MD5, SHA1, SHA256, SHA512 ->
                throw new IllegalArgumentException(algorithm + " is not of the xxHash family");
        };
    }

    @Override
    public void update(ByteBuffer data) {
        if (data.hasArray()) {
            stream.putBytes(data.array(), data.arrayOffset() + data.position(), data.remaining());
        } else {
            ByteOrder order = data.order();
            data.order(ByteOrder.LITTLE_ENDIAN);
            stream.putBytes(data, data.position(), data.remaining(), LITTLE_ENDIAN);
            data.order(order);
        }
    }

    @Override
    public ChecksumValue value() {
        if (stream instanceof HashStream128 wide) {
            HashValue128 hash = wide.get();
            ByteBuffer bytes = ByteBuffer.allocate(algorithm.length())
                    .putLong(hash.getMostSignificantBits())
                    .putLong(hash.getLeastSignificantBits());
            return new ChecksumValue(algorithm, Bytes.wrap(bytes.array()));
        }
        return ChecksumValue.ofNumber(algorithm, stream.getAsLong());
    }
}
