package io.tarn.core.layout;

import io.tarn.core.acl.AccessControlList;
import io.tarn.storage.Bytes;
import io.tarn.storage.StorageException;
import java.util.Map;

/** The values of {@code s} rows: a record with one field, whose form is the kind's. */
public final class SettingRecords {
    private static final int VERSION = 1;
    private static final int FIELDS = 1;

    private SettingRecords() {}

    /** A text. */
    public static Bytes text(String text) {
        return record().text(1, text).finish();
    }

    /**
     * Reads a text.
     *
     * @throws StorageException.Corrupt if it is none
     */
    public static String text(SettingKind kind, Bytes value) {
        return open(kind, value).text(1);
    }

    /** A number, which is left out if it is 0. */
    public static Bytes number(long number) {
        return record().optionalNumber(1, number).finish();
    }

    /**
     * Reads a number, 0 if it was left out.
     *
     * @throws StorageException.Corrupt if it is none
     */
    public static long number(SettingKind kind, Bytes value) {
        RecordDecoder record = open(kind, value);
        return record.has(1) ? record.number(1) : 0;
    }

    /** Names with values, in their order. */
    public static Bytes map(Map<String, String> map) {
        return record().map(1, map).finish();
    }

    /**
     * Reads names with values.
     *
     * @throws StorageException.Corrupt if they are none
     */
    public static Map<String, String> map(SettingKind kind, Bytes value) {
        return open(kind, value).map(1);
    }

    /** A list of grants. */
    public static Bytes acl(AccessControlList acl) {
        return record().bytes(1, StoredAcl.encode(acl)).finish();
    }

    /**
     * Reads a list of grants.
     *
     * @throws StorageException.Corrupt if it is none
     */
    public static AccessControlList acl(SettingKind kind, Bytes value) {
        return StoredAcl.decode(open(kind, value).cursor(1));
    }

    static RecordEncoder record() {
        return RecordEncoder.version(VERSION);
    }

    static RecordDecoder open(SettingKind kind, Bytes value) {
        return RecordDecoder.of("Setting " + kind, value, VERSION, FIELDS);
    }
}
