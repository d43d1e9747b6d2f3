package io.tarn.core.layout;

import io.tarn.storage.Bytes;

/**
 * An access key: the value of a {@code k} row in its account's anchor.
 *
 * @param accountId the account
 * @param principalId a user's unique id, or the account's id for its root user
 * @param accessKeyId its id
 * @param active false if it may not sign
 * @param created milliseconds since 1970
 * @param sealedSecret the secret, which only the master key opens
 * @param writer id of the request that wrote it
 */
public record AccessKeyRecord(
        String accountId,
        String principalId,
        String accessKeyId,
        boolean active,
        long created,
        Bytes sealedSecret,
        String writer) {
    private static final int VERSION = 1;
    private static final int FIELDS = 7;
    private static final long ACTIVE = 1;
    private static final long INACTIVE = 2;

    /** The same, active or not. */
    public AccessKeyRecord active(boolean wanted, String requestId) {
        return new AccessKeyRecord(accountId, principalId, accessKeyId, wanted, created, sealedSecret, requestId);
    }

    /** The stored form. */
    public Bytes encode() {
        return RecordEncoder.version(VERSION)
                .text(1, accountId)
                .text(2, principalId)
                .text(3, accessKeyId)
                .number(4, active ? ACTIVE : INACTIVE)
                .number(5, created)
                .bytes(6, sealedSecret)
                .text(7, writer)
                .finish();
    }

    /**
     * Reads the stored form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static AccessKeyRecord decode(Bytes value) {
        RecordDecoder record = RecordDecoder.of("AccessKey", value, VERSION, FIELDS);
        long state = record.number(4);
        if (state != ACTIVE && state != INACTIVE) {
            throw record.corrupt("has the unknown state " + state);
        }
        return new AccessKeyRecord(
                record.text(1),
                record.text(2),
                record.text(3),
                state == ACTIVE,
                record.number(5),
                record.bytes(6),
                record.text(7));
    }
}
