package io.tarn.storage.local;

import io.tarn.storage.Bytes;
import io.tarn.storage.Row;
import io.tarn.storage.RowKey;
import io.tarn.storage.StorageException;
import io.tarn.storage.Tally;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A row as the index knows it.
 *
 * @param epoch of the segment with the record that holds the row
 * @param sequence of that record
 * @param bytes that the row takes in it, without an inline body
 */
record RowState(
        long revision,
        long epoch,
        long sequence,
        int bytes,
        Tally tally,
        @Nullable BodyRef body,
        Bytes value) {
    private static final byte VERSION = 1;
    private static final int FIXED_BYTES = 1 + 8 + 8 + 8 + 4;

    byte[] encode() {
        ByteBuffer target = ByteBuffer.allocate(
                FIXED_BYTES + Encoding.tallyBytes(tally) + Encoding.bodyBytes(body) + value.length());
        target.put(VERSION).putLong(revision).putLong(epoch).putLong(sequence).putInt(bytes);
        Encoding.putTally(target, tally);
        Encoding.putBody(target, body, 0);
        Encoding.putBytes(target, value);
        return java.util.Arrays.copyOf(target.array(), target.position());
    }

    static RowState decode(byte[] encoded) {
        try {
            ByteBuffer source = ByteBuffer.wrap(encoded);
            byte version = source.get();
            if (version != VERSION) {
                throw new StorageException.Corrupt("an index entry of version " + version);
            }
            long revision = source.getLong();
            long epoch = source.getLong();
            long sequence = source.getLong();
            int bytes = source.getInt();
            Tally tally = Encoding.tally(source);
            @Nullable BodyRef body = Encoding.body(source, null, new int[1]);
            return new RowState(
                    revision, epoch, sequence, bytes, tally, body, Encoding.bytes(source, source.remaining()));
        } catch (IllegalArgumentException | java.nio.BufferUnderflowException e) {
            throw new StorageException.Corrupt("an index entry that was never written: " + e);
        }
    }

    Row toRow(RowKey key) {
        return new Row(key, value, revision, body == null ? Row.NO_BODY : body.length(), tally);
    }
}
