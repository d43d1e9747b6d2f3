package io.tarn.core.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.body.MultipartChecksum;
import io.tarn.core.body.Received;
import io.tarn.core.bucket.Buckets;
import io.tarn.core.bucket.NewBucket;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumValue;
import io.tarn.core.checksum.Digests;
import io.tarn.core.condition.WriteCondition;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.layout.EntityTag;
import io.tarn.core.layout.ObjectHeaders;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.ObjectRows;
import io.tarn.core.layout.StorageClass;
import io.tarn.core.object.Content;
import io.tarn.core.object.DeleteRequest;
import io.tarn.core.object.Description;
import io.tarn.core.object.ObjectReader;
import io.tarn.core.object.Objects;
import io.tarn.core.object.PutRequest;
import io.tarn.core.setting.BucketSettings;
import io.tarn.core.sweep.Sweeper;
import io.tarn.core.sweep.UploadPins;
import io.tarn.storage.BodyWriter;
import io.tarn.storage.Bytes;
import io.tarn.storage.Row;
import io.tarn.storage.Scan;
import io.tarn.storage.StagedBody;
import io.tarn.storage.memory.FaultyStore;
import io.tarn.storage.memory.MemoryStore;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** A bucket in memory with uploads, and short words for what tests do with them. */
final class MultipartBench implements AutoCloseable {
    /** The least bytes of a part that is not the last. */
    static final int PART = (int) MultipartLimits.PART_BYTES_MIN;

    /** The store, which fails as planned. */
    final FaultyStore store = new FaultyStore(new MemoryStore());

    /** The time, moved by hand. */
    final HandClock clock = new HandClock();

    final Buckets buckets = new Buckets(store, clock, "us-east-1");
    final BucketRecord bucket =
            buckets.create(new NewBucket("bucket", "111122223333", null, BucketSettings.DEFAULT, "writer"));
    final UploadPins pins = new UploadPins();
    final Objects objects = new Objects(store, buckets, pins, clock);
    final Sweeper sweeper = new Sweeper(store, pins, clock);

    /** What is tested. */
    final Multipart multipart = new Multipart(store, buckets, clock, new Random(1));

    private int requests;

    /** A clock that stands until it is moved. */
    static final class HandClock extends Clock {
        private long millis = 1_700_000_000_000L;

        /** Moves it on. */
        void advance(long by) {
            millis += by;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    static Bytes text(String text) {
        return Bytes.utf8(text);
    }

    static byte[] pattern(int length, long seed) {
        byte[] data = new byte[length];
        new Random(seed).nextBytes(data);
        return data;
    }

    /** The bucket's space. */
    long space() {
        return bucket.space();
    }

    String requestId() {
        return "request-" + ++requests;
    }

    /** Begins an upload without a checksum algorithm. */
    String begin(String key) {
        return begin(key, null, null);
    }

    String begin(String key, @Nullable ChecksumAlgorithm algorithm, @Nullable String type) {
        return multipart.create(new NewUpload(
                bucket,
                text(key),
                new Description(
                        ObjectHeaders.ofContentType("text/plain"), Map.of("colour", "blue"), StorageClass.STANDARD),
                MultipartChecksum.parse(algorithm == null ? null : algorithm.wireName(), type),
                bucket.owner(),
                requestId()));
    }

    OpenUpload find(String key, String id) {
        return multipart.find(bucket, text(key), id);
    }

    /** Puts a part and gives its ETag. */
    String part(String key, String id, int number, byte[] data) {
        return put(find(key, id), number, data);
    }

    String put(OpenUpload upload, int number, byte[] data) {
        Bytes md5 = md5(data);
        ChecksumValue checksum = upload.partAlgorithm().of(ByteBuffer.wrap(data));
        try (Received part = new Received(stage(data), md5, data.length, checksum)) {
            assertThat(multipart.putPart(upload, number, part, requestId()).md5())
                    .isEqualTo(md5);
            return md5.toString();
        }
    }

    StagedBody stage(byte[] data) {
        try (BodyWriter writer = store.stage(data.length)) {
            writer.write(ByteBuffer.wrap(data));
            return writer.finish();
        }
    }

    static Bytes md5(byte[] data) {
        return Bytes.wrap(Digests.md5().digest(data));
    }

    static String checksum(ChecksumAlgorithm algorithm, byte[] data) {
        return algorithm.of(ByteBuffer.wrap(data)).base64();
    }

    /** Parts numbered from 1, with these ETags. */
    static List<CompletedPart> named(String... tags) {
        List<CompletedPart> parts = new ArrayList<>();
        for (String tag : tags) {
            parts.add(new CompletedPart(parts.size() + 1L, '"' + tag + '"', Map.of()));
        }
        return parts;
    }

    CompleteRequest request(String key, String id, @Nullable List<CompletedPart> parts) {
        return request(key, id, parts, WriteCondition.none());
    }

    CompleteRequest request(String key, String id, @Nullable List<CompletedPart> parts, WriteCondition condition) {
        return new CompleteRequest(bucket, text(key), id, parts, condition, Map.of(), null, null, requestId());
    }

    /** Completes an upload of parts numbered from 1. */
    CompletedUpload complete(String key, String id, String... tags) {
        return multipart.complete(request(key, id, named(tags)));
    }

    /** Begins, fills with one part, and completes. */
    String object(String key, byte[] data) {
        String id = begin(key);
        complete(key, id, part(key, id, 1, data));
        return id;
    }

    /** Puts an object in one piece. */
    void putWhole(String key, byte[] data) {
        Content content = new Content(stage(data), new EntityTag.Md5(md5(data)), null);
        objects.put(new PutRequest(bucket, text(key), WriteCondition.none(), Description.NONE, requestId()), content);
    }

    void delete(String key) {
        objects.delete(new DeleteRequest(bucket, text(key), null, WriteCondition.none(), requestId()));
    }

    @Nullable
    ObjectRecord current(String key) {
        Row row = store.get(ObjectRows.currentKey(space(), text(key)));
        return row == null ? null : ObjectRecord.decode(row.value());
    }

    /** The bytes of an object. */
    byte[] content(String key) {
        try (ObjectReader reader = objects.open(bucket, text(key), null)) {
            ByteBuffer content = ByteBuffer.allocate((int) reader.length());
            while (content.hasRemaining()) {
                assertThat(reader.read(content.position(), content)).isPositive();
            }
            return content.array();
        }
    }

    /** Sweeps until nothing is left to do. */
    void sweep() {
        while (sweeper.sweep(space()) + sweeper.expire(space()) > 0) {}
    }

    /** How many rows a table holds. */
    int rows(byte table) {
        try (Scan scan = store.scan(space(), table)) {
            int count = 0;
            while (scan.next() != null) {
                count++;
            }
            return count;
        }
    }

    /** Expects a refusal with this code. */
    static S3Exception refused(ErrorCode code, ThrowingCallable call) {
        S3Exception refused = catchThrowableOfType(S3Exception.class, call);
        assertThat(refused).as("refusal").isNotNull();
        assertThat(refused.code()).as(refused.message()).isEqualTo(code);
        return refused;
    }

    @Override
    public void close() {
        store.close();
    }
}
