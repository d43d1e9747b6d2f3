package io.tarn.core.layout;

import io.tarn.storage.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to an account's IAM as a whole.
 *
 * @param alias another name of the account, or null
 * @param passwords what passwords must be like, or null if nobody said
 */
public record IamSettings(@Nullable String alias, @Nullable PasswordRules passwords) {
    /** Nothing was set. */
    public static final IamSettings NONE = new IamSettings(null, null);

    private static final int VERSION = 1;
    private static final int FIELDS = 5;

    /**
     * What passwords must be like.
     *
     * @param lengthMin in characters
     * @param symbols whether one is needed
     * @param digits likewise
     * @param upperCase likewise
     * @param lowerCase likewise
     * @param ownChange whether a user may change its own
     * @param hardExpiry whether an expired one cannot be changed by its user
     * @param ageDaysMax after which it expires; 0 for never
     * @param reusePrevention how many earlier ones may not be used again; 0 for none
     */
    public record PasswordRules(
            int lengthMin,
            boolean symbols,
            boolean digits,
            boolean upperCase,
            boolean lowerCase,
            boolean ownChange,
            boolean hardExpiry,
            int ageDaysMax,
            int reusePrevention) {
        private long flags() {
            return bit(symbols, 1)
                    | bit(digits, 2)
                    | bit(upperCase, 4)
                    | bit(lowerCase, 8)
                    | bit(ownChange, 16)
                    | bit(hardExpiry, 32);
        }

        private static long bit(boolean set, long bit) {
            return set ? bit : 0;
        }

        private static PasswordRules of(int lengthMin, long flags, int ageDaysMax, int reusePrevention) {
            return new PasswordRules(
                    lengthMin,
                    (flags & 1) != 0,
                    (flags & 2) != 0,
                    (flags & 4) != 0,
                    (flags & 8) != 0,
                    (flags & 16) != 0,
                    (flags & 32) != 0,
                    ageDaysMax,
                    reusePrevention);
        }
    }

    /** The same with another alias; null for none. */
    public IamSettings withAlias(@Nullable String name) {
        return new IamSettings(name, passwords);
    }

    /** The same with other rules; null for none. */
    public IamSettings withPasswords(@Nullable PasswordRules rules) {
        return new IamSettings(alias, rules);
    }

    /** The stored form. */
    public Bytes encode() {
        RecordEncoder record = RecordEncoder.version(VERSION).text(1, alias);
        if (passwords != null) {
            record.number(2, passwords.lengthMin())
                    .number(3, passwords.flags())
                    .optionalNumber(4, passwords.ageDaysMax())
                    .optionalNumber(5, passwords.reusePrevention());
        }
        return record.finish();
    }

    /**
     * Reads the stored form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static IamSettings decode(Bytes value) {
        RecordDecoder record = RecordDecoder.of("IamSettings", value, VERSION, FIELDS);
        PasswordRules rules = record.has(2)
                ? PasswordRules.of((int) record.number(2), record.number(3), (int) record.optionalNumber(4), (int)
                        record.optionalNumber(5))
                : null;
        return new IamSettings(record.optionalText(1), rules);
    }
}
