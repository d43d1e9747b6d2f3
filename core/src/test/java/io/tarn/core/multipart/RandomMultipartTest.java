package io.tarn.core.multipart;

import static io.tarn.core.multipart.MultipartBench.named;
import static io.tarn.core.multipart.MultipartBench.pattern;
import static io.tarn.core.multipart.MultipartBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.layout.ObjectRows;
import io.tarn.core.layout.Outcome;
import io.tarn.core.listing.Selection;
import io.tarn.storage.Bytes;
import io.tarn.storage.memory.Fault;
import io.tarn.storage.memory.FaultyStore.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Random steps with failing commits, against two maps; at the end nothing is left over. A failure names its seed. */
class RandomMultipartTest {
    private static final List<String> KEYS = List.of("a", "b", "b/c");
    private static final Fault[] FAULTS = {Fault.BUSY, Fault.UNKNOWN_DONE, Fault.UNKNOWN_NOT_DONE};
    private static final Set<ErrorCode> NOT_DONE = Set.of(ErrorCode.SLOW_DOWN, ErrorCode.INTERNAL_ERROR);

    private final MultipartBench bench = new MultipartBench();
    private final long seed = Long.getLong("tarn.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<String, byte[]> objects = new HashMap<>();
    private final TreeMap<String, Upload> uploads = new TreeMap<>();

    /** An upload as it should be: what its only part holds, if it has one. */
    private record Upload(String key, @Nullable Bytes part) {}

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void steps_withFailingCommits_areWhatTheMapsSay() {
        for (int step = 0; step < 800; step++) {
            String where = "-Dtarn.seed=" + seed + " step " + step;
            bench.clock.advance(random.nextInt(100));
            if (random.nextInt(8) == 0) {
                bench.store.fail(Call.COMMIT, 1, FAULTS[random.nextInt(FAULTS.length)]);
            }
            try {
                step(random.nextInt(100));
            } catch (S3Exception refused) {
                assertThat(NOT_DONE).as(where).contains(refused.code());
            }
            if (step % 20 == 0) {
                compare(where);
            }
        }
        compare("-Dtarn.seed=" + seed + " at the end");
        checkNothingIsLeftOver();
    }

    private void step(int dice) {
        String key = KEYS.get(random.nextInt(KEYS.size()));
        byte[] data = pattern(random.nextInt(300), random.nextLong());
        if (dice < 15 || uploads.isEmpty()) {
            uploads.put(bench.begin(key), new Upload(key, null));
            return;
        }
        Map.Entry<String, Upload> open = new ArrayList<>(uploads.entrySet()).get(random.nextInt(uploads.size()));
        String id = open.getKey();
        Upload upload = open.getValue();
        if (dice < 50) {
            bench.part(upload.key(), id, 7, data);
            uploads.put(id, new Upload(upload.key(), Bytes.wrap(data)));
        } else if (dice < 70) {
            complete(id, upload);
        } else if (dice < 78) {
            bench.multipart.abort(bench.bucket, text(upload.key()), id);
            uploads.remove(id);
        } else if (dice < 84) {
            bench.putWhole(key, data);
            objects.put(key, data);
        } else if (dice < 92) {
            bench.delete(key);
            objects.remove(key);
        } else {
            bench.sweeper.sweep(bench.space());
        }
    }

    private void complete(String id, Upload upload) {
        Bytes part = upload.part();
        if (part != null) {
            String tag = MultipartBench.md5(part.toArray()).toString();
            List<CompletedPart> parts = List.of(new CompletedPart(7L, tag, Map.of()));
            bench.multipart.complete(bench.request(upload.key(), id, parts));
            objects.put(upload.key(), part.toArray());
            uploads.remove(id);
            bench.multipart.complete(bench.request(upload.key(), id, parts));
        } else {
            try {
                bench.multipart.complete(bench.request(upload.key(), id, named("0".repeat(32))));
                throw new AssertionError("completed without a part");
            } catch (S3Exception refused) {
                assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_PART);
            }
        }
    }

    private void compare(String where) {
        for (String key : KEYS) {
            byte[] expected = objects.get(key);
            if (expected == null) {
                assertThat(bench.current(key)).as(where).isNull();
            } else {
                assertThat(bench.content(key)).as(where).isEqualTo(expected);
            }
        }
        UploadPage page = bench.multipart.listUploads(
                bench.bucket, UploadQuery.of(new Selection(Bytes.EMPTY, Bytes.EMPTY, 1000), Bytes.EMPTY, null));
        assertThat(page.uploads())
                .as(where)
                .extracting(UploadPage.ListedUpload::uploadId)
                .containsExactlyInAnyOrderElementsOf(uploads.keySet());
    }

    private void checkNothingIsLeftOver() {
        uploads.forEach((id, upload) -> bench.multipart.abort(bench.bucket, text(upload.key()), id));
        objects.keySet().forEach(bench::delete);
        bench.clock.advance(Outcome.KEPT_MILLIS);
        bench.sweep();
        for (byte table : new byte[] {
            ObjectRows.CURRENT,
            ObjectRows.UPLOADS,
            ObjectRows.PARTS,
            ObjectRows.METADATA,
            ObjectRows.SWEEPS,
            ObjectRows.EXPIRIES
        }) {
            assertThat(bench.rows(table))
                    .as("-Dtarn.seed=" + seed + " table " + (char) table)
                    .isZero();
        }
        assertThat(bench.store.tallies(bench.space())).isEmpty();
    }
}
