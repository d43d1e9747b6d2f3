package io.tarn.core.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.layout.ObjectRows;
import io.tarn.core.layout.SystemRows;
import io.tarn.core.setting.BucketSettings;
import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.Scan;
import io.tarn.storage.StorageException;
import io.tarn.storage.Store;
import io.tarn.storage.memory.Fault;
import io.tarn.storage.memory.FaultyStore;
import io.tarn.storage.memory.FaultyStore.Call;
import io.tarn.storage.memory.MemoryStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BucketCrashTest {
    private static final String ANNA = "111111111111";
    private static final String BEN = "222222222222";

    private final MemoryStore memory = new MemoryStore();
    private final FaultyStore store = new FaultyStore(memory);
    private final Buckets buckets = buckets(store);

    private static Buckets buckets(Store store) {
        return new Buckets(store, Clock.systemUTC(), "us-east-1");
    }

    private static NewBucket request(String owner, String id) {
        return new NewBucket("photos", owner, null, BucketSettings.DEFAULT, id);
    }

    @Test
    void create_stoppedAfterAnyCommit_leavesNothingThatHinders() {
        for (int commit = 1; commit <= 3; commit++) {
            for (boolean recover : new boolean[] {true, false}) {
                for (String next : List.of(ANNA, BEN)) {
                    MemoryStore fresh = new MemoryStore();
                    FaultyStore faulty = new FaultyStore(fresh);
                    faulty.fail(Call.COMMIT, commit, Fault.UNAVAILABLE);
                    assertThatThrownBy(() -> buckets(faulty).create(request(ANNA, "R1")))
                            .isInstanceOf(StorageException.Unavailable.class);
                    Buckets after = buckets(fresh);
                    if (recover) {
                        after.recover();
                        assertThat(rows(fresh, SystemRows.BUCKETS)).isZero();
                        assertThat(rows(fresh, SystemRows.NAMES)).isZero();
                    }
                    assertThat(after.lookUp("photos")).isNull();
                    assertThat(after.list(BucketQuery.of(ANNA)).buckets()).isEmpty();
                    after.create(request(next, "R2"));
                    assertThat(after.find("photos").owner()).isEqualTo(next);
                }
            }
        }
    }

    @Test
    void delete_stoppedAnywhere_isFinishedOrUndone() {
        for (Call call : List.of(Call.COMMIT, Call.SCAN, Call.DROP_SPACE)) {
            for (int nth = 1; nth <= (call == Call.SCAN ? 6 : call == Call.COMMIT ? 2 : 1); nth++) {
                MemoryStore fresh = new MemoryStore();
                FaultyStore faulty = new FaultyStore(fresh);
                buckets(fresh).create(request(ANNA, "R1"));
                faulty.fail(call, nth, Fault.UNAVAILABLE);
                assertThatThrownBy(() -> buckets(faulty).delete("photos", "R2"))
                        .isInstanceOf(StorageException.Unavailable.class);
                Buckets after = buckets(fresh);
                after.recover();
                assertThat(fresh.fences()).isEmpty();
                BucketRecord bucket = after.create(request(ANNA, "R3"));
                assertThat(fresh.commit(Batch.on(bucket.space(), Bytes.utf8("k"))
                                .put(ObjectRows.current(), Bytes.EMPTY)
                                .build()))
                        .isInstanceOf(io.tarn.storage.CommitResult.Committed.class);
            }
        }
    }

    @Test
    void create_unknownButDone_isTheBucket() {
        store.fail(Call.COMMIT, 3, Fault.UNKNOWN_DONE);
        BucketRecord bucket = buckets.create(request(ANNA, "R1"));
        assertThat(buckets.find("photos")).isEqualTo(bucket);
    }

    @Test
    void create_unknownAndNotDone_isAnInternalErrorAndCanBeRepeated() {
        store.fail(Call.COMMIT, 3, Fault.UNKNOWN_NOT_DONE);
        refused(() -> buckets.create(request(ANNA, "R1")), ErrorCode.INTERNAL_ERROR);
        assertThat(buckets.lookUp("photos")).isNull();
        buckets.create(request(ANNA, "R2"));
        assertThat(buckets.find("photos").writer()).isEqualTo("R2");
    }

    @Test
    void create_busy_isSlowDown() {
        store.fail(Call.COMMIT, 2, Fault.BUSY);
        refused(() -> buckets.create(request(ANNA, "R1")), ErrorCode.SLOW_DOWN);
        buckets.create(request(ANNA, "R2"));
    }

    @Test
    void delete_unknown_isToldByTheRow() {
        buckets.create(request(ANNA, "R1"));
        store.fail(Call.COMMIT, 1, Fault.UNKNOWN_NOT_DONE);
        refused(() -> buckets.delete("photos", "R2"), ErrorCode.INTERNAL_ERROR);
        assertThat(store.fences()).isEmpty();
        store.fail(Call.COMMIT, 1, Fault.UNKNOWN_DONE);
        buckets.delete("photos", "R3");
        assertThat(buckets.lookUp("photos")).isNull();
    }

    @Test
    void create_takenOverBetweenClaimAndActive_theSlowerLoses() {
        Buckets ben = buckets(memory);
        // Anna has written her pending row and claimed the name when Ben comes.
        store.before(Call.COMMIT, 3, () -> ben.create(request(BEN, "B")));
        refused(() -> buckets.create(request(ANNA, "A")), ErrorCode.BUCKET_ALREADY_EXISTS);
        assertThat(buckets.find("photos").owner()).isEqualTo(BEN);
        assertThat(buckets.list(BucketQuery.of(ANNA)).buckets()).isEmpty();
    }

    @Test
    void delete_objectPutBeforeTheFence_isNotEmpty() {
        BucketRecord bucket = buckets.create(request(ANNA, "R1"));
        store.before(
                Call.FENCE,
                1,
                () -> memory.commit(Batch.on(bucket.space(), Bytes.utf8("k"))
                        .put(ObjectRows.current(), Bytes.EMPTY)
                        .build()));
        refused(() -> buckets.delete("photos", "R2"), ErrorCode.BUCKET_NOT_EMPTY);
        assertThat(store.fences()).isEmpty();
    }

    @Test
    void delete_whileAnotherDeletes_isAborted() {
        buckets.create(request(ANNA, "R1"));
        // The other one has fenced and looked, but not removed the row, when this one comes.
        List<ErrorCode> second = new ArrayList<>();
        store.before(Call.COMMIT, 1, () -> {
            try {
                buckets(memory).delete("photos", "R3");
            } catch (S3Exception refused) {
                second.add(refused.code());
            }
        });
        buckets.delete("photos", "R2");
        assertThat(second).containsExactly(ErrorCode.OPERATION_ABORTED);
        assertThat(buckets.lookUp("photos")).isNull();
    }

    @Test
    void createAndDelete_byManyAtOnce_keepOneTruth() throws Exception {
        List<Callable<@Nullable Object>> tasks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String owner = i % 2 == 0 ? ANNA : BEN;
            int worker = i;
            tasks.add(() -> {
                Buckets own = buckets(memory);
                for (int round = 0; round < 40; round++) {
                    String id = "W" + worker + "-" + round;
                    try {
                        own.create(request(owner, id));
                        own.delete("photos", id);
                    } catch (S3Exception refused) {
                        assertThat(refused.code())
                                .isIn(
                                        ErrorCode.BUCKET_ALREADY_EXISTS,
                                        ErrorCode.NO_SUCH_BUCKET,
                                        ErrorCode.OPERATION_ABORTED);
                    }
                }
                return null;
            });
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<@Nullable Object> done : threads.invokeAll(tasks)) {
                done.get();
            }
        }
        Buckets after = buckets(memory);
        BucketRecord found = after.lookUp("photos");
        List<BucketRecord> all = after.all();
        assertThat(all).hasSizeLessThanOrEqualTo(1);
        assertThat(all).isEqualTo(found == null ? List.of() : List.of(found));
        assertThat(memory.fences()).isEmpty();
    }

    private static int rows(Store store, byte table) {
        int rows = 0;
        try (Scan scan = store.scan(Store.SYSTEM_SPACE, table)) {
            while (scan.next() != null) {
                rows++;
            }
        }
        return rows;
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        S3Exception.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
