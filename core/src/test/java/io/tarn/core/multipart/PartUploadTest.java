package io.tarn.core.multipart;

import static io.tarn.core.multipart.MultipartBench.pattern;
import static io.tarn.core.multipart.MultipartBench.refused;
import static io.tarn.core.multipart.MultipartBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.layout.ObjectRows;
import io.tarn.storage.Fence;
import io.tarn.storage.memory.Fault;
import io.tarn.storage.memory.FaultyStore.Call;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartUploadTest {
    private final MultipartBench bench = new MultipartBench();

    @AfterEach
    void close() {
        bench.close();
    }

    private static CopySource source(byte[] data) {
        return (offset, target) -> {
            if (offset >= data.length) {
                return -1;
            }
            // Short reads, as a source made of parts gives.
            int count = (int) Math.min(Math.min(target.remaining(), 1_000), data.length - offset);
            target.put(data, (int) offset, count);
            return count;
        };
    }

    // ERRORS 60
    @Test
    void partNumber_notFromOneToTenThousand_isInvalidArgument() {
        assertThat(PartNumber.parse("1")).isEqualTo(1);
        assertThat(PartNumber.parse("10000")).isEqualTo(10_000);
        for (String bad : new String[] {"0", "10001", "x", "", "-1", "+1", "1.5", "99999999999999", "4294967297"}) {
            S3Exception refused = refused(ErrorCode.INVALID_ARGUMENT, () -> PartNumber.parse(bad));
            assertThat(refused.message()).isEqualTo("Part number must be an integer between 1 and 10000, inclusive");
            assertThat(refused.fields()).isEqualTo(Map.of("ArgumentName", "partNumber", "ArgumentValue", bad));
        }
        refused(ErrorCode.INVALID_ARGUMENT, () -> PartNumber.check(0));
        refused(ErrorCode.INVALID_ARGUMENT, () -> PartNumber.check(10_001));
    }

    // ERRORS 61
    @Test
    void putPart_uploadUnknownAbortedOrOfAnotherKey_isNoSuchUpload() {
        String id = bench.begin("key");
        for (String wrong : new String[] {"", "x", id.substring(1), "B" + id.substring(1), id + "A", "é".repeat(32)}) {
            S3Exception refused = refused(ErrorCode.NO_SUCH_UPLOAD, () -> bench.find("key", wrong));
            assertThat(refused.fields()).isEqualTo(Map.of("UploadId", wrong));
        }
        refused(ErrorCode.NO_SUCH_UPLOAD, () -> bench.find("other", id));
        bench.multipart.abort(bench.bucket, text("key"), id);
        refused(ErrorCode.NO_SUCH_UPLOAD, () -> bench.find("key", id));
    }

    @Test
    void putPart_uploadAbortedWhileItCame_isNoSuchUploadAndLeavesNothing() {
        String id = bench.begin("key");
        OpenUpload upload = bench.find("key", id);
        bench.multipart.abort(bench.bucket, text("key"), id);
        refused(ErrorCode.NO_SUCH_UPLOAD, () -> bench.put(upload, 1, pattern(10, 1)));
        assertThat(bench.rows(ObjectRows.PARTS)).isZero();
    }

    @Test
    void putPart_sameNumberAgain_lastCountsAndNeitherIsOverwritten() {
        String id = bench.begin("key");
        bench.part("key", id, 1, pattern(100, 1));
        String second = bench.part("key", id, 1, pattern(200, 2));
        assertThat(bench.rows(ObjectRows.PARTS)).isEqualTo(2);
        PartPage page = bench.multipart.listParts(bench.find("key", id), 0, 1000);
        assertThat(page.parts()).singleElement().satisfies(part -> {
            assertThat(part.entityTag()).isEqualTo(second);
            assertThat(part.record().size()).isEqualTo(200);
        });
    }

    @Test
    void putPart_outcomeUnknown_countsOnlyIfItsOwnRowIsThere() {
        OpenUpload upload = bench.find("key", bench.begin("key"));
        bench.store.fail(Call.COMMIT, 1, Fault.UNKNOWN_DONE);
        bench.put(upload, 1, pattern(10, 1));
        bench.store.fail(Call.COMMIT, 1, Fault.UNKNOWN_NOT_DONE);
        refused(ErrorCode.INTERNAL_ERROR, () -> bench.put(upload, 2, pattern(10, 2)));
        assertThat(bench.multipart.listParts(upload, 0, 10).parts()).hasSize(1);
    }

    @Test
    void putPart_storeBusyOrFenced_saysSo() {
        OpenUpload upload = bench.find("key", bench.begin("key"));
        bench.store.fail(Call.COMMIT, 1, Fault.BUSY);
        refused(ErrorCode.SLOW_DOWN, () -> bench.put(upload, 1, pattern(10, 1)));
        Fence fence = new Fence(bench.space(), text("delete"));
        bench.store.fence(fence);
        refused(ErrorCode.OPERATION_ABORTED, () -> bench.put(upload, 1, pattern(10, 1)));
        bench.store.lift(fence);
        bench.put(upload, 1, pattern(10, 1));
    }

    @Test
    void checkPart_otherAlgorithmThanTheUploads_isInvalidRequest() {
        OpenUpload none = bench.find("a", bench.begin("a"));
        UploadChecksums.checkPart(none, null);
        UploadChecksums.checkPart(none, ChecksumAlgorithm.SHA256);
        OpenUpload composite = bench.find("b", bench.begin("b", ChecksumAlgorithm.CRC32, null));
        UploadChecksums.checkPart(composite, ChecksumAlgorithm.CRC32);
        for (ChecksumAlgorithm other : new ChecksumAlgorithm[] {ChecksumAlgorithm.SHA1, ChecksumAlgorithm.CRC32C}) {
            S3Exception refused = refused(ErrorCode.INVALID_REQUEST, () -> UploadChecksums.checkPart(composite, other));
            assertThat(refused.message()).startsWith("Checksum Type mismatch occurred, expected checksum Type: crc32,");
        }
        refused(ErrorCode.INVALID_REQUEST, () -> UploadChecksums.checkPart(composite, null));
        OpenUpload full = bench.find("c", bench.begin("c", ChecksumAlgorithm.CRC32, "FULL_OBJECT"));
        UploadChecksums.checkPart(full, null);
        refused(ErrorCode.INVALID_REQUEST, () -> UploadChecksums.checkPart(full, ChecksumAlgorithm.SHA1));
    }

    // BEHAVIOURS 22
    // ERRORS 67
    @Test
    void copyRange_malformedOrOutside_isRefused() {
        for (String bad : new String[] {
            "", "0-1", "bytes=", "bytes=0-", "bytes=-5", "bytes=1-0", "bytes=0-1,3-4", "bytes= 0-1", "bytes=a-b"
        }) {
            S3Exception refused = refused(ErrorCode.INVALID_ARGUMENT, () -> CopyRange.parse(bad, 10));
            assertThat(refused.fields()).containsEntry("ArgumentName", "x-amz-copy-source-range");
        }
        assertThat(refused(ErrorCode.INVALID_ARGUMENT, () -> CopyRange.parse("bytes=0-10", 10))
                        .message())
                .isEqualTo("Range specified is not valid for source object of size: 10");
        S3Exception past = refused(ErrorCode.INVALID_REQUEST, () -> CopyRange.parse("bytes=10-12", 10));
        assertThat(past.message()).isEqualTo("The specified copy range is invalid for the source object size");
        assertThat(past.fields()).isEmpty();
        assertThat(CopyRange.parse("bytes=9-9", 10)).isEqualTo(new CopyRange(9, 1));
        assertThat(CopyRange.parse(null, 10)).isEqualTo(new CopyRange(0, 10));
        assertThat(CopyRange.parse(null, 0)).isEqualTo(new CopyRange(0, 0));
        refused(ErrorCode.INVALID_REQUEST, () -> CopyRange.parse(null, MultipartLimits.PART_BYTES_MAX + 1));
    }

    @Test
    void copyPart_range_isThatRangeOfTheSource() {
        OpenUpload upload = bench.find("key", bench.begin("key", ChecksumAlgorithm.SHA1, null));
        byte[] data = pattern(500_000, 1);
        bench.multipart.copyPart(upload, 1, source(data), new CopyRange(1_000, 300_000), "r1");
        bench.multipart.copyPart(upload, 2, source(data), new CopyRange(0, 0), "r2");
        PartPage page = bench.multipart.listParts(upload, 0, 10);
        byte[] copied = Arrays.copyOfRange(data, 1_000, 301_000);
        PartPage.ListedPart first = page.parts().getFirst();
        assertThat(first.entityTag()).isEqualTo(MultipartBench.md5(copied).toString());
        assertThat(first.record().size()).isEqualTo(300_000);
        assertThat(first.checksum()).isNotNull();
        assertThat(first.record().checksum()).isEqualTo(first.checksum());
        assertThat(ChecksumAlgorithm.SHA1.of(ByteBuffer.wrap(copied)).base64())
                .isEqualTo(java.util.Objects.requireNonNull(first.checksum()).text());
        assertThat(page.parts().get(1).record().size()).isZero();
    }

    @Test
    void putPart_againAndAgain_keepsNoMoreAttemptsThanTheLimit() {
        String id = bench.begin("key");
        String other = bench.part("key", id, 2, pattern(4, 4));
        String last = "";
        for (int attempt = 0; attempt < 3 * MultipartLimits.ATTEMPTS_MAX; attempt++) {
            last = bench.part("key", id, 1, pattern(MultipartBench.PART, attempt));
            assertThat(bench.rows(ObjectRows.PARTS)).isLessThanOrEqualTo(MultipartLimits.ATTEMPTS_MAX + 1);
        }
        bench.complete("key", id, last, other);
        bench.sweep();
        assertThat(bench.rows(ObjectRows.PARTS)).isEqualTo(2);
        assertThat(bench.rows(ObjectRows.METADATA)).as("manifest and outcome").isEqualTo(2);
    }
}
