package io.tarn.core.layout;

import io.tarn.storage.Bytes;
import io.tarn.storage.RowKey;
import io.tarn.storage.RowName;
import io.tarn.storage.Store;

/** Names of the rows of accounts and their access keys, in the system space. */
public final class AccountRows {
    /** Table of accounts, each in its own anchor. */
    public static final byte ACCOUNTS = 'a';

    /** Table of claims to accounts' names and canonical ids, each an anchor of its own. */
    public static final byte ACCOUNT_CLAIMS = 'x';

    /** Table of access keys: claims of their ids, each an anchor of its own, and the keys in their accounts' anchors. */
    public static final byte ACCESS_KEYS = SystemRows.ACCESS_KEYS;

    /** Table of the last uses of access keys, in their accounts' anchors. */
    public static final byte KEY_USES = 'l';

    /** Table of what is known of the master key. */
    public static final byte SEALING = 'y';

    private static final Bytes SEALING_ANCHOR = Bytes.utf8("y/");

    private AccountRows() {}

    /** The row of an account within its anchor: its revision is the account's stamp. */
    public static RowName account() {
        return new RowName(ACCOUNTS, Bytes.EMPTY);
    }

    /** The row of an account. */
    public static RowKey accountKey(String account) {
        return new RowKey(Store.SYSTEM_SPACE, ACCOUNTS, SystemRows.accountAnchor(account), Bytes.EMPTY);
    }

    /** The anchor of an account's name. */
    public static Bytes accountNameAnchor(String name) {
        return Bytes.utf8("n/" + name);
    }

    /** The anchor of an account's canonical id. */
    public static Bytes canonicalIdAnchor(String canonicalId) {
        return Bytes.utf8("c/" + canonicalId);
    }

    /** The row of a claim to an account's name or canonical id within its anchor. */
    public static RowName accountClaim() {
        return new RowName(ACCOUNT_CLAIMS, Bytes.EMPTY);
    }

    /** The row of such a claim. */
    public static RowKey accountClaimKey(Bytes anchor) {
        return new RowKey(Store.SYSTEM_SPACE, ACCOUNT_CLAIMS, anchor, Bytes.EMPTY);
    }

    /** The anchor of an access key's id. */
    public static Bytes accessKeyAnchor(String accessKeyId) {
        return Bytes.utf8("k/" + accessKeyId);
    }

    /** The row of the claim to an access key's id within its anchor. */
    public static RowName accessKeyClaim() {
        return new RowName(ACCESS_KEYS, Bytes.EMPTY);
    }

    /** The row of such a claim. */
    public static RowKey accessKeyClaimKey(String accessKeyId) {
        return new RowKey(Store.SYSTEM_SPACE, ACCESS_KEYS, accessKeyAnchor(accessKeyId), Bytes.EMPTY);
    }

    /** What the suffixes of a principal's access keys begin with. */
    public static Bytes accessKeysOf(String principalId) {
        return Bytes.utf8(principalId + '\0');
    }

    /** The row of an access key within its account's anchor. */
    public static RowName accessKey(String principalId, String accessKeyId) {
        return new RowName(ACCESS_KEYS, accessKeysOf(principalId).plus(Bytes.utf8(accessKeyId)));
    }

    /** The id of the access key whose row in its account's anchor has this suffix. */
    public static String accessKeyIdOf(Bytes suffix) {
        String text = suffix.toUtf8();
        return text.substring(text.indexOf('\0') + 1);
    }

    /** The row of an access key. */
    public static RowKey accessKeyKey(String account, String principalId, String accessKeyId) {
        return new RowKey(
                Store.SYSTEM_SPACE,
                ACCESS_KEYS,
                SystemRows.accountAnchor(account),
                accessKey(principalId, accessKeyId).suffix());
    }

    /** The row of an access key's last use within its account's anchor. */
    public static RowName keyUse(String accessKeyId) {
        return new RowName(KEY_USES, Bytes.utf8(accessKeyId));
    }

    /** The row of an access key's last use. */
    public static RowKey keyUseKey(String account, String accessKeyId) {
        return new RowKey(Store.SYSTEM_SPACE, KEY_USES, SystemRows.accountAnchor(account), Bytes.utf8(accessKeyId));
    }

    /** The row of what is known of the master key. */
    public static RowKey sealingKey() {
        return new RowKey(Store.SYSTEM_SPACE, SEALING, SEALING_ANCHOR, Bytes.EMPTY);
    }
}
