package io.tarn.core.layout;

import io.tarn.storage.Bytes;
import io.tarn.storage.RowKey;
import io.tarn.storage.RowName;
import io.tarn.storage.StorageException;
import io.tarn.storage.Store;

/** Names of the rows in the system space. */
public final class SystemRows {
    /** Table of bucket names, each an anchor of its own. */
    public static final byte NAMES = 'n';

    /** Table of buckets, in the anchors of their owners. */
    public static final byte BUCKETS = 'b';

    /** Table of the settings of buckets, in the anchors of their owners. */
    public static final byte SETTINGS = 's';

    /** Table of access keys; see {@link AccountRows}. */
    public static final byte ACCESS_KEYS = 'k';

    /** Table of an account's users, groups, roles and policies; see {@link IamRows}. */
    public static final byte IDENTITIES = 'i';

    /** Table of work across anchors and leases; reserved. */
    public static final byte WORK = 'w';

    private static final Bytes NAME_PREFIX = Bytes.utf8("b/");
    private static final Bytes ACCOUNT_PREFIX = Bytes.utf8("a/");

    private SystemRows() {}

    /** The anchor of a bucket's name. */
    public static Bytes nameAnchor(String bucket) {
        return NAME_PREFIX.plus(Bytes.utf8(bucket));
    }

    /** The bucket whose name's anchor this is. */
    public static String bucketOf(Bytes nameAnchor) {
        return nameAnchor.slice(NAME_PREFIX.length(), nameAnchor.length()).toUtf8();
    }

    /** The anchor of an account. */
    public static Bytes accountAnchor(String account) {
        return ACCOUNT_PREFIX.plus(Bytes.utf8(account));
    }

    /** The row of a bucket's name within its anchor. */
    public static RowName name() {
        return new RowName(NAMES, Bytes.EMPTY);
    }

    /** The row of a bucket within its owner's anchor. */
    public static RowName bucket(String bucket) {
        return new RowName(BUCKETS, Bytes.utf8(bucket));
    }

    /** The row of a bucket's name. */
    public static RowKey nameKey(String bucket) {
        return new RowKey(Store.SYSTEM_SPACE, NAMES, nameAnchor(bucket), Bytes.EMPTY);
    }

    /** The row of a bucket. */
    public static RowKey bucketKey(String owner, String bucket) {
        return new RowKey(Store.SYSTEM_SPACE, BUCKETS, accountAnchor(owner), Bytes.utf8(bucket));
    }

    /** What the suffixes of a bucket's settings begin with; of an account's own, if the name is empty. */
    public static Bytes settingPrefix(String bucket) {
        return Bytes.utf8(bucket + '\0');
    }

    /** The row of one setting of a bucket within its owner's anchor; of the account's own, if the name is empty. */
    public static RowName setting(String bucket, SettingKind kind) {
        return new RowName(SETTINGS, settingPrefix(bucket).plus(Bytes.of((byte) kind.code())));
    }

    /** The row of what all an account's buckets were told. */
    public static RowKey accountSettingKey(String account, SettingKind kind) {
        return new RowKey(
                Store.SYSTEM_SPACE,
                SETTINGS,
                accountAnchor(account),
                setting("", kind).suffix());
    }

    /**
     * The kind of setting that a suffix of this bucket names.
     *
     * @throws StorageException.Corrupt if it names none that is known
     */
    public static SettingKind settingOf(Bytes suffix, String bucket) {
        int prefix = settingPrefix(bucket).length();
        SettingKind kind = suffix.length() == prefix + 1 ? SettingKind.of(suffix.at(prefix)) : null;
        if (kind == null) {
            throw new StorageException.Corrupt("a setting of bucket " + bucket + " is of an unknown kind");
        }
        return kind;
    }
}
