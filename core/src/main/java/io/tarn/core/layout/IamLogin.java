package io.tarn.core.layout;

import io.tarn.storage.Bytes;
import io.tarn.storage.RowName;
import java.util.List;

/**
 * A user's password, which nobody can read back.
 *
 * @param userId the user's id
 * @param created when the user first got one, milliseconds since 1970
 * @param changed when it was last set, likewise
 * @param hash what a password is held against; says how it was made
 * @param former hashes of earlier passwords, the latest first
 * @param resetRequired whether it must be changed before anything else
 */
public record IamLogin(
        String userId, long created, long changed, String hash, List<String> former, boolean resetRequired) {
    private static final int VERSION = 1;
    private static final int FIELDS = 6;

    public IamLogin {
        former = List.copyOf(former);
    }

    /** Its row. */
    public RowName row() {
        return IamRows.of(IamRows.LOGIN, userId);
    }

    /** The stored form. */
    public Bytes encode() {
        return RecordEncoder.version(VERSION)
                .text(1, userId)
                .number(2, created)
                .number(3, changed)
                .text(4, hash)
                .texts(5, former)
                .optionalNumber(6, resetRequired ? 1 : 0)
                .finish();
    }

    /**
     * Reads the stored form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static IamLogin decode(Bytes value) {
        RecordDecoder record = RecordDecoder.of("IamLogin", value, VERSION, FIELDS);
        return new IamLogin(
                record.text(1),
                record.number(2),
                record.number(3),
                record.text(4),
                record.texts(5),
                record.optionalNumber(6) != 0);
    }

    /** Not the hash. */
    @Override
    public String toString() {
        return "IamLogin[" + userId + "]";
    }
}
