package io.tarn.core.object;

import static io.tarn.core.object.Shelf.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.api.error.ErrorCode;
import io.tarn.core.checksum.ChecksumType;
import io.tarn.core.condition.WriteCondition;
import io.tarn.core.layout.ObjectHeaders;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.ObjectRows;
import io.tarn.core.layout.StorageClass;
import io.tarn.core.layout.Sweep;
import io.tarn.storage.Bytes;
import io.tarn.storage.Scan;
import io.tarn.storage.StorageException;
import io.tarn.storage.memory.Fault;
import io.tarn.storage.memory.FaultyStore.Call;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PutTest {
    private static final WriteCondition ABSENT = WriteCondition.ofWrite(null, "*");
    private final Shelf shelf = new Shelf();

    @Test
    void put_newKey_comesBackWithWhatWasSaid() {
        ObjectHeaders headers = new ObjectHeaders("text/plain", "no-store", "inline", "gzip", "de", "never", "/there");
        Description said = new Description(headers, Map.of("a_b", "grün"), StorageClass.STANDARD);
        shelf.put(Bytes.utf8("k"), "hello", WriteCondition.none(), said);
        ObjectRecord object = shelf.objects
                .head(ReadRequest.of(shelf.bucket, Bytes.utf8("k")))
                .object();
        assertThat(shelf.text("k")).isEqualTo("hello");
        assertThat(object.headers()).isEqualTo(headers);
        assertThat(object.metadata()).isEqualTo(Map.of("a_b", "grün"));
        assertThat(object.entityTag().quoted()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
        assertThat(object.nullVersion()).isTrue();
        assertThat(object.sequence()).isEqualTo(object.nullSequence()).isEqualTo(1);
    }

    // BEHAVIOURS 40, ABUSE 59, 65
    @Test
    void put_awkwardKeys_areOpaqueBytes() {
        String[] keys = {
            "/",
            "//",
            "a//b",
            ".",
            "..",
            "../../etc/passwd",
            "a/../b",
            "a/./b",
            "/lead",
            "trail/",
            "a%2Fb",
            "a\\b",
            "😀",
            "a\u0000b",
            "a",
            "ä",
            "a\u0308"
        };
        for (String key : keys) {
            shelf.put(key, "I am " + key);
        }
        for (String key : keys) {
            assertThat(shelf.text(key)).isEqualTo("I am " + key);
        }
        Bytes notUtf8 = Bytes.of((byte) 0xFF, (byte) 0, (byte) 0xFE);
        shelf.put(notUtf8, "bytes", WriteCondition.none(), Description.NONE);
        assertThat(shelf.text(notUtf8)).isEqualTo("bytes");
    }

    // ABUSE 36, 58
    @Test
    void put_keysThatLookLikeInternalRows_touchNothingInternal() {
        String upload = new String(new byte[16], java.nio.charset.StandardCharsets.UTF_8);
        for (String key : new String[] {"b/shelf", "a/" + Shelf.OWNER, "c", "u", "p", "m", "g", "m" + upload, upload}) {
            shelf.put(key, "mine");
            assertThat(shelf.text(key)).isEqualTo("mine");
        }
        assertThat(shelf.buckets.find("shelf")).isEqualTo(shelf.bucket);
        for (byte table : new byte[] {ObjectRows.UPLOADS, ObjectRows.PARTS, ObjectRows.METADATA, ObjectRows.SWEEPS}) {
            try (Scan scan = shelf.memory.scan(shelf.bucket.space(), table)) {
                assertThat(scan.next()).isNull();
            }
        }
    }

    // ERRORS 12, BEHAVIOURS 40
    @Test
    void put_longKey_isTaken1024AndRefusedAbove() {
        shelf.put("k".repeat(1_024), "longest");
        assertThat(shelf.text("k".repeat(1_024))).isEqualTo("longest");
        shelf.put("\u0000".repeat(1_024), "all zero");
        assertThat(shelf.text("\u0000".repeat(1_024))).isEqualTo("all zero");
        refused(
                () -> shelf.put("ä".repeat(512) + "k", ""),
                ErrorCode.KEY_TOO_LONG_ERROR,
                Map.of("Size", "1025", "MaxSizeAllowed", "1024"));
    }

    // ERRORS 14
    @Test
    void put_metadata_isTaken2048BytesAndRefusedAbove() {
        Description most =
                new Description(ObjectHeaders.NONE, Map.of("name", "v".repeat(2_044)), StorageClass.STANDARD);
        shelf.put(Bytes.utf8("k"), "", WriteCondition.none(), most);
        Description more =
                new Description(ObjectHeaders.NONE, Map.of("name", "ü" + "v".repeat(2_043)), StorageClass.STANDARD);
        refused(
                () -> shelf.put(Bytes.utf8("k"), "", WriteCondition.none(), more),
                ErrorCode.METADATA_TOO_LARGE,
                Map.of("Size", "2049", "MaxSizeAllowed", "2048"));
    }

    // ERRORS 93
    @Test
    void storageClass_names_areKnownOrNotHereOrUnknown() {
        assertThat(ObjectLimits.storageClass(null)).isEqualTo(StorageClass.STANDARD);
        assertThat(ObjectLimits.storageClass("STANDARD")).isEqualTo(StorageClass.STANDARD);
        refused(
                () -> ObjectLimits.storageClass("GLACIER"),
                ErrorCode.NOT_IMPLEMENTED,
                Map.of("Header", "x-amz-storage-class"));
        for (String unknown : new String[] {"standard", "FLOPPY", ""}) {
            refused(
                    () -> ObjectLimits.storageClass(unknown),
                    ErrorCode.INVALID_STORAGE_CLASS,
                    Map.of("StorageClassRequested", unknown));
        }
    }

    // BEHAVIOURS 15, ERRORS 71
    @Test
    void put_ifNoneMatchStarOnExisting_failsAndLeavesTheObject() {
        shelf.put("k", "first", ABSENT);
        refused(
                () -> shelf.put("k", "second", ABSENT),
                ErrorCode.PRECONDITION_FAILED,
                Map.of("Condition", "If-None-Match"));
        assertThat(shelf.text("k")).isEqualTo("first");
        shelf.delete("k");
        shelf.put("k", "third", ABSENT);
    }

    // BEHAVIOURS 15, ERRORS 74
    @Test
    void ofWrite_valuesThatS3DoesNotTake_areNotImplemented() {
        refused(
                () -> WriteCondition.ofWrite(null, "\"abc\""),
                ErrorCode.NOT_IMPLEMENTED,
                Map.of(
                        "Header",
                        "If-None-Match",
                        "additionalMessage",
                        "We don't accept the provided value of If-None-Match header for this API"));
        refused(
                () -> WriteCondition.ofWrite("*", null),
                ErrorCode.NOT_IMPLEMENTED,
                Map.of(
                        "Header",
                        "If-Match",
                        "additionalMessage",
                        "We don't accept the provided value of If-Match header for this API"));
        refused(
                () -> WriteCondition.ofWrite("\"abc\"", "*"),
                ErrorCode.NOT_IMPLEMENTED,
                Map.of(
                        "Header",
                        "If-Match,If-None-Match",
                        "additionalMessage",
                        "Multiple conditional request headers present in the request"));
    }

    // BEHAVIOURS 15, ERRORS 72
    @Test
    void put_ifMatch_missingIs404MismatchIs412MatchReplaces() {
        WriteCondition any = WriteCondition.ofWrite("\"0123456789abcdef0123456789abcdef\"", null);
        refused(() -> shelf.put("k", "x", any), ErrorCode.NO_SUCH_KEY, Map.of("Key", "k"));
        ObjectRecord first = shelf.put("k", "first");
        refused(() -> shelf.put("k", "x", any), ErrorCode.PRECONDITION_FAILED, Map.of("Condition", "If-Match"));
        shelf.put("k", "second", WriteCondition.ofWrite(first.entityTag().quoted(), null));
        shelf.put("k", "third", WriteCondition.ofWrite("a9f0e61a137d86aa9db53465e0801612", null));
        assertThat(shelf.text("k")).isEqualTo("third");
    }

    // BEHAVIOURS 15
    @Test
    void checkPut_conditionThatFails_isRefusedBeforeTheBody() {
        shelf.put("k", "first");
        PutRequest request = new PutRequest(shelf.bucket, Bytes.utf8("k"), ABSENT, Description.NONE, "R");
        refused(
                () -> shelf.objects.checkPut(request),
                ErrorCode.PRECONDITION_FAILED,
                Map.of("Condition", "If-None-Match"));
    }

    // ERRORS 73
    @Test
    void put_conditionalOvertakenByAnEqualObject_isAConflict() {
        ObjectRecord first = shelf.put("k", "same");
        shelf.store.before(Call.COMMIT, 1, () -> shelf.put("k", "same"));
        refused(
                () -> shelf.put(
                        "k", "mine", WriteCondition.ofWrite(first.entityTag().quoted(), null)),
                ErrorCode.CONDITIONAL_REQUEST_CONFLICT,
                Map.of("Condition", "If-Match", "Key", "k"));
        assertThat(shelf.text("k")).isEqualTo("same");
    }

    // ERRORS 73
    @Test
    void put_conditionalOvertaken_answersWhatIsThereNow() {
        shelf.store.before(Call.COMMIT, 1, () -> shelf.put("k", "theirs"));
        refused(
                () -> shelf.put("k", "mine", ABSENT),
                ErrorCode.PRECONDITION_FAILED,
                Map.of("Condition", "If-None-Match"));
        ObjectRecord theirs = shelf.put("k", "theirs");
        shelf.store.before(Call.COMMIT, 1, () -> shelf.delete("k"));
        refused(
                () -> shelf.put(
                        "k", "mine", WriteCondition.ofWrite(theirs.entityTag().text(), null)),
                ErrorCode.NO_SUCH_KEY,
                Map.of("Key", "k"));
    }

    @Test
    void put_unconditionalOvertaken_goesAgainWithTheSameBody() {
        shelf.store.before(Call.COMMIT, 1, () -> shelf.put("k", "theirs"));
        ObjectRecord mine = shelf.put("k", "mine");
        assertThat(shelf.text("k")).isEqualTo("mine");
        assertThat(mine.sequence()).isEqualTo(2);
        shelf.store.fail(Call.COMMIT, 1, Fault.CONFLICT);
        shelf.put("k", "again");
        assertThat(shelf.text("k")).isEqualTo("again");
    }

    @Test
    void put_unknownOutcome_isToldByTheRow() {
        shelf.store.fail(Call.COMMIT, 1, Fault.UNKNOWN_DONE);
        shelf.put("k", "done");
        assertThat(shelf.text("k")).isEqualTo("done");
        shelf.store.fail(Call.COMMIT, 1, Fault.UNKNOWN_NOT_DONE);
        refused(() -> shelf.put("k", "not done"), ErrorCode.INTERNAL_ERROR, Map.of());
        assertThat(shelf.text("k")).isEqualTo("done");
        int commits = shelf.store.calls(Call.COMMIT);
        shelf.store.fail(Call.COMMIT, 1, Fault.UNKNOWN_NOT_DONE);
        refused(() -> shelf.put("new", "not done"), ErrorCode.INTERNAL_ERROR, Map.of());
        assertThat(shelf.store.calls(Call.COMMIT)).as("never sent again").isEqualTo(commits + 1);
    }

    // ERRORS 103
    @Test
    void put_busyStore_isSlowDownWithATimeToWait() {
        shelf.store.fail(Call.COMMIT, 1, Fault.BUSY);
        var refused = refused(() -> shelf.put("k", "x"), ErrorCode.SLOW_DOWN, Map.of());
        assertThat(refused.headers().first("retry-after")).isEqualTo("1");
    }

    // ERRORS 104
    @Test
    void put_outOfSpace_leavesTheObjectThatWasThere() {
        shelf.put("k", "before");
        shelf.store.fail(Call.COMMIT, 1, Fault.OUT_OF_SPACE);
        assertThatThrownBy(() -> shelf.put("k", "x")).isInstanceOf(StorageException.OutOfSpace.class);
        assertThat(shelf.text("k")).isEqualTo("before");
    }

    @Test
    void put_bucketGone_isNoSuchBucket() {
        shelf.buckets.delete("shelf", "D");
        refused(() -> shelf.put("k", "x"), ErrorCode.NO_SUCH_BUCKET, Map.of("BucketName", "shelf"));
    }

    @Test
    void put_bucketFencedForAMoment_isAborted() {
        shelf.store.fail(Call.COMMIT, 1, Fault.FENCED);
        refused(() -> shelf.put("k", "x"), ErrorCode.OPERATION_ABORTED, Map.of());
    }

    @Test
    void put_clockGoneBack_lastModifiedDoesNot() {
        long first = shelf.put("k", "first").lastModified();
        shelf.clock.set(first - 60_000);
        assertThat(shelf.put("k", "second").lastModified()).isEqualTo(first);
        shelf.clock.set(first + 1);
        assertThat(shelf.put("k", "third").lastModified()).isEqualTo(first + 1);
    }

    @Test
    void put_deletedAndClockGoneBack_lastModifiedDoesNotGoBack() {
        long first = shelf.put("k", "first").lastModified();
        shelf.delete("k");
        shelf.clock.set(first - 60_000);
        assertThat(shelf.put("k", "second").lastModified()).isEqualTo(first);
    }

    @Test
    void put_overMultipartObject_leavesItsPartsToTheSweeper() {
        ObjectRecord parts = shelf.putParts("k", ChecksumType.COMPOSITE, "one", "two");
        shelf.put("k", "plain");
        var id = java.util.Objects.requireNonNull(parts.manifest()).uploadId();
        var row = shelf.memory.get(
                ObjectRows.key(shelf.bucket.space(), Bytes.utf8("k"), ObjectRows.sweep(Sweep.What.WHOLE, id)));
        assertThat(row).isNotNull();
        assertThat(shelf.text("k")).isEqualTo("plain");
    }

    @Test
    void put_replacingAndDeleting_keepsTheCountersRight() {
        shelf.put("a", "12345");
        shelf.put("b", "1");
        shelf.put("a", "12");
        assertThat(shelf.memory.tallies(shelf.bucket.space())).isEqualTo(Map.of(100, 2L, 101, 3L));
        shelf.delete("a");
        shelf.delete("b");
        assertThat(shelf.memory.tallies(shelf.bucket.space())).isEmpty();
    }
}
