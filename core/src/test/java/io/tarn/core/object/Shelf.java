package io.tarn.core.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.bucket.Buckets;
import io.tarn.core.bucket.NewBucket;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumType;
import io.tarn.core.checksum.ChecksumValue;
import io.tarn.core.checksum.Digests;
import io.tarn.core.condition.WriteCondition;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.layout.Counters;
import io.tarn.core.layout.EntityTag;
import io.tarn.core.layout.Manifest;
import io.tarn.core.layout.ObjectHeaders;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.ObjectRows;
import io.tarn.core.layout.PartRecord;
import io.tarn.core.layout.StorageClass;
import io.tarn.core.layout.StoredChecksum;
import io.tarn.core.layout.UploadId;
import io.tarn.core.setting.BucketSettings;
import io.tarn.core.sweep.UploadPins;
import io.tarn.storage.Batch;
import io.tarn.storage.BodyWriter;
import io.tarn.storage.Bytes;
import io.tarn.storage.CommitResult;
import io.tarn.storage.StagedBody;
import io.tarn.storage.Tally;
import io.tarn.storage.memory.FaultyStore;
import io.tarn.storage.memory.MemoryStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** One bucket on an in-memory store, with everything needed to put, read and plan faults. */
final class Shelf {
    static final String OWNER = "111111111111";

    final MemoryStore memory = new MemoryStore();
    final FaultyStore store = new FaultyStore(memory);
    final SettableClock clock = new SettableClock(1_700_000_000_500L);
    final Buckets buckets = new Buckets(store, clock, "us-east-1");
    final UploadPins pins = new UploadPins();
    final Objects objects = new Objects(store, buckets, pins, clock);
    final BucketRecord bucket = buckets.create(new NewBucket("shelf", OWNER, null, BucketSettings.DEFAULT, "B"));

    private final AtomicInteger requests = new AtomicInteger();

    String nextRequest() {
        return "R" + requests.incrementAndGet();
    }

    ObjectRecord put(String key, String text) {
        return put(Bytes.utf8(key), text, WriteCondition.none(), Description.NONE);
    }

    ObjectRecord put(String key, String text, WriteCondition condition) {
        return put(Bytes.utf8(key), text, condition, Description.NONE);
    }

    ObjectRecord put(Bytes key, String text, WriteCondition condition, Description description) {
        PutRequest request = new PutRequest(bucket, key, condition, description, nextRequest());
        Content content = content(text.getBytes(StandardCharsets.UTF_8));
        try {
            return objects.put(request, content);
        } finally {
            content.body().close();
        }
    }

    Content content(byte[] data) {
        ChecksumValue checksum = ChecksumAlgorithm.CRC64NVME.of(ByteBuffer.wrap(data));
        return new Content(stage(data), EntityTag.md5(Digests.md5().digest(data)), StoredChecksum.full(checksum));
    }

    StagedBody stage(byte[] data) {
        try (BodyWriter writer = store.stage(data.length)) {
            writer.write(ByteBuffer.wrap(data));
            return writer.finish();
        }
    }

    /** Puts a composite multipart object of these parts, as a completed upload leaves it. */
    ObjectRecord putParts(String key, ChecksumType type, String... texts) {
        Bytes anchor = Bytes.utf8(key);
        UploadId id = uploadId();
        List<Manifest.Part> parts = new ArrayList<>();
        long offset = 0;
        for (int i = 0; i < texts.length; i++) {
            byte[] data = texts[i].getBytes(StandardCharsets.UTF_8);
            Manifest.Part part = new Manifest.Part(
                    2 * i + 1,
                    i,
                    offset,
                    data.length,
                    Bytes.wrap(Digests.md5().digest(data)),
                    ChecksumAlgorithm.CRC32.of(ByteBuffer.wrap(data)).bytes());
            parts.add(part);
            offset += data.length;
            PartRecord record = new PartRecord(data.length, part.md5(), null, clock.millis(), "P");
            committed(Batch.on(bucket.space(), anchor)
                    .put(
                            ObjectRows.part(new ObjectRows.PartName(id, part.number(), part.attempt())),
                            record.encode(),
                            stage(data),
                            Counters.ofPart(data.length))
                    .build());
        }
        Manifest manifest = new Manifest(ChecksumAlgorithm.CRC32, parts);
        CurrentObject before = CurrentObject.read(store, bucket.space(), anchor);
        Succession succession = new Succession(store, bucket.space(), anchor, before, clock.millis());
        ObjectRecord object = multipart(succession, id, manifest, type);
        committed(succession
                .beginWithParts(object)
                .put(
                        ObjectRows.manifest(id),
                        Bytes.EMPTY,
                        stage(manifest.encode().toArray()),
                        Tally.NONE)
                .build());
        return object;
    }

    UploadId uploadId() {
        return UploadId.of(clock.millis(), new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) requests.incrementAndGet()});
    }

    private static ObjectRecord multipart(Succession succession, UploadId id, Manifest manifest, ChecksumType type) {
        int count = manifest.parts().size();
        List<ChecksumValue> values = manifest.parts().stream()
                .map(part -> new ChecksumValue(ChecksumAlgorithm.CRC32, part.checksum()))
                .toList();
        StoredChecksum checksum = type == ChecksumType.COMPOSITE
                ? new StoredChecksum(ChecksumValue.composite(ChecksumAlgorithm.CRC32, values), type, count)
                : StoredChecksum.full(values.getFirst());
        return new ObjectRecord(
                succession.sequence(),
                succession.nullSequence(),
                Bytes.EMPTY,
                succession.lastModified(),
                manifest.size(),
                new EntityTag.Multipart(manifest.parts().getFirst().md5(), count),
                checksum,
                ObjectHeaders.NONE,
                Map.of("made", "of parts"),
                StorageClass.STANDARD,
                new ObjectRecord.ManifestReference(id, count),
                "C");
    }

    private void committed(Batch batch) {
        assertThat(store.commit(batch)).isInstanceOf(CommitResult.Committed.class);
    }

    String text(String key) {
        return text(Bytes.utf8(key));
    }

    String text(Bytes key) {
        try (OpenObject open = objects.get(ReadRequest.of(bucket, key))) {
            return text(open);
        }
    }

    /** What an answer says, read with a small buffer. */
    static String text(OpenObject open) {
        return new String(bytes(open), StandardCharsets.UTF_8);
    }

    static byte[] bytes(OpenObject open) {
        ByteRange range = open.view().range();
        ByteBuffer all = ByteBuffer.allocate((int) range.length());
        while (all.hasRemaining()) {
            int limit = all.limit();
            all.limit(Math.min(limit, all.position() + 7));
            int read = open.reader().read(range.offset() + all.position(), all);
            all.limit(limit);
            assertThat(read).isPositive();
        }
        return all.array();
    }

    void delete(String key) {
        delete(key, WriteCondition.none());
    }

    void delete(String key, WriteCondition condition) {
        objects.delete(new DeleteRequest(bucket, Bytes.utf8(key), null, condition, nextRequest()));
    }

    static S3Exception refused(ThrowingCallable call, ErrorCode code, Map<String, String> fields) {
        var refusal = new ArrayList<S3Exception>();
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.fields()).isEqualTo(fields);
            refusal.add(refused);
        });
        return refusal.getFirst();
    }
}
