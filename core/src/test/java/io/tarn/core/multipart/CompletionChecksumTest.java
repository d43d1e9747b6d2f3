package io.tarn.core.multipart;

import static io.tarn.core.multipart.MultipartBench.PART;
import static io.tarn.core.multipart.MultipartBench.checksum;
import static io.tarn.core.multipart.MultipartBench.pattern;
import static io.tarn.core.multipart.MultipartBench.refused;
import static io.tarn.core.multipart.MultipartBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.error.ErrorCode;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumType;
import io.tarn.core.checksum.ChecksumValue;
import io.tarn.core.condition.WriteCondition;
import io.tarn.core.layout.StoredChecksum;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompletionChecksumTest {
    private static final byte[] FIRST = pattern(PART, 1);
    private static final byte[] SECOND = pattern(1_234, 2);

    private final MultipartBench bench = new MultipartBench();

    @AfterEach
    void close() {
        bench.close();
    }

    /** Begins an upload of two parts. */
    private String upload(@Nullable ChecksumAlgorithm algorithm, @Nullable String type) {
        String id = bench.begin("key", algorithm, type);
        bench.part("key", id, 1, FIRST);
        bench.part("key", id, 2, SECOND);
        return id;
    }

    private static CompletedPart part(int number, byte[] data, Map<ChecksumAlgorithm, String> checksums) {
        return new CompletedPart((long) number, MultipartBench.md5(data).toString(), checksums);
    }

    private static List<CompletedPart> bare() {
        return List.of(part(1, FIRST, Map.of()), part(2, SECOND, Map.of()));
    }

    private static List<CompletedPart> summed(ChecksumAlgorithm algorithm) {
        return List.of(
                part(1, FIRST, Map.of(algorithm, checksum(algorithm, FIRST))),
                part(2, SECOND, Map.of(algorithm, checksum(algorithm, SECOND))));
    }

    private CompletedUpload complete(
            String id, List<CompletedPart> parts, Map<ChecksumAlgorithm, String> whole, @Nullable String type) {
        return bench.multipart.complete(new CompleteRequest(
                bench.bucket, text("key"), id, parts, WriteCondition.none(), whole, type, null, bench.requestId()));
    }

    private static byte[] whole() {
        byte[] whole = java.util.Arrays.copyOf(FIRST, FIRST.length + SECOND.length);
        System.arraycopy(SECOND, 0, whole, FIRST.length, SECOND.length);
        return whole;
    }

    private static StoredChecksum of(CompletedUpload done) {
        return Objects.requireNonNull(done.checksum());
    }

    // BEHAVIOURS 29
    @Test
    void complete_noAlgorithmAsked_isCrc64OfTheWholeObject() {
        CompletedUpload done = complete(upload(null, null), bare(), Map.of(), null);
        assertThat(of(done).type()).isEqualTo(ChecksumType.FULL_OBJECT);
        assertThat(of(done).text()).isEqualTo(checksum(ChecksumAlgorithm.CRC64NVME, whole()));
        assertThat(Objects.requireNonNull(bench.current("key")).checksum()).isEqualTo(done.checksum());
    }

    // BEHAVIOURS 30
    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "CRC32C", "CRC64NVME"})
    void complete_fullObject_isTheChecksumOfAllBytes(ChecksumAlgorithm algorithm) {
        String id = upload(algorithm, "FULL_OBJECT");
        String expected = checksum(algorithm, whole());
        refused(
                ErrorCode.BAD_DIGEST,
                () -> complete(id, bare(), Map.of(algorithm, checksum(algorithm, SECOND)), "FULL_OBJECT"));
        CompletedUpload done = complete(id, bare(), Map.of(algorithm, expected), "FULL_OBJECT");
        assertThat(of(done).text()).isEqualTo(expected);
        assertThat(of(done).type()).isEqualTo(ChecksumType.FULL_OBJECT);
    }

    // BEHAVIOURS 30
    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC64NVME"},
            mode = EnumSource.Mode.EXCLUDE)
    void complete_composite_isTheChecksumOfTheChecksums(ChecksumAlgorithm algorithm) {
        ChecksumValue joined = ChecksumValue.composite(
                algorithm, List.of(algorithm.of(ByteBuffer.wrap(FIRST)), algorithm.of(ByteBuffer.wrap(SECOND))));
        String id = upload(algorithm, null);
        CompletedUpload done = complete(id, summed(algorithm), Map.of(algorithm, joined.base64() + "-2"), "COMPOSITE");
        assertThat(of(done).text()).isEqualTo(joined.base64() + "-2");
        assertThat(of(done).type()).isEqualTo(ChecksumType.COMPOSITE);
    }

    @Test
    void complete_compositeWithoutPartChecksum_isInvalidRequest() {
        String id = upload(ChecksumAlgorithm.SHA256, null);
        assertThat(refused(ErrorCode.INVALID_REQUEST, () -> complete(id, bare(), Map.of(), null))
                        .message())
                .isEqualTo("The upload was created using a sha256 checksum. The complete request must include the"
                        + " checksum for each part. It was missing for part 1 in the request.");
    }

    @Test
    void complete_partChecksumWrongOrOfAnotherAlgorithm_isInvalidPart() {
        String id = upload(ChecksumAlgorithm.CRC32, "FULL_OBJECT");
        for (Map<ChecksumAlgorithm, String> wrong : List.of(
                Map.of(ChecksumAlgorithm.CRC32, checksum(ChecksumAlgorithm.CRC32, FIRST)),
                Map.of(ChecksumAlgorithm.CRC32, "nonsense"),
                Map.of(ChecksumAlgorithm.CRC32C, checksum(ChecksumAlgorithm.CRC32C, SECOND)))) {
            List<CompletedPart> parts = List.of(part(1, FIRST, Map.of()), part(2, SECOND, wrong));
            assertThat(refused(ErrorCode.INVALID_PART, () -> complete(id, parts, Map.of(), null))
                            .fields())
                    .containsEntry("PartNumber", "2");
        }
        complete(id, summed(ChecksumAlgorithm.CRC32), Map.of(), null);
    }

    @Test
    void complete_noAlgorithmAsked_partChecksumIsInvalidPartAndTypeInvalidRequest() {
        String id = upload(null, null);
        refused(ErrorCode.INVALID_PART, () -> complete(id, summed(ChecksumAlgorithm.CRC64NVME), Map.of(), null));
        for (String type : new String[] {"FULL_OBJECT", "COMPOSITE", "x"}) {
            refused(ErrorCode.INVALID_REQUEST, () -> complete(id, bare(), Map.of(), type));
        }
        String whole = checksum(ChecksumAlgorithm.CRC64NVME, whole());
        refused(
                ErrorCode.INVALID_REQUEST,
                () -> complete(id, bare(), Map.of(ChecksumAlgorithm.CRC32, "AAAAAA=="), null));
        complete(id, bare(), Map.of(ChecksumAlgorithm.CRC64NVME, whole), null);
    }

    @Test
    void complete_typeNotThatOfTheUpload_isInvalidRequest() {
        String id = upload(ChecksumAlgorithm.CRC32, "FULL_OBJECT");
        assertThat(refused(ErrorCode.INVALID_REQUEST, () -> complete(id, bare(), Map.of(), "COMPOSITE"))
                        .message())
                .startsWith("The upload was created using the FULL_OBJECT checksum mode.");
    }

    // ERRORS 38
    @Test
    void complete_wholeChecksumWrong_namesTheAlgorithmInSmallLetters() {
        String id = upload(ChecksumAlgorithm.CRC32C, "FULL_OBJECT");
        assertThat(refused(
                                ErrorCode.BAD_DIGEST,
                                () -> complete(id, bare(), Map.of(ChecksumAlgorithm.CRC32C, "AAAAAA=="), null))
                        .message())
                .isEqualTo("The crc32c you specified did not match the calculated checksum.");
    }
}
