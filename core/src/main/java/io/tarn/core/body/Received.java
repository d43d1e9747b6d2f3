package io.tarn.core.body;

import io.tarn.core.checksum.ChecksumValue;
import io.tarn.storage.Bytes;
import io.tarn.storage.StagedBody;

/**
 * A body that came whole and is what its sender said; durable and visible only once a commit names it.
 *
 * @param body the bytes
 * @param md5 their MD5, 16 bytes: the entity tag of an object that is not multipart
 * @param length how many they are
 * @param checksum their checksum, of the algorithm to keep
 */
public record Received(StagedBody body, Bytes md5, long length, ChecksumValue checksum) implements AutoCloseable {
    /** Gives the body up unless a commit consumed it. Idempotent. */
    @Override
    public void close() {
        body.close();
    }
}
