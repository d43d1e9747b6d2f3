package io.tarn.core.multipart;

import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.layout.UploadId;
import io.tarn.core.layout.UploadRecord;
import io.tarn.storage.Bytes;

/**
 * An upload as it was found.
 *
 * @param bucket where it is
 * @param key the object's key
 * @param id its id
 * @param record what it was begun with
 * @param revision of its row: what is done to it holds only while this stays
 */
public record OpenUpload(BucketRecord bucket, Bytes key, UploadId id, UploadRecord record, long revision) {
    /** The id as clients see it. */
    public String idText() {
        return UploadIdText.of(key, id);
    }

    /** The algorithm that each part's checksum must be computed with: that asked for at the beginning, else CRC64NVME. */
    public ChecksumAlgorithm partAlgorithm() {
        ChecksumAlgorithm asked = record.checksumAlgorithm();
        return asked == null ? ChecksumAlgorithm.CRC64NVME : asked;
    }
}
