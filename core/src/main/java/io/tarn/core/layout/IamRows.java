package io.tarn.core.layout;

import io.tarn.storage.Bytes;
import io.tarn.storage.RowName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names of the rows of an account's IAM, in the account's anchor: a kind, then what tells rows of a kind apart. */
public final class IamRows {
    /** Users, groups and roles, by id. */
    public static final byte IDENTITY = 'u';

    /** Managed policies, by id. */
    public static final byte POLICY = 'p';

    /** Versions of managed policies, by the policy's id and the version's number. */
    public static final byte VERSION = 'v';

    /** Documents within a user, group or role, by its id. */
    public static final byte INLINE = 'n';

    /** Instance profiles, by id. */
    public static final byte PROFILE = 'f';

    /** OpenID Connect providers, by a digest of their URL. */
    public static final byte PROVIDER = 'o';

    /** Passwords, by the user's id. */
    public static final byte LOGIN = 'l';

    /** What belongs to the account as a whole. */
    public static final byte SETTINGS = 's';

    private IamRows() {}

    /** The row of this kind and id. */
    public static RowName of(byte kind, String id) {
        return row(kind, Bytes.utf8(id));
    }

    /** The row of a policy's version. */
    public static RowName version(String policyId, int number) {
        Bytes big = Bytes.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
        return row(VERSION, Bytes.utf8(policyId).plus(big));
    }

    /** The row of a provider. */
    public static RowName provider(String url) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return row(PROVIDER, Bytes.wrap(digest.digest(url.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }

    /** The row of the account's settings. */
    public static RowName settings() {
        return row(SETTINGS, Bytes.EMPTY);
    }

    private static RowName row(byte kind, Bytes rest) {
        return new RowName(SystemRows.IDENTITIES, Bytes.of(kind).plus(rest));
    }
}
