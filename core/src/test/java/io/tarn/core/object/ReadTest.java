package io.tarn.core.object;

import static io.tarn.core.object.Shelf.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.api.error.ErrorCode;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumType;
import io.tarn.core.condition.ReadConditions;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.ObjectRows;
import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.StorageException;
import io.tarn.storage.memory.Fault;
import io.tarn.storage.memory.FaultyStore.Call;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ReadTest {
    private final Shelf shelf = new Shelf();

    // ERRORS 2
    @Test
    void get_missingKey_isNoSuchKey() {
        refused(() -> shelf.text("k"), ErrorCode.NO_SUCH_KEY, Map.of("Key", "k"));
        refused(() -> head(request("k", null, null)), ErrorCode.NO_SUCH_KEY, Map.of("Key", "k"));
        shelf.put("k", "x");
        shelf.delete("k");
        refused(() -> shelf.text("k"), ErrorCode.NO_SUCH_KEY, Map.of("Key", "k"));
    }

    // BEHAVIOURS 11, ERRORS 4
    @Test
    void get_versionId_takesOnlyNull() {
        shelf.put("k", "x");
        assertThat(head(version("k", "null")).object().size()).isEqualTo(1);
        for (String id : new String[] {"1", "NULL", "JXKbsWrCtjhWsvLVWqXYlvCBcyTCFWvJ"}) {
            refused(
                    () -> head(version("k", id)),
                    ErrorCode.INVALID_ARGUMENT,
                    Map.of("ArgumentName", "versionId", "ArgumentValue", id));
        }
        assertThat(refused(
                                () -> head(version("k", "1")),
                                ErrorCode.INVALID_ARGUMENT,
                                Map.of("ArgumentName", "versionId", "ArgumentValue", "1"))
                        .message())
                .isEqualTo("Invalid version id specified");
    }

    // ERRORS 3
    @Test
    void get_nullVersionOfMissingKey_isNoSuchVersion() {
        refused(() -> head(version("k", "null")), ErrorCode.NO_SUCH_VERSION, Map.of("Key", "k", "VersionId", "null"));
    }

    // BEHAVIOURS 6, ERRORS 57
    @Test
    void get_range_answersPartOrWhole() {
        shelf.put("k", "0123456789");
        ObjectView part = head(request("k", "bytes=2-4", null));
        assertThat(part.answer().status()).isEqualTo(206);
        assertThat(part.contentRange()).isEqualTo("bytes 2-4/10");
        assertThat(part.checksum()).isNull();
        assertThat(get(request("k", "bytes=2-4", null))).isEqualTo("234");
        ObjectView ignored = head(request("k", "bytes=0-1,3-4", null));
        assertThat(ignored.answer().status()).isEqualTo(200);
        assertThat(ignored.contentRange()).isNull();
        assertThat(get(request("k", "nonsense", null))).isEqualTo("0123456789");
        refused(
                () -> get(request("k", "bytes=10-", null)),
                ErrorCode.INVALID_RANGE,
                Map.of("ActualObjectSize", "10", "RangeRequested", "bytes=10-"));
    }

    // BEHAVIOURS 29
    @Test
    void get_rangeOverTheWholeObject_hasItsChecksum() {
        ObjectRecord object = shelf.put("k", "0123456789");
        ObjectView whole = head(request("k", "bytes=0-", null));
        assertThat(whole.answer().status()).isEqualTo(206);
        assertThat(java.util.Objects.requireNonNull(whole.checksum()).text())
                .isEqualTo(java.util.Objects.requireNonNull(object.checksum()).text());
        assertThat(whole.checksum().type()).isEqualTo(ChecksumType.FULL_OBJECT);
    }

    // ERRORS 58
    @Test
    void get_rangeAndPartNumber_isInvalid() {
        shelf.put("k", "0123456789");
        refused(() -> head(request("k", "bytes=0-1", 1)), ErrorCode.INVALID_REQUEST, Map.of());
    }

    // BEHAVIOURS 7, ERRORS 59
    @Test
    void get_partNumberOfAPlainObject_isTheWholeAsPartial() {
        shelf.put("k", "0123456789");
        ObjectView part = head(request("k", null, 1));
        assertThat(part.answer().status()).isEqualTo(206);
        assertThat(part.contentRange()).isEqualTo("bytes 0-9/10");
        assertThat(part.partsCount()).isZero();
        assertThat(part.checksum()).isNotNull();
        refused(
                () -> head(request("k", null, 2)),
                ErrorCode.INVALID_PART_NUMBER,
                Map.of("ActualPartCount", "1", "PartNumberRequested", "2"));
    }

    @Test
    void get_partNumberOutOfBounds_isInvalid() {
        for (int part : new int[] {0, -1, 10_001}) {
            refused(
                    () -> head(request("k", null, part)),
                    ErrorCode.INVALID_ARGUMENT,
                    Map.of("ArgumentName", "partNumber", "ArgumentValue", Integer.toString(part)));
        }
    }

    // BEHAVIOURS 7, 29, ERRORS 59
    @Test
    void get_partNumberOfAMultipartObject_isThatPart() {
        ObjectRecord object = shelf.putParts("k", ChecksumType.COMPOSITE, "one", "", "three", "4");
        ObjectView third = head(request("k", null, 3));
        assertThat(third.answer().status()).isEqualTo(206);
        assertThat(third.contentRange()).isEqualTo("bytes 3-7/9");
        assertThat(third.partsCount()).isEqualTo(4);
        assertThat(third.object().entityTag()).isEqualTo(object.entityTag());
        var checksum = java.util.Objects.requireNonNull(third.checksum());
        assertThat(checksum.text())
                .isEqualTo(ChecksumAlgorithm.CRC32
                        .of(ByteBuffer.wrap("three".getBytes(StandardCharsets.UTF_8)))
                        .base64());
        assertThat(get(request("k", null, 3))).isEqualTo("three");
        assertThat(get(request("k", null, 4))).isEqualTo("4");
        refused(
                () -> head(request("k", null, 5)),
                ErrorCode.INVALID_PART_NUMBER,
                Map.of("ActualPartCount", "4", "PartNumberRequested", "5"));
    }

    // BEHAVIOURS 29
    @Test
    void get_partOfAFullObjectChecksum_hasItOnlyIfItIsTheOnlyOne() {
        shelf.putParts("one", ChecksumType.FULL_OBJECT, "only");
        assertThat(head(request("one", null, 1)).checksum()).isNotNull();
        shelf.putParts("two", ChecksumType.FULL_OBJECT, "first", "second");
        assertThat(head(request("two", null, 1)).checksum()).isNull();
        assertThat(head(request("two", null, null)).checksum()).isNotNull();
    }

    @Test
    void get_multipartObject_isReadAcrossParts() {
        shelf.putParts("k", ChecksumType.COMPOSITE, "The quick ", "brown", "", " fox jumps", " over");
        String all = "The quick brown fox jumps over";
        assertThat(shelf.text("k")).isEqualTo(all);
        for (int from = 0; from < all.length(); from++) {
            for (int to = from; to < all.length(); to++) {
                assertThat(get(request("k", "bytes=" + from + "-" + to, null))).isEqualTo(all.substring(from, to + 1));
            }
        }
        try (ObjectReader reader = shelf.objects.open(shelf.bucket, Bytes.utf8("k"), null)) {
            assertThat(reader.read(all.length(), ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void get_objectReplacedWhileRead_staysAsItWas() {
        shelf.put("plain", "old plain");
        shelf.putParts("parts", ChecksumType.COMPOSITE, "old", " ", "parts");
        try (OpenObject plain = shelf.objects.get(ReadRequest.of(shelf.bucket, Bytes.utf8("plain")));
                OpenObject parts = shelf.objects.get(ReadRequest.of(shelf.bucket, Bytes.utf8("parts")))) {
            shelf.put("plain", "new");
            shelf.delete("parts");
            assertThat(Shelf.text(plain)).isEqualTo("old plain");
            assertThat(Shelf.text(parts)).isEqualTo("old parts");
        }
    }

    @Test
    void get_partMissing_isCorruptAndNeverOtherBytes() {
        ObjectRecord object = shelf.putParts("k", ChecksumType.COMPOSITE, "one", "two");
        var id = java.util.Objects.requireNonNull(object.manifest()).uploadId();
        shelf.memory.commit(Batch.on(shelf.bucket.space(), Bytes.utf8("k"))
                .delete(ObjectRows.part(new ObjectRows.PartName(id, 3, 1)))
                .build());
        assertThatThrownBy(() -> shelf.text("k"))
                .isInstanceOf(StorageException.Corrupt.class)
                .hasMessageContaining("Part 3");
    }

    @Test
    void get_manifestMissing_isCorrupt() {
        ObjectRecord object = shelf.putParts("k", ChecksumType.COMPOSITE, "one", "two");
        var id = java.util.Objects.requireNonNull(object.manifest()).uploadId();
        shelf.memory.commit(Batch.on(shelf.bucket.space(), Bytes.utf8("k"))
                .delete(ObjectRows.manifest(id))
                .build());
        assertThatThrownBy(() -> shelf.text("k")).isInstanceOf(StorageException.Corrupt.class);
        shelf.put("other", "x");
        assertThat(shelf.text("other")).isEqualTo("x");
    }

    @Test
    void get_rottenBody_isAnError() {
        shelf.put("k", "hello");
        shelf.store.fail(Call.READ, 1, Fault.CORRUPT);
        assertThatThrownBy(() -> shelf.text("k")).isInstanceOf(StorageException.Corrupt.class);
    }

    @Test
    void get_smallObject_opensOneRow() {
        shelf.put("k", "hello");
        int opens = shelf.store.calls(Call.OPEN);
        int gets = shelf.store.calls(Call.GET);
        assertThat(shelf.text("k")).isEqualTo("hello");
        assertThat(shelf.store.calls(Call.OPEN)).isEqualTo(opens + 1);
        assertThat(shelf.store.calls(Call.GET)).isEqualTo(gets);
    }

    // BEHAVIOURS 18, ERRORS 70
    @Test
    void get_preconditions_answer412Or304InOrder() {
        long now = shelf.clock.millis();
        ObjectRecord object = shelf.put("k", "hello");
        String tag = object.entityTag().quoted();
        Instant before = Instant.ofEpochMilli(now - 10_000);
        Instant same = Instant.ofEpochMilli(now - now % 1_000);
        shelf.clock.set(now + 100_000);
        Instant after = Instant.ofEpochMilli(now + 10_000);
        proceeds(tag, null, null, null);
        proceeds(object.entityTag().text(), null, null, null);
        proceeds("*", null, null, null);
        proceeds("\"x\", " + tag, null, null, null);
        fails("If-Match", "\"x\"", null, null, null);
        fails("If-Match", "W/" + tag, null, null, null);
        notModified(null, tag, null, null);
        notModified(null, "W/" + tag, null, null);
        notModified(null, "*", null, null);
        proceeds(null, "\"x\"", null, null);
        proceeds(null, null, before, null);
        notModified(null, null, same, null);
        notModified(null, null, after, null);
        proceeds(null, null, null, after);
        proceeds(null, null, null, same);
        fails("If-Unmodified-Since", null, null, null, before);
        // If-Match beats If-Unmodified-Since, If-None-Match beats If-Modified-Since.
        proceeds(tag, null, null, before);
        proceeds(null, "\"x\"", after, null);
        notModified(null, tag, before, null);
        fails("If-Match", "\"x\"", tag, null, null);
        notModified(tag, tag, null, null);
    }

    // BEHAVIOURS 18
    @Test
    void get_modifiedSinceTheFuture_isIgnored() {
        shelf.put("k", "hello");
        proceeds(null, null, Instant.ofEpochMilli(shelf.clock.millis() + 3_600_000), null);
    }

    @Test
    void get_preconditionFailing_winsOverABadRange() {
        shelf.put("k", "hello");
        ReadConditions none = ReadConditions.of("\"x\"", null, null, null);
        ReadRequest request = new ReadRequest(shelf.bucket, Bytes.utf8("k"), null, none, "bytes=99-", null, null);
        refused(() -> head(request), ErrorCode.PRECONDITION_FAILED, Map.of("Condition", "If-Match"));
    }

    @Test
    void get_ifRange_countsOnlyForTheSameObject() {
        String tag = shelf.put("k", "hello").entityTag().quoted();
        assertThat(head(ifRange(tag)).answer()).isEqualTo(ObjectView.Answer.PARTIAL);
        assertThat(head(ifRange("\"x\"")).answer()).isEqualTo(ObjectView.Answer.WHOLE);
        assertThat(head(ifRange("W/" + tag)).answer()).isEqualTo(ObjectView.Answer.WHOLE);
    }

    // BEHAVIOURS 45
    @Test
    void attributes_parts_areShownOnlyForComposite() {
        shelf.put("plain", "x");
        assertThat(shelf.objects
                        .attributes(ReadRequest.of(shelf.bucket, Bytes.utf8("plain")), 1_000, 0)
                        .parts())
                .isNull();
        shelf.putParts("full", ChecksumType.FULL_OBJECT, "a", "b");
        PartsView full = parts("full", 1_000, 0);
        assertThat(full.total()).isEqualTo(2);
        assertThat(full.page()).isNull();
        shelf.putParts("composite", ChecksumType.COMPOSITE, "a", "b", "c");
        PartsView.Page first =
                java.util.Objects.requireNonNull(parts("composite", 2, 0).page());
        assertThat(first.parts()).extracting(part -> part.number()).containsExactly(1, 3);
        assertThat(first.truncated()).isTrue();
        assertThat(first.nextMarker()).isEqualTo(3);
        PartsView.Page second =
                java.util.Objects.requireNonNull(parts("composite", 2, 3).page());
        assertThat(second.parts()).extracting(part -> part.number()).containsExactly(5);
        assertThat(second.truncated()).isFalse();
        assertThat(java.util.Objects.requireNonNull(parts("composite", 5_000, 0).page())
                        .partsMax())
                .isEqualTo(1_000);
    }

    private PartsView parts(String key, int max, int marker) {
        return java.util.Objects.requireNonNull(shelf.objects
                .attributes(ReadRequest.of(shelf.bucket, Bytes.utf8(key)), max, marker)
                .parts());
    }

    private void proceeds(
            @Nullable String match, @Nullable String noneMatch, @Nullable Instant since, @Nullable Instant unmodified) {
        assertThat(head(conditional(match, noneMatch, since, unmodified)).answer())
                .isEqualTo(ObjectView.Answer.WHOLE);
    }

    private void notModified(
            @Nullable String match, @Nullable String noneMatch, @Nullable Instant since, @Nullable Instant unmodified) {
        ReadRequest request = conditional(match, noneMatch, since, unmodified);
        assertThat(head(request).answer()).isEqualTo(ObjectView.Answer.NOT_MODIFIED);
        assertThat(get(request)).isEmpty();
    }

    private void fails(
            String field,
            @Nullable String match,
            @Nullable String noneMatch,
            @Nullable Instant since,
            @Nullable Instant unmodified) {
        refused(
                () -> head(conditional(match, noneMatch, since, unmodified)),
                ErrorCode.PRECONDITION_FAILED,
                Map.of("Condition", field));
    }

    private ReadRequest conditional(
            @Nullable String match, @Nullable String noneMatch, @Nullable Instant since, @Nullable Instant unmodified) {
        ReadConditions conditions = ReadConditions.of(match, noneMatch, since, unmodified);
        return new ReadRequest(shelf.bucket, Bytes.utf8("k"), null, conditions, null, null, null);
    }

    private ReadRequest ifRange(String tag) {
        return new ReadRequest(shelf.bucket, Bytes.utf8("k"), null, ReadConditions.NONE, "bytes=0-1", tag, null);
    }

    private ReadRequest request(String key, @Nullable String range, @Nullable Integer part) {
        return new ReadRequest(shelf.bucket, Bytes.utf8(key), null, ReadConditions.NONE, range, null, part);
    }

    private ReadRequest version(String key, String id) {
        return new ReadRequest(shelf.bucket, Bytes.utf8(key), id, ReadConditions.NONE, null, null, null);
    }

    private ObjectView head(ReadRequest request) {
        return shelf.objects.head(request);
    }

    private String get(ReadRequest request) {
        try (OpenObject open = shelf.objects.get(request)) {
            return Shelf.text(open);
        }
    }
}
