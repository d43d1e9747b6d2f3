package io.tarn.core.layout;

import io.tarn.storage.Bytes;
import io.tarn.storage.RowKey;
import io.tarn.storage.RowName;
import io.tarn.storage.StorageException;
import java.nio.ByteBuffer;

/** Names of the rows in a bucket's space. The anchor is always the object key. */
public final class ObjectRows {
    /** Table of current versions. */
    public static final byte CURRENT = 'c';

    /** Table of older versions and delete markers; reserved. */
    public static final byte VERSIONS = 'v';

    /** Table of open uploads. */
    public static final byte UPLOADS = 'u';

    /** Table of parts. */
    public static final byte PARTS = 'p';

    /** Table of manifests and other cold metadata. */
    public static final byte METADATA = 'm';

    /** Table of events to send; reserved. */
    public static final byte OUTBOX = 'o';

    /** Table of things to sweep. */
    public static final byte SWEEPS = 'g';

    /** Table of things to sweep at a later day. */
    public static final byte EXPIRIES = 't';

    /** Longest object key, in bytes. */
    public static final int KEY_BYTES_MAX = 1_024;

    private static final RowName CURRENT_ROW = new RowName(CURRENT, Bytes.EMPTY);
    private static final RowName LAST_CHANGED_ROW = new RowName(METADATA, Bytes.of((byte) 'l'));
    private static final RowName UPLOADS_BEGUN_ROW = new RowName(METADATA, Bytes.of((byte) 'u'));
    private static final Bytes MANIFEST_PREFIX = Bytes.of((byte) 'm');
    private static final Bytes ATTEMPTS_PREFIX = Bytes.of((byte) 'a');
    private static final Bytes OUTCOME_PREFIX = Bytes.of((byte) 'o');

    private ObjectRows() {}

    /** The key's current version, within its anchor. */
    public static RowName current() {
        return CURRENT_ROW;
    }

    /** The current version of a key. */
    public static RowKey currentKey(long space, Bytes key) {
        return new RowKey(space, CURRENT, key, Bytes.EMPTY);
    }

    /** An open upload. */
    public static RowName upload(UploadId id) {
        return new RowName(UPLOADS, id.bytes());
    }

    /** The upload whose row has this suffix. */
    public static UploadId uploadOf(Bytes suffix) {
        if (suffix.length() != UploadId.LENGTH) {
            throw new StorageException.Corrupt("an upload row has the unknown suffix " + suffix);
        }
        return new UploadId(suffix);
    }

    /** One attempt at a part. */
    public static RowName part(PartName name) {
        return new RowName(PARTS, name.encode());
    }

    /** Where the parts of an upload begin in table {@link #PARTS}; they all have this prefix. */
    public static Bytes partsPrefix(UploadId id) {
        return id.bytes();
    }

    /** Where the attempts at one part begin in table {@link #PARTS}; they all have this prefix. */
    public static Bytes partPrefix(UploadId id, int number) {
        return id.bytes().plus(Bytes.of((byte) (number >>> 8), (byte) number));
    }

    /** The manifest of the object that came of an upload. */
    public static RowName manifest(UploadId id) {
        return new RowName(METADATA, MANIFEST_PREFIX.plus(id.bytes()));
    }

    /**
     * Says that superseded attempts at parts of an open upload were deleted; has no value. Each time it is written anew,
     * so that a completion conditioned on it names no part that is gone.
     */
    public static RowName attemptsDeleted(UploadId id) {
        return new RowName(METADATA, ATTEMPTS_PREFIX.plus(id.bytes()));
    }

    /** The outcome of a completed upload. */
    public static RowName outcome(UploadId id) {
        return new RowName(METADATA, OUTCOME_PREFIX.plus(id.bytes()));
    }

    /** Says when the key was last deleted while uploads were open. */
    public static RowName lastChanged() {
        return LAST_CHANGED_ROW;
    }

    /**
     * Says that uploads of the key may be open; has no value. Each upload that begins writes it anew, so that a batch
     * conditioned on its absence or revision knows of all of them.
     */
    public static RowName uploadsBegun() {
        return UPLOADS_BEGUN_ROW;
    }

    /** Something to sweep: in table {@link #SWEEPS} what may go soon, in {@link #EXPIRIES} what is kept for days. */
    public static RowName sweep(Sweep.What what, UploadId id) {
        byte table = what == Sweep.What.OUTCOME ? EXPIRIES : SWEEPS;
        return new RowName(table, Bytes.of(what.code()).plus(id.bytes()));
    }

    /** What a row of these two tables is about. */
    public static SweepName sweepOf(Bytes suffix) {
        if (suffix.length() == 1 + UploadId.LENGTH) {
            for (Sweep.What what : Sweep.What.values()) {
                if (what.code() == suffix.at(0)) {
                    return new SweepName(what, new UploadId(suffix.slice(1, suffix.length())));
                }
            }
        }
        throw new StorageException.Corrupt("a sweep row has the unknown suffix " + suffix);
    }

    /** The full name of a row of an object key. */
    public static RowKey key(long space, Bytes key, RowName name) {
        return new RowKey(space, name.table(), key, name.suffix());
    }

    /** What a sweep row is about. */
    public record SweepName(Sweep.What what, UploadId uploadId) {}

    /**
     * Names one attempt at a part.
     *
     * @param uploadId the upload
     * @param number the part, 1 to {@link Manifest#PARTS_MAX}
     * @param attempt tells attempts at one part apart; any number
     */
    public record PartName(UploadId uploadId, int number, long attempt) {
        private static final int LENGTH = UploadId.LENGTH + 2 + 8;

        public PartName {
            if (number < 1 || number > Manifest.PARTS_MAX) {
                throw new IllegalArgumentException("part " + number);
            }
        }

        Bytes encode() {
            ByteBuffer suffix = ByteBuffer.allocate(LENGTH);
            suffix.put(uploadId.bytes().buffer()).putShort((short) number).putLong(attempt);
            return Bytes.wrap(suffix.array());
        }

        /**
         * Reads the suffix of a row of table {@link #PARTS}.
         *
         * @throws StorageException.Corrupt if it is not one
         */
        public static PartName decode(Bytes suffix) {
            ByteCursor cursor = new ByteCursor("part name", suffix, 0, suffix.length());
            UploadId uploadId = new UploadId(cursor.take(UploadId.LENGTH));
            int number = (int) cursor.bigEndian(2);
            long attempt = cursor.bigEndian(8);
            cursor.end();
            if (number < 1 || number > Manifest.PARTS_MAX) {
                throw cursor.corrupt("has the part number " + number);
            }
            return new PartName(uploadId, number, attempt);
        }
    }
}
