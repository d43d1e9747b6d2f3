package io.tarn.core.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.core.checksum.ChecksumType;
import io.tarn.core.layout.Counters;
import io.tarn.core.layout.LastChanged;
import io.tarn.core.layout.ObjectHeaders;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.ObjectRows;
import io.tarn.core.layout.PartRecord;
import io.tarn.core.layout.StorageClass;
import io.tarn.core.layout.Sweep;
import io.tarn.core.layout.UploadId;
import io.tarn.core.layout.UploadRecord;
import io.tarn.core.sweep.SweepThread;
import io.tarn.core.sweep.Sweeper;
import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.CommitResult;
import io.tarn.storage.RowName;
import io.tarn.storage.Scan;
import io.tarn.storage.StorageException;
import io.tarn.storage.memory.Fault;
import io.tarn.storage.memory.FaultyStore.Call;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The sweeper, on what objects leave behind. */
final class SweepTest {
    private static final Bytes KEY = Bytes.utf8("k");

    private final Shelf shelf = new Shelf();
    private final Sweeper sweeper = new Sweeper(shelf.store, shelf.pins, shelf.clock);
    private final long space = shelf.bucket.space();

    @Test
    void sweep_replacedMultipartObject_takesPartsManifestAndEntry() {
        shelf.putParts("k", ChecksumType.COMPOSITE, "one", "two", "three");
        shelf.putParts("stays", ChecksumType.COMPOSITE, "four", "five");
        shelf.put("k", "plain");
        assertThat(sweeper.sweep(space)).isEqualTo(1);
        assertThat(rows(ObjectRows.PARTS)).isEqualTo(2);
        assertThat(rows(ObjectRows.METADATA)).isEqualTo(1);
        assertThat(rows(ObjectRows.SWEEPS)).isZero();
        assertThat(shelf.text("k")).isEqualTo("plain");
        assertThat(shelf.text("stays")).isEqualTo("fourfive");
        assertThat(shelf.memory.tallies(space).get(Counters.PART_BYTES)).isEqualTo(8);
        assertThat(sweeper.sweep(space)).isZero();
    }

    @Test
    void sweep_whileSomebodyReads_waits() {
        shelf.putParts("k", ChecksumType.COMPOSITE, "one", "two", "three");
        try (OpenObject open = shelf.objects.get(ReadRequest.of(shelf.bucket, KEY))) {
            try (OpenObject second = shelf.objects.get(ReadRequest.of(shelf.bucket, KEY))) {
                shelf.delete("k");
                assertThat(Shelf.text(second)).isEqualTo("onetwothree");
            }
            assertThat(sweeper.sweep(space)).isZero();
            assertThat(Shelf.text(open)).isEqualTo("onetwothree");
        }
        assertThat(sweeper.sweep(space)).isEqualTo(1);
        assertThat(rows(ObjectRows.PARTS)).isZero();
    }

    @Test
    void get_sweptBeforeThePin_answersWhatIsThereNow() {
        UploadId id = uploadOf(shelf.putParts("k", ChecksumType.COMPOSITE, "one", "two"));
        // The reader has opened the object's row; a sweep that ended before his pin took the manifest.
        shelf.store.before(Call.OPEN, 2, () -> {
            commit(replaceByPlain());
            commit(Batch.on(space, KEY).delete(ObjectRows.manifest(id)).build());
        });
        assertThat(shelf.text("k")).isEqualTo("plain");
    }

    @Test
    void get_beingSwept_answersWhatIsThereNow() {
        UploadId id = uploadOf(shelf.putParts("k", ChecksumType.COMPOSITE, "one", "two"));
        assertThat(shelf.pins.claim(space, id)).isTrue();
        shelf.store.before(Call.OPEN, 2, () -> {
            commit(replaceByPlain());
            shelf.pins.release(space, id);
        });
        assertThat(shelf.text("k")).isEqualTo("plain");
    }

    @Test
    void sweep_stoppedAtAnyCommit_isFinishedByTheNext() {
        for (int commit = 1; commit <= 3; commit++) {
            shelf.putParts("k", ChecksumType.COMPOSITE, "one", "two");
            shelf.delete("k");
            shelf.store.fail(Call.COMMIT, commit, Fault.UNAVAILABLE);
            assertThatThrownBy(() -> sweeper.sweep(space)).isInstanceOf(StorageException.Unavailable.class);
            assertThat(sweeper.sweep(space)).isEqualTo(1);
            assertThat(rows(ObjectRows.PARTS) + rows(ObjectRows.METADATA) + rows(ObjectRows.SWEEPS))
                    .isZero();
        }
    }

    @Test
    void sweep_manyParts_goInSeveralCommits() {
        String[] texts = new String[1_234];
        java.util.Arrays.fill(texts, "x");
        shelf.putParts("k", ChecksumType.COMPOSITE, texts);
        shelf.delete("k");
        assertThat(sweeper.sweep(space)).isEqualTo(1);
        assertThat(rows(ObjectRows.PARTS)).isZero();
    }

    @Test
    void sweep_unnamedParts_takesOnlyThose() {
        ObjectRecord object = shelf.putParts("k", ChecksumType.COMPOSITE, "one", "two");
        UploadId id = uploadOf(object);
        PartRecord superseded = new PartRecord(1, Bytes.of(new byte[16]), null, 1, "P");
        put(ObjectRows.part(new ObjectRows.PartName(id, 1, 99)), superseded.encode());
        put(ObjectRows.part(new ObjectRows.PartName(id, 2, 0)), superseded.encode());
        put(ObjectRows.sweep(Sweep.What.UNNAMED, id), Sweep.now(1).encode());
        assertThat(rows(ObjectRows.PARTS)).isEqualTo(4);
        assertThat(sweeper.sweep(space)).isEqualTo(1);
        assertThat(rows(ObjectRows.PARTS)).isEqualTo(2);
        assertThat(shelf.text("k")).isEqualTo("onetwo");
    }

    @Test
    void sweep_unnamedPartsOfAnObjectThatIsGone_leavesThemToTheOtherEntry() {
        ObjectRecord object = shelf.putParts("k", ChecksumType.COMPOSITE, "one", "two");
        UploadId id = uploadOf(object);
        put(ObjectRows.sweep(Sweep.What.UNNAMED, id), Sweep.now(1).encode());
        shelf.delete("k");
        assertThat(sweeper.sweep(space)).isEqualTo(2);
        assertThat(rows(ObjectRows.PARTS) + rows(ObjectRows.METADATA) + rows(ObjectRows.SWEEPS))
                .isZero();
    }

    @Test
    void sweep_stillOpenOrNamed_isRefused() {
        ObjectRecord object = shelf.putParts("k", ChecksumType.COMPOSITE, "one", "two");
        UploadId id = uploadOf(object);
        put(ObjectRows.sweep(Sweep.What.WHOLE, id), Sweep.now(1).encode());
        assertThat(sweeper.sweep(space)).isZero();
        assertThat(shelf.text("k")).isEqualTo("onetwo");
        UploadId open = shelf.uploadId();
        put(ObjectRows.upload(open), upload().encode());
        put(ObjectRows.sweep(Sweep.What.WHOLE, open), Sweep.now(1).encode());
        assertThat(sweeper.sweep(space)).isZero();
    }

    @Test
    void sweep_lastUploadAborted_forgetsWhenTheKeyChanged() {
        UploadId first = shelf.uploadId();
        UploadId second = shelf.uploadId();
        put(ObjectRows.upload(second), upload().encode());
        put(ObjectRows.uploadsBegun(), Bytes.EMPTY);
        put(ObjectRows.lastChanged(), new LastChanged(1, "R").encode());
        put(ObjectRows.sweep(Sweep.What.WHOLE, first), Sweep.now(1).encode());
        assertThat(sweeper.sweep(space)).isEqualTo(1);
        assertThat(rows(ObjectRows.METADATA)).isEqualTo(2);
        shelf.memory.commit(Batch.on(space, KEY)
                .delete(ObjectRows.upload(second))
                .put(ObjectRows.sweep(Sweep.What.WHOLE, second), Sweep.now(1).encode())
                .build());
        assertThat(sweeper.sweep(space)).isEqualTo(1);
        assertThat(rows(ObjectRows.METADATA)).isZero();
    }

    // ERRORS 61
    @Test
    void expire_outcome_goesOnlyWhenDue() {
        UploadId id = shelf.uploadId();
        long now = shelf.clock.millis();
        put(ObjectRows.outcome(id), Bytes.EMPTY);
        put(ObjectRows.sweep(Sweep.What.OUTCOME, id), new Sweep(now, now + 1_000).encode());
        assertThat(sweeper.sweep(space) + sweeper.expire(space)).isZero();
        shelf.clock.set(now + 1_000);
        assertThat(sweeper.expire(space)).isEqualTo(1);
        assertThat(rows(ObjectRows.METADATA) + rows(ObjectRows.EXPIRIES)).isZero();
    }

    @Test
    void sweepThread_started_sweepsUntilClosed() throws Exception {
        shelf.putParts("k", ChecksumType.COMPOSITE, "one", "two");
        shelf.delete("k");
        CountDownLatch passes = new CountDownLatch(4);
        SweepThread thread = SweepThread.start(
                sweeper,
                () -> {
                    passes.countDown();
                    return shelf.buckets.all();
                },
                1);
        try (thread) {
            assertThat(passes.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(rows(ObjectRows.PARTS)).isZero();
    }

    private Batch replaceByPlain() {
        CurrentObject before = CurrentObject.read(shelf.memory, space, KEY);
        Succession succession = new Succession(shelf.memory, space, KEY, before, shelf.clock.millis());
        Content content = shelf.content("plain".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        ObjectRecord plain = new ObjectRecord(
                succession.sequence(),
                succession.nullSequence(),
                Bytes.EMPTY,
                succession.lastModified(),
                5,
                content.entityTag(),
                content.checksum(),
                ObjectHeaders.NONE,
                Map.of(),
                StorageClass.STANDARD,
                null,
                "R");
        return succession.batch(plain, content.body());
    }

    private static UploadId uploadOf(ObjectRecord object) {
        return java.util.Objects.requireNonNull(object.manifest()).uploadId();
    }

    private void commit(Batch batch) {
        assertThat(shelf.memory.commit(batch)).isInstanceOf(CommitResult.Committed.class);
    }

    private static UploadRecord upload() {
        return new UploadRecord(
                1, ObjectHeaders.NONE, Map.of(), StorageClass.STANDARD, null, null, Shelf.OWNER, Shelf.OWNER, "U");
    }

    private void put(RowName row, Bytes value) {
        assertThat(shelf.memory.commit(Batch.on(space, KEY).put(row, value).build()))
                .isInstanceOf(CommitResult.Committed.class);
    }

    private int rows(byte table) {
        int rows = 0;
        try (Scan scan = shelf.memory.scan(space, table)) {
            while (scan.next() != null) {
                rows++;
            }
        }
        return rows;
    }
}
