package io.tarn.core.multipart;

import static io.tarn.core.multipart.MultipartBench.PART;
import static io.tarn.core.multipart.MultipartBench.md5;
import static io.tarn.core.multipart.MultipartBench.named;
import static io.tarn.core.multipart.MultipartBench.pattern;
import static io.tarn.core.multipart.MultipartBench.refused;
import static io.tarn.core.multipart.MultipartBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.checksum.MultipartEtag;
import io.tarn.core.condition.WriteCondition;
import io.tarn.core.layout.Counters;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.ObjectRows;
import io.tarn.core.layout.Outcome;
import io.tarn.core.layout.PartRecord;
import io.tarn.core.layout.StorageClass;
import io.tarn.core.layout.StoredChecksum;
import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.CommitResult;
import io.tarn.storage.memory.FaultyStore.Call;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompletionTest {
    private final MultipartBench bench = new MultipartBench();

    @AfterEach
    void close() {
        bench.close();
    }

    private static byte[] joined(byte[]... parts) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static CompletedPart part(long number, String tag) {
        return new CompletedPart(number, tag, Map.of());
    }

    private S3Exception refusedParts(ErrorCode code, String id, @Nullable List<CompletedPart> parts) {
        return refused(code, () -> bench.multipart.complete(bench.request("key", id, parts)));
    }

    // BEHAVIOURS 24
    @Test
    void complete_parts_becomeTheObjectInOneCommit() {
        byte[] first = pattern(PART, 1);
        byte[] second = pattern(PART + 7, 2);
        byte[] third = pattern(11, 3);
        String id = bench.begin("key");
        String tag2 = bench.part("key", id, 2, second);
        String tag1 = bench.part("key", id, 1, first);
        String tag3 = bench.part("key", id, 3, third);
        bench.clock.advance(5_000);
        CompletedUpload done = bench.complete("key", id, tag1, tag2, tag3);
        assertThat(done.entityTag().text()).isEqualTo(MultipartEtag.of(List.of(md5(first), md5(second), md5(third))));
        assertThat(done.size()).isEqualTo(first.length + second.length + third.length);
        assertThat(bench.content("key")).isEqualTo(joined(first, second, third));
        ObjectRecord object = Objects.requireNonNull(bench.current("key"));
        assertThat(object.entityTag()).isEqualTo(done.entityTag());
        assertThat(object.lastModified()).isEqualTo(bench.clock.millis());
        assertThat(object.metadata()).isEqualTo(Map.of("colour", "blue"));
        assertThat(object.headers().contentType()).isEqualTo("text/plain");
        assertThat(bench.rows(ObjectRows.UPLOADS)).isZero();
        assertThat(bench.store.tallies(bench.space()))
                .containsEntry(Counters.objects(StorageClass.STANDARD), 1L)
                .containsEntry(Counters.bytes(StorageClass.STANDARD), done.size())
                .doesNotContainKey(Counters.UPLOADS);
    }

    // BEHAVIOURS 23
    @Test
    void complete_gapsInNumbersAndPartsLeftOut_areFine() {
        String id = bench.begin("key");
        byte[] first = pattern(PART, 1);
        byte[] last = pattern(3, 2);
        String tag3 = bench.part("key", id, 3, first);
        bench.part("key", id, 4, pattern(9, 4));
        String tag10000 = bench.part("key", id, 10_000, last);
        bench.multipart.complete(bench.request("key", id, List.of(part(3, tag3), part(10_000, tag10000))));
        assertThat(bench.content("key")).isEqualTo(joined(first, last));
        bench.sweep();
        assertThat(bench.rows(ObjectRows.PARTS)).isEqualTo(2);
        assertThat(bench.content("key")).isEqualTo(joined(first, last));
    }

    @Test
    void complete_partPutAgain_takesTheLastAndSweepsTheOther() {
        String id = bench.begin("key");
        String old = bench.part("key", id, 1, pattern(10, 1));
        String tag = bench.part("key", id, 1, pattern(20, 2));
        refusedParts(ErrorCode.INVALID_PART, id, List.of(part(1, old)));
        bench.complete("key", id, tag);
        assertThat(bench.content("key")).isEqualTo(pattern(20, 2));
        bench.sweep();
        assertThat(bench.rows(ObjectRows.PARTS)).isEqualTo(1);
        assertThat(bench.content("key")).isEqualTo(pattern(20, 2));
    }

    @Test
    void complete_emptySinglePart_isAnEmptyObject() {
        String id = bench.begin("key");
        CompletedUpload done = bench.complete("key", id, bench.part("key", id, 1, new byte[0]));
        assertThat(done.size()).isZero();
        assertThat(done.entityTag().text()).endsWith("-1");
        assertThat(bench.content("key")).isEmpty();
    }

    // ERRORS 65
    @Test
    void complete_withoutPartsOrTheirFields_isRefused() {
        String id = bench.begin("key");
        assertThat(refusedParts(ErrorCode.INVALID_REQUEST, id, null).message())
                .isEqualTo("You must specify at least one part");
        refusedParts(ErrorCode.MALFORMED_XML, id, List.of());
        refusedParts(ErrorCode.MALFORMED_XML, id, List.of(new CompletedPart(null, "x", Map.of())));
        refusedParts(ErrorCode.MALFORMED_XML, id, List.of(new CompletedPart(1L, null, Map.of())));
        List<CompletedPart> tooMany = new ArrayList<>();
        for (long number = 1; number <= 10_001; number++) {
            tooMany.add(part(number, "x"));
        }
        refusedParts(ErrorCode.MALFORMED_XML, id, tooMany);
    }

    // BEHAVIOURS 23
    @Test
    void complete_partNumberBelowOne_isInvalidArgument() {
        String id = bench.begin("key");
        for (long number : new long[] {0, -1, Long.MIN_VALUE}) {
            S3Exception refused = refusedParts(ErrorCode.INVALID_ARGUMENT, id, List.of(part(number, "x")));
            assertThat(refused.fields()).containsEntry("ArgumentValue", Long.toString(number));
        }
    }

    // BEHAVIOURS 23
    // ERRORS 63
    @Test
    void complete_notAscendingOrTwice_isInvalidPartOrder() {
        String id = bench.begin("key");
        String tag = bench.part("key", id, 1, pattern(PART, 1));
        String two = bench.part("key", id, 2, pattern(PART, 2));
        assertThat(refusedParts(ErrorCode.INVALID_PART_ORDER, id, List.of(part(2, two), part(1, tag)))
                        .fields())
                .isEqualTo(Map.of("UploadId", id));
        refusedParts(ErrorCode.INVALID_PART_ORDER, id, List.of(part(1, tag), part(1, tag)));
        assertThat(bench.current("key")).isNull();
        bench.complete("key", id, tag, two);
    }

    // BEHAVIOURS 23
    // ERRORS 64
    @Test
    void complete_partMissingOrOfAnotherTag_isInvalidPart() {
        String id = bench.begin("key");
        String tag = bench.part("key", id, 2, pattern(PART, 1));
        String zeros = "0".repeat(32);
        assertThat(refusedParts(ErrorCode.INVALID_PART, id, List.of(part(2, '"' + zeros + '"')))
                        .fields())
                .isEqualTo(Map.of("UploadId", id, "PartNumber", "2", "ETag", zeros));
        for (long missing : new long[] {1, 3, 10_001, Long.MAX_VALUE}) {
            assertThat(refusedParts(ErrorCode.INVALID_PART, id, List.of(part(missing, tag)))
                            .fields())
                    .containsEntry("PartNumber", Long.toString(missing));
        }
        refusedParts(ErrorCode.INVALID_PART, id, List.of(part(1, tag), part(2, tag)));
        bench.multipart.complete(bench.request("key", id, List.of(part(2, tag))));
    }

    // BEHAVIOURS 23
    // ERRORS 62
    @Test
    void complete_partThatIsNotTheLastTooSmall_isEntityTooSmall() {
        String id = bench.begin("key");
        String small = bench.part("key", id, 1, pattern(PART - 1, 1));
        String last = bench.part("key", id, 2, pattern(1, 2));
        assertThat(refusedParts(ErrorCode.ENTITY_TOO_SMALL, id, named(small, last))
                        .fields())
                .isEqualTo(Map.of(
                        "ETag", small,
                        "MinSizeAllowed", "5242880",
                        "PartNumber", "1",
                        "ProposedSize", "5242879"));
        bench.complete("key", id, small);
    }

    // BEHAVIOURS 23
    // ERRORS 66
    @Test
    void complete_objectSizeNotAsSaid_isInvalidRequest() {
        String id = bench.begin("key");
        String tag = bench.part("key", id, 1, pattern(10, 1));
        for (long said : new long[] {9, 0, 11}) {
            refused(ErrorCode.INVALID_REQUEST, () -> bench.multipart.complete(withSize(id, tag, said)));
        }
        bench.multipart.complete(withSize(id, tag, 10));
    }

    private CompleteRequest withSize(String id, String tag, long size) {
        return new CompleteRequest(
                bench.bucket,
                text("key"),
                id,
                named(tag),
                WriteCondition.none(),
                Map.of(),
                null,
                size,
                bench.requestId());
    }

    // BEHAVIOURS 25
    // ERRORS 61
    @Test
    void complete_repeated_answersTheSameForSevenDays() {
        String id = bench.begin("key");
        String tag = bench.part("key", id, 1, pattern(10, 1));
        CompletedUpload done = bench.complete("key", id, tag);
        bench.putWhole("key", pattern(5, 5));
        bench.clock.advance(Outcome.KEPT_MILLIS - 1);
        bench.sweep();
        assertThat(bench.complete("key", id, tag)).isEqualTo(done);
        assertThat(bench.content("key")).isEqualTo(pattern(5, 5));
        assertThat(refusedParts(ErrorCode.NO_SUCH_UPLOAD, id, named("0".repeat(32)))
                        .fields())
                .isEqualTo(Map.of("UploadId", id));
        bench.clock.advance(1);
        refusedParts(ErrorCode.NO_SUCH_UPLOAD, id, named(tag));
        bench.sweep();
        assertThat(bench.rows(ObjectRows.METADATA)).isZero();
        assertThat(bench.rows(ObjectRows.PARTS)).isZero();
    }

    // BEHAVIOURS 25
    @Test
    void complete_afterAbortOrForAnotherKey_isNoSuchUpload() {
        String id = bench.begin("key");
        String tag = bench.part("key", id, 1, pattern(10, 1));
        refused(ErrorCode.NO_SUCH_UPLOAD, () -> bench.multipart.complete(bench.request("other", id, named(tag))));
        bench.multipart.abort(bench.bucket, text("key"), id);
        refusedParts(ErrorCode.NO_SUCH_UPLOAD, id, named(tag));
        refused(ErrorCode.NO_SUCH_UPLOAD, () -> bench.multipart.abort(bench.bucket, text("key"), id));
        assertThat(bench.current("key")).isNull();
        bench.sweep();
        assertThat(bench.rows(ObjectRows.PARTS)).isZero();
        assertThat(bench.rows(ObjectRows.SWEEPS)).isZero();
        assertThat(bench.store.tallies(bench.space())).isEmpty();
    }

    @Test
    void complete_overAnotherMultipartObject_sweepsItsParts() {
        bench.object("key", pattern(100, 1));
        long before = Objects.requireNonNull(bench.current("key")).lastModified();
        bench.clock.advance(-60_000);
        bench.object("key", pattern(200, 2));
        assertThat(bench.content("key")).isEqualTo(pattern(200, 2));
        assertThat(Objects.requireNonNull(bench.current("key")).lastModified()).isEqualTo(before);
        bench.clock.advance(120_000);
        bench.sweep();
        assertThat(bench.rows(ObjectRows.PARTS)).isEqualTo(1);
        assertThat(bench.content("key")).isEqualTo(pattern(200, 2));
    }

    @Test
    void complete_mostAndLargestParts_isTheLargestObjectInOneCommit() {
        String id = bench.begin("key");
        OpenUpload upload = bench.find("key", id);
        List<CompletedPart> parts = new ArrayList<>();
        for (int number = 1; number <= MultipartLimits.PARTS_MAX; number += 500) {
            parts.addAll(claimParts(upload, number, 500));
        }
        PartPage page = bench.multipart.listParts(upload, 8_999, 1000);
        assertThat(page.parts()).hasSize(1000);
        assertThat(page.truncated()).isTrue();
        int commits = bench.store.calls(Call.COMMIT);
        CompletedUpload done = bench.multipart.complete(bench.request("key", id, parts));
        assertThat(bench.store.calls(Call.COMMIT)).isEqualTo(commits + 1);
        assertThat(done.size()).isEqualTo(MultipartLimits.OBJECT_BYTES_MAX).isEqualTo(53_687_091_200_000L);
        assertThat(done.entityTag().text()).endsWith("-10000");
        assertThat(bench.store.tallies(bench.space()))
                .containsEntry(Counters.bytes(StorageClass.STANDARD), 53_687_091_200_000L);
        bench.delete("key");
        bench.clock.advance(Outcome.KEPT_MILLIS);
        bench.sweep();
        assertThat(bench.rows(ObjectRows.PARTS)).isZero();
        assertThat(bench.store.tallies(bench.space())).isEmpty();
    }

    /** Writes part rows that claim the most bytes and have none. */
    private List<CompletedPart> claimParts(OpenUpload upload, int first, int count) {
        List<CompletedPart> parts = new ArrayList<>();
        Batch.Builder batch = Batch.on(bench.space(), upload.key());
        for (int number = first; number < first + count; number++) {
            Bytes md5 = md5(pattern(4, number));
            StoredChecksum checksum =
                    StoredChecksum.full(upload.partAlgorithm().of(ByteBuffer.wrap(pattern(4, number))));
            PartRecord record = new PartRecord(MultipartLimits.PART_BYTES_MAX, md5, checksum, 0, "writer");
            batch.put(
                    ObjectRows.part(new ObjectRows.PartName(upload.id(), number, 1)),
                    record.encode(),
                    new Batch.BodySource.None(),
                    Counters.ofPart(record.size()));
            parts.add(part(number, md5.toString()));
        }
        assertThat(bench.store.commit(batch.build())).isInstanceOf(CommitResult.Committed.class);
        return parts;
    }
}
