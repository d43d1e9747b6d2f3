package io.tarn.core.layout;

import io.tarn.storage.Bytes;
import io.tarn.storage.RowName;

/**
 * A version of a managed policy.
 *
 * @param policyId the policy's id
 * @param number from 1, never given again
 * @param created milliseconds since 1970
 * @param document as it was sent, or without white space if it was long
 */
public record IamVersion(String policyId, int number, long created, String document) {
    private static final int VERSION = 1;
    private static final int FIELDS = 4;

    /** Its row. */
    public RowName row() {
        return IamRows.version(policyId, number);
    }

    /** The stored form. */
    public Bytes encode() {
        return RecordEncoder.version(VERSION)
                .text(1, policyId)
                .number(2, number)
                .number(3, created)
                .text(4, document)
                .finish();
    }

    /**
     * Reads the stored form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static IamVersion decode(Bytes value) {
        RecordDecoder record = RecordDecoder.of("IamVersion", value, VERSION, FIELDS);
        return new IamVersion(record.text(1), (int) record.number(2), record.number(3), record.text(4));
    }
}
