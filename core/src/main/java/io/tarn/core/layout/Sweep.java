package io.tarn.core.layout;

import io.tarn.storage.Bytes;

/**
 * Something that is to be deleted in bounded steps: the value of a {@code g} row.
 *
 * @param written milliseconds since 1970
 * @param notBefore not to be swept before this time, in milliseconds since 1970
 */
public record Sweep(long written, long notBefore) {
    private static final int VERSION = 1;

    /** What is swept; the first byte of the row's suffix. */
    public enum What {
        /** All parts of the upload, then its manifest. */
        WHOLE('w'),
        /** The parts of a completed upload that its manifest does not name. */
        UNNAMED('u'),
        /** The outcome of a completed upload. */
        OUTCOME('o');

        private final byte code;

        What(char code) {
            this.code = (byte) code;
        }

        byte code() {
            return code;
        }
    }

    /** An entry that may be swept at once. */
    public static Sweep now(long millis) {
        return new Sweep(millis, millis);
    }

    /**
     * An entry that may be swept once nobody can read any more what it names.
     *
     * @param graceMillis {@link io.tarn.storage.Capabilities#readGraceMillis}: {@link Long#MAX_VALUE} if readers hold what
     *     they read by themselves
     */
    public static Sweep afterGrace(long millis, long graceMillis) {
        return new Sweep(millis, graceMillis == Long.MAX_VALUE ? millis : millis + graceMillis);
    }

    /** The stored form. */
    public Bytes encode() {
        return RecordEncoder.version(VERSION)
                .number(1, written)
                .number(2, notBefore)
                .finish();
    }

    /**
     * Reads the stored form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static Sweep decode(Bytes value) {
        RecordDecoder record = RecordDecoder.of("Sweep", value, VERSION, 2);
        return new Sweep(record.number(1), record.number(2));
    }
}
