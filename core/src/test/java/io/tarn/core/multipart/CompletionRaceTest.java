package io.tarn.core.multipart;

import static io.tarn.core.multipart.MultipartBench.named;
import static io.tarn.core.multipart.MultipartBench.pattern;
import static io.tarn.core.multipart.MultipartBench.refused;
import static io.tarn.core.multipart.MultipartBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.condition.WriteCondition;
import io.tarn.core.layout.ObjectRows;
import io.tarn.core.object.DeleteRequest;
import io.tarn.storage.StorageException;
import io.tarn.storage.memory.Fault;
import io.tarn.storage.memory.FaultyStore.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Completions with conditions, against others, and on a store that fails. */
class CompletionRaceTest {
    private static final WriteCondition ABSENT = WriteCondition.ofWrite(null, "*");

    private final MultipartBench bench = new MultipartBench();

    @AfterEach
    void close() {
        bench.close();
    }

    private static WriteCondition matching(byte[] data) {
        return WriteCondition.ofWrite('"' + MultipartBench.md5(data).toString() + '"', null);
    }

    private String tag(String id) {
        return bench.part("key", id, 1, pattern(10, 1));
    }

    private CompletedUpload complete(String id, String tag, WriteCondition condition) {
        return bench.multipart.complete(bench.request("key", id, named(tag), condition));
    }

    // BEHAVIOURS 16
    @Test
    void complete_ifNoneMatch_presentIs412AndDeletedSinceIs409() {
        String id = bench.begin("key");
        String tag = tag(id);
        bench.putWhole("key", pattern(3, 3));
        assertThat(refused(ErrorCode.PRECONDITION_FAILED, () -> complete(id, tag, ABSENT))
                        .fields())
                .isEqualTo(Map.of("Condition", "If-None-Match"));
        bench.delete("key");
        assertThat(refused(ErrorCode.CONDITIONAL_REQUEST_CONFLICT, () -> complete(id, tag, ABSENT))
                        .fields())
                .isEqualTo(Map.of("Condition", "If-None-Match", "Key", "key"));
        String again = bench.begin("key");
        complete(again, tag(again), ABSENT);
        assertThat(bench.content("key")).isEqualTo(pattern(10, 1));
    }

    // BEHAVIOURS 16
    @Test
    void complete_ifMatch_otherTagIs412AndRewrittenSinceIs409() {
        byte[] data = pattern(3, 3);
        bench.putWhole("key", data);
        String id = bench.begin("key");
        String tag = tag(id);
        assertThat(refused(ErrorCode.PRECONDITION_FAILED, () -> complete(id, tag, matching(pattern(4, 4))))
                        .fields())
                .isEqualTo(Map.of("Condition", "If-Match"));
        bench.putWhole("key", data);
        assertThat(refused(ErrorCode.CONDITIONAL_REQUEST_CONFLICT, () -> complete(id, tag, matching(data)))
                        .fields())
                .isEqualTo(Map.of("Condition", "If-Match", "Key", "key"));
        bench.delete("key");
        assertThat(refused(ErrorCode.NO_SUCH_KEY, () -> complete(id, tag, matching(data)))
                        .fields())
                .isEqualTo(Map.of("Key", "key"));
        bench.putWhole("key", data);
        refused(ErrorCode.CONDITIONAL_REQUEST_CONFLICT, () -> complete(id, tag, matching(data)));
        String again = bench.begin("key");
        complete(again, tag(again), matching(data));
    }

    @Test
    void complete_itsAttemptDeletedJustBeforeTheCommit_looksAgain() {
        String id = bench.begin("key");
        String tag = tag(id);
        bench.store.before(Call.COMMIT, 1, () -> {
            for (int attempt = 0; attempt <= MultipartLimits.ATTEMPTS_MAX; attempt++) {
                tag(id);
            }
        });
        complete(id, tag, WriteCondition.none());
        assertThat(bench.content("key")).isEqualTo(pattern(10, 1));
        bench.sweep();
        assertThat(bench.content("key")).isEqualTo(pattern(10, 1));
        assertThat(bench.rows(ObjectRows.PARTS)).isEqualTo(1);
    }

    // BEHAVIOURS 16
    @Test
    void complete_uploadBegunJustBeforeADeleteCommits_isConflict() {
        bench.putWhole("key", pattern(3, 3));
        List<String> begun = new ArrayList<>();
        bench.store.before(Call.COMMIT, 1, () -> begun.add(bench.begin("key")));
        bench.delete("key");
        assertThat(bench.current("key")).isNull();
        String id = begun.getFirst();
        String tag = tag(id);
        refused(ErrorCode.CONDITIONAL_REQUEST_CONFLICT, () -> complete(id, tag, ABSENT));
        complete(id, tag, WriteCondition.none());
    }

    @Test
    void delete_conditionalWhileAnUploadBegins_isNoConflict() {
        bench.putWhole("key", pattern(3, 3));
        WriteCondition matching =
                WriteCondition.ofDelete('"' + MultipartBench.md5(pattern(3, 3)).toString() + '"');
        bench.store.before(Call.COMMIT, 1, () -> bench.begin("key"));
        bench.objects.delete(new DeleteRequest(bench.bucket, text("key"), null, matching, "D"));
        assertThat(bench.current("key")).isNull();
    }

    // BEHAVIOURS 16
    @Test
    void sweep_uploadBegunJustBeforeItForgets_forgetsNothing() {
        bench.putWhole("key", pattern(3, 3));
        bench.multipart.abort(bench.bucket, text("key"), bench.begin("key"));
        List<String> begun = new ArrayList<>();
        bench.store.before(Call.COMMIT, 1, () -> begun.add(bench.begin("key")));
        bench.sweep();
        bench.delete("key");
        String id = begun.getFirst();
        String tag = tag(id);
        refused(ErrorCode.CONDITIONAL_REQUEST_CONFLICT, () -> complete(id, tag, ABSENT));
    }

    @Test
    void complete_lastChangedRow_goesWhenAllUploadsEnded() {
        bench.putWhole("key", pattern(3, 3));
        String one = bench.begin("key");
        String two = bench.begin("key");
        bench.delete("key");
        bench.multipart.abort(bench.bucket, text("key"), one);
        bench.sweep();
        assertThat(bench.rows(ObjectRows.METADATA)).isEqualTo(2);
        bench.multipart.abort(bench.bucket, text("key"), two);
        bench.sweep();
        assertThat(bench.rows(ObjectRows.METADATA)).isZero();
    }

    // ERRORS 73
    @Test
    void complete_objectWrittenJustBeforeTheCommit_isSeen() {
        String id = bench.begin("key");
        String tag = tag(id);
        bench.store.before(Call.COMMIT, 1, () -> bench.putWhole("key", pattern(3, 3)));
        refused(ErrorCode.PRECONDITION_FAILED, () -> complete(id, tag, ABSENT));
        assertThat(bench.content("key")).isEqualTo(pattern(3, 3));
        bench.store.before(Call.COMMIT, 1, () -> bench.putWhole("key", pattern(4, 4)));
        complete(id, tag, WriteCondition.none());
        assertThat(bench.content("key")).isEqualTo(pattern(10, 1));
        assertThat(Objects.requireNonNull(bench.current("key")).sequence()).isEqualTo(3);
    }

    @Test
    void complete_abortedJustBeforeTheCommit_isNoSuchUpload() {
        String id = bench.begin("key");
        String tag = tag(id);
        bench.store.before(Call.COMMIT, 1, () -> bench.multipart.abort(bench.bucket, text("key"), id));
        refused(ErrorCode.NO_SUCH_UPLOAD, () -> complete(id, tag, WriteCondition.none()));
        assertThat(bench.current("key")).isNull();
        bench.sweep();
        assertThat(bench.rows(ObjectRows.PARTS)).isZero();
    }

    @Test
    void complete_theSameJustBeforeTheCommit_bothSucceed() {
        String id = bench.begin("key");
        String tag = tag(id);
        List<CompletedUpload> first = new ArrayList<>();
        bench.store.before(Call.COMMIT, 1, () -> first.add(complete(id, tag, ABSENT)));
        assertThat(complete(id, tag, ABSENT)).isEqualTo(first.getFirst());
        assertThat(Objects.requireNonNull(bench.current("key")).sequence()).isEqualTo(1);
    }

    @Test
    void complete_abortWhileCompleted_isNoSuchUploadAndTheObjectStays() {
        String id = bench.begin("key");
        String tag = tag(id);
        bench.store.before(Call.COMMIT, 1, () -> complete(id, tag, WriteCondition.none()));
        refused(ErrorCode.NO_SUCH_UPLOAD, () -> bench.multipart.abort(bench.bucket, text("key"), id));
        bench.sweep();
        assertThat(bench.content("key")).isEqualTo(pattern(10, 1));
    }

    @Test
    void complete_outcomeUnknown_isDoneOnlyIfItHappened() {
        String id = bench.begin("key");
        String tag = tag(id);
        bench.store.fail(Call.COMMIT, 1, Fault.UNKNOWN_NOT_DONE);
        refused(ErrorCode.INTERNAL_ERROR, () -> complete(id, tag, WriteCondition.none()));
        assertThat(bench.current("key")).isNull();
        bench.store.fail(Call.COMMIT, 1, Fault.UNKNOWN_DONE);
        CompletedUpload done = complete(id, tag, WriteCondition.none());
        assertThat(bench.content("key")).isEqualTo(pattern(10, 1));
        assertThat(complete(id, tag, WriteCondition.none())).isEqualTo(done);
    }

    @Test
    void abortAndCreate_outcomeUnknown_areDoneOnlyIfTheyHappened() {
        bench.store.fail(Call.COMMIT, 1, Fault.UNKNOWN_NOT_DONE);
        refused(ErrorCode.INTERNAL_ERROR, () -> bench.begin("key"));
        bench.store.fail(Call.COMMIT, 1, Fault.UNKNOWN_DONE);
        String id = bench.begin("key");
        bench.store.fail(Call.COMMIT, 1, Fault.UNKNOWN_NOT_DONE);
        refused(ErrorCode.INTERNAL_ERROR, () -> bench.multipart.abort(bench.bucket, text("key"), id));
        bench.store.fail(Call.COMMIT, 1, Fault.UNKNOWN_DONE);
        bench.multipart.abort(bench.bucket, text("key"), id);
        refused(ErrorCode.NO_SUCH_UPLOAD, () -> bench.find("key", id));
    }

    @Test
    void complete_storeBusyOrFull_leavesTheUploadAsItWas() {
        String id = bench.begin("key");
        String tag = tag(id);
        bench.store.fail(Call.COMMIT, 1, Fault.BUSY);
        refused(ErrorCode.SLOW_DOWN, () -> complete(id, tag, WriteCondition.none()));
        bench.store.fail(Call.STAGE, 1, Fault.OUT_OF_SPACE);
        Assertions.assertThatThrownBy(() -> complete(id, tag, WriteCondition.none()))
                .isInstanceOf(StorageException.OutOfSpace.class);
        bench.store.fail(Call.COMMIT, 1, Fault.UNAVAILABLE);
        Assertions.assertThatThrownBy(() -> complete(id, tag, WriteCondition.none()))
                .isInstanceOf(StorageException.Unavailable.class);
        complete(id, tag, WriteCondition.none());
    }

    @Test
    void complete_manyAtOnce_oneObjectAndTheSameAnswer() throws Exception {
        for (int round = 0; round < 20; round++) {
            String id = bench.begin("key");
            String tag = tag(id);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<@Nullable CompletedUpload>> completions = new ArrayList<>();
                for (int caller = 0; caller < 4; caller++) {
                    completions.add(threads.submit(() -> complete(id, tag, WriteCondition.none())));
                }
                Future<Boolean> abort = threads.submit(() -> {
                    try {
                        bench.multipart.abort(bench.bucket, text("key"), id);
                        return true;
                    } catch (S3Exception ended) {
                        return false;
                    }
                });
                int succeeded = 0;
                for (Future<@Nullable CompletedUpload> completion : completions) {
                    try {
                        completion.get();
                        succeeded++;
                    } catch (java.util.concurrent.ExecutionException refused) {
                        assertThat(refused.getCause())
                                .isInstanceOfSatisfying(
                                        S3Exception.class,
                                        cause -> assertThat(cause.code()).isEqualTo(ErrorCode.NO_SUCH_UPLOAD));
                    }
                }
                assertThat(succeeded).as("either aborted or completed").isEqualTo(abort.get() ? 0 : 4);
            }
        }
        bench.sweep();
        assertThat(bench.rows(ObjectRows.UPLOADS)).isZero();
    }
}
