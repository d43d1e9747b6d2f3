package io.tarn.core.object;

import static io.tarn.core.object.Shelf.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.error.ErrorCode;
import io.tarn.core.bucket.NewBucket;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumType;
import io.tarn.core.checksum.Digests;
import io.tarn.core.condition.ReadConditions;
import io.tarn.core.condition.WriteCondition;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.layout.EntityTag;
import io.tarn.core.layout.ObjectHeaders;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.StorageClass;
import io.tarn.core.layout.StoredChecksum;
import io.tarn.core.setting.BucketSettings;
import io.tarn.storage.Bytes;
import io.tarn.storage.memory.Fault;
import io.tarn.storage.memory.FaultyStore.Call;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CopyTest {
    private final Shelf shelf = new Shelf();

    @Test
    void copy_plainObject_carriesEverythingButTheRedirect() {
        ObjectHeaders headers = new ObjectHeaders("text/plain", "no-store", null, null, null, null, "/there");
        Description said = new Description(headers, Map.of("a", "b"), StorageClass.STANDARD);
        ObjectRecord source = shelf.put(Bytes.utf8("from"), "hello", WriteCondition.none(), said);
        shelf.clock.set(shelf.clock.millis() + 5_000);
        ObjectRecord copy = copy("from", "to").copy();
        assertThat(shelf.text("to")).isEqualTo("hello");
        assertThat(copy.headers()).isEqualTo(headers.withWebsiteRedirect(null));
        assertThat(copy.metadata()).isEqualTo(Map.of("a", "b"));
        assertThat(copy.entityTag()).isEqualTo(source.entityTag());
        assertThat(copy.checksum()).isEqualTo(source.checksum());
        assertThat(copy.lastModified()).isEqualTo(shelf.clock.millis());
        shelf.delete("from");
        assertThat(shelf.text("to")).isEqualTo("hello");
    }

    @Test
    void copy_multipartObject_becomesPlain() {
        shelf.putParts("from", ChecksumType.COMPOSITE, "The quick ", "brown fox");
        ObjectRecord copy = copy("from", "to").copy();
        byte[] all = "The quick brown fox".getBytes(StandardCharsets.UTF_8);
        assertThat(shelf.text("to")).isEqualTo("The quick brown fox");
        assertThat(copy.manifest()).isNull();
        assertThat(copy.entityTag()).isEqualTo(EntityTag.md5(Digests.md5().digest(all)));
        assertThat(copy.checksum()).isEqualTo(StoredChecksum.full(ChecksumAlgorithm.CRC32.of(ByteBuffer.wrap(all))));
        assertThat(copy.metadata()).isEqualTo(Map.of("made", "of parts"));
    }

    @Test
    void copy_otherAlgorithmAsked_isComputed() {
        shelf.put("from", "hello");
        ObjectRecord copy = shelf.objects
                .copy(new CopyRequest(
                        source("from", ReadConditions.NONE),
                        target("to", WriteCondition.none()),
                        null,
                        null,
                        null,
                        ChecksumAlgorithm.SHA256,
                        "C"))
                .copy();
        ByteBuffer hello = ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8));
        assertThat(copy.checksum()).isEqualTo(StoredChecksum.full(ChecksumAlgorithm.SHA256.of(hello)));
    }

    @Test
    void copy_emptyAndLongObjects_areEqual() {
        shelf.put("from", "");
        copy("from", "to");
        assertThat(shelf.text("to")).isEmpty();
        String text = "0123456789abcdef".repeat(50_000);
        shelf.put("from", text);
        copy("from", "to");
        assertThat(shelf.text("to")).isEqualTo(text);
    }

    // BEHAVIOURS 20, ERRORS 68
    @Test
    void copy_ontoItselfUnchanged_isIllegal() {
        shelf.put("k", "hello");
        assertThat(refused(() -> copy("k", "k"), ErrorCode.INVALID_REQUEST, Map.of())
                        .message())
                .startsWith("This copy request is illegal because it is trying to copy an object to itself");
    }

    // BEHAVIOURS 20
    @Test
    void copy_ontoItselfChanged_isDone() {
        ObjectRecord first = shelf.put("k", "hello");
        CopyRequest.Replacement replacement = new CopyRequest.Replacement(ObjectHeaders.NONE, Map.of("x", "y"));
        assertThat(self(replacement, null, null).metadata()).isEqualTo(Map.of("x", "y"));
        assertThat(self(null, "/elsewhere", null).headers().websiteRedirect()).isEqualTo("/elsewhere");
        ObjectRecord last = self(null, null, StorageClass.STANDARD);
        assertThat(last.metadata()).isEqualTo(Map.of("x", "y"));
        assertThat(last.entityTag()).isEqualTo(first.entityTag());
        assertThat(shelf.text("k")).isEqualTo("hello");
    }

    @Test
    void copy_replacementWithoutValues_emptiesThem() {
        Description said =
                new Description(ObjectHeaders.ofContentType("text/plain"), Map.of("a", "b"), StorageClass.STANDARD);
        shelf.put(Bytes.utf8("k"), "hello", WriteCondition.none(), said);
        ObjectRecord copy = self(new CopyRequest.Replacement(ObjectHeaders.NONE, Map.of()), null, null);
        assertThat(copy.metadata()).isEmpty();
        assertThat(copy.headers().contentTypeOrDefault()).isEqualTo("binary/octet-stream");
    }

    // BEHAVIOURS 19
    @Test
    void copy_sourceConditions_always412() {
        ObjectRecord source = shelf.put("from", "hello");
        String tag = source.entityTag().quoted();
        Instant before = Instant.ofEpochMilli(shelf.clock.millis() - 10_000);
        shelf.clock.set(shelf.clock.millis() + 100_000);
        Instant after = Instant.ofEpochMilli(shelf.clock.millis() - 10_000);
        failing("If-None-Match", ReadConditions.of(null, tag, null, null));
        failing("If-Match", ReadConditions.of("\"x\"", null, null, null));
        failing("If-Modified-Since", ReadConditions.of(null, null, after, null));
        failing("If-Unmodified-Since", ReadConditions.of(null, null, null, before));
        failing("If-None-Match", ReadConditions.of(null, tag, before, null));
        copy(source("from", ReadConditions.of(tag, null, null, before)), target("to", WriteCondition.none()));
        copy(source("from", ReadConditions.of(null, "\"x\"", after, null)), target("to", WriteCondition.none()));
    }

    @Test
    void copy_targetConditions_areAskedOfTheTarget() {
        shelf.put("from", "hello");
        shelf.put("to", "there");
        refused(
                () -> copy(source("from", ReadConditions.NONE), target("to", WriteCondition.ofWrite(null, "*"))),
                ErrorCode.PRECONDITION_FAILED,
                Map.of("Condition", "If-None-Match"));
        refused(
                () -> copy(source("from", ReadConditions.NONE), target("new", WriteCondition.ofWrite("x", null))),
                ErrorCode.NO_SUCH_KEY,
                Map.of("Key", "new"));
        copy(source("from", ReadConditions.NONE), target("new", WriteCondition.ofWrite(null, "*")));
        assertThat(shelf.text("new")).isEqualTo("hello");
        assertThat(shelf.text("to")).isEqualTo("there");
    }

    // ERRORS 2
    @Test
    void copy_missingSource_isNoSuchKeyNamingTheSource() {
        refused(() -> copy("from", "to"), ErrorCode.NO_SUCH_KEY, Map.of("Key", "from"));
    }

    // BEHAVIOURS 11
    @Test
    void copy_versionIdOfTheSource_takesOnlyNull() {
        shelf.put("from", "hello");
        CopyRequest.Source wrong = new CopyRequest.Source(shelf.bucket, Bytes.utf8("from"), "x", ReadConditions.NONE);
        refused(
                () -> copy(wrong, target("to", WriteCondition.none())),
                ErrorCode.INVALID_ARGUMENT,
                Map.of("ArgumentName", "versionId", "ArgumentValue", "x"));
        CopyRequest.Source right =
                new CopyRequest.Source(shelf.bucket, Bytes.utf8("from"), "null", ReadConditions.NONE);
        copy(right, target("to", WriteCondition.none()));
    }

    @Test
    void copy_toAnotherBucket_isThere() {
        shelf.put("k", "hello");
        BucketRecord other =
                shelf.buckets.create(new NewBucket("other", Shelf.OWNER, null, BucketSettings.DEFAULT, "B2"));
        copy(source("k", ReadConditions.NONE), new CopyRequest.Target(other, Bytes.utf8("k"), WriteCondition.none()));
        try (OpenObject open = shelf.objects.get(ReadRequest.of(other, Bytes.utf8("k")))) {
            assertThat(Shelf.text(open)).isEqualTo("hello");
        }
    }

    @Test
    void copy_commitThatFails_leavesNothing() {
        shelf.put("from", "hello");
        shelf.store.fail(Call.COMMIT, 1, Fault.BUSY);
        refused(() -> copy("from", "to"), ErrorCode.SLOW_DOWN, Map.of());
        refused(() -> shelf.text("to"), ErrorCode.NO_SUCH_KEY, Map.of("Key", "to"));
    }

    private void failing(String field, ReadConditions conditions) {
        refused(
                () -> copy(source("from", conditions), target("to", WriteCondition.none())),
                ErrorCode.PRECONDITION_FAILED,
                Map.of("Condition", "x-amz-copy-source-" + field));
    }

    private ObjectRecord self(
            CopyRequest.@Nullable Replacement replacement,
            @Nullable String redirect,
            @Nullable StorageClass storageClass) {
        return shelf.objects
                .copy(new CopyRequest(
                        source("k", ReadConditions.NONE),
                        target("k", WriteCondition.none()),
                        replacement,
                        redirect,
                        storageClass,
                        null,
                        shelf.nextRequest()))
                .copy();
    }

    private CopyOutcome copy(String from, String to) {
        return copy(source(from, ReadConditions.NONE), target(to, WriteCondition.none()));
    }

    private CopyOutcome copy(CopyRequest.Source source, CopyRequest.Target target) {
        return shelf.objects.copy(new CopyRequest(source, target, null, null, null, null, shelf.nextRequest()));
    }

    private CopyRequest.Source source(String key, ReadConditions conditions) {
        return new CopyRequest.Source(shelf.bucket, Bytes.utf8(key), null, conditions);
    }

    private CopyRequest.Target target(String key, WriteCondition condition) {
        return new CopyRequest.Target(shelf.bucket, Bytes.utf8(key), condition);
    }
}
