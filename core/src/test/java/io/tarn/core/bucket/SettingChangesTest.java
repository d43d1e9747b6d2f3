package io.tarn.core.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.layout.SystemRows;
import io.tarn.core.setting.BucketSettings;
import io.tarn.core.setting.ObjectOwnership;
import io.tarn.core.setting.PublicAccessBlock;
import io.tarn.storage.Scan;
import io.tarn.storage.StorageException;
import io.tarn.storage.Store;
import io.tarn.storage.memory.Fault;
import io.tarn.storage.memory.FaultyStore;
import io.tarn.storage.memory.FaultyStore.Call;
import io.tarn.storage.memory.MemoryStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SettingChangesTest {
    private static final String ANNA = "111111111111";

    private final MemoryStore memory = new MemoryStore();
    private final FaultyStore store = new FaultyStore(memory);
    private final Buckets buckets = buckets(store);

    private static Buckets buckets(Store store) {
        return new Buckets(store, Clock.systemUTC(), "us-east-1");
    }

    private static BucketRecord create(Buckets buckets, BucketSettings settings) {
        return buckets.create(new NewBucket("photos", ANNA, null, settings, "C"));
    }

    private static BucketSettings tagged(BucketSettings settings, String key, String value) {
        Map<String, String> tags = new LinkedHashMap<>(settings.tags());
        tags.put(key, value);
        return settings.withTags(tags);
    }

    @Test
    void open_newBucket_hasTodaysDefaultsAndNoRows() {
        create(buckets, BucketSettings.DEFAULT);
        assertThat(buckets.open("photos").settings()).isEqualTo(BucketSettings.DEFAULT);
        assertThat(settingRows()).isZero();
    }

    @Test
    void create_withSettings_hasThemFromTheFirstMoment() {
        create(buckets, tagged(BucketSettings.LEGACY, "team", "blue"));
        BucketSettings settings = buckets(memory).open("photos").settings();
        assertThat(settings.tags()).containsEntry("team", "blue");
        assertThat(settings.ownershipRule()).isNull();
        assertThat(settings.ownership()).isEqualTo(ObjectOwnership.OBJECT_WRITER);
        assertThat(settings.publicAccessBlock()).isEqualTo(PublicAccessBlock.NONE);
    }

    @Test
    void change_seenByAnotherProcess_atItsNextRequest() {
        BucketRecord bucket = create(buckets, BucketSettings.DEFAULT);
        Buckets other = buckets(memory);
        assertThat(other.open("photos").settings().requesterPays()).isFalse();
        buckets.change(bucket, "R1", settings -> settings.withRequesterPays(true));
        assertThat(other.open("photos").settings().requesterPays()).isTrue();
        buckets.change(bucket, "R2", settings -> settings.withRequesterPays(false));
        assertThat(other.open("photos").settings()).isEqualTo(BucketSettings.DEFAULT);
        assertThat(settingRows()).isZero();
    }

    @Test
    void change_twoSettingsAtOnce_keepsBoth() {
        BucketRecord bucket = create(buckets, BucketSettings.DEFAULT);
        Buckets other = buckets(memory);
        store.before(Call.COMMIT, 1, () -> other.change(bucket, "R2", settings -> settings.withAbac(true)));
        buckets.change(bucket, "R1", settings -> tagged(settings, "a", "1"));
        assertThat(buckets.open("photos").settings())
                .isEqualTo(tagged(BucketSettings.DEFAULT.withAbac(true), "a", "1"));
    }

    @Test
    void change_byManyAtOnce_losesNone() throws Exception {
        BucketRecord bucket = create(buckets, BucketSettings.DEFAULT);
        List<Callable<@Nullable Object>> tasks = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 6; i++) {
            String key = "k" + i;
            keys.add(key);
            tasks.add(() -> {
                Buckets own = buckets(memory);
                own.change(bucket, key, settings -> tagged(settings, key, key));
                assertThat(own.open("photos").settings().tags()).containsKey(key);
                return null;
            });
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<@Nullable Object> done : threads.invokeAll(tasks)) {
                done.get();
            }
        }
        assertThat(buckets.open("photos").settings().tags()).containsOnlyKeys(keys);
    }

    @Test
    void change_bucketDeletedMeanwhile_isNoSuchBucketAndLeavesNothing() {
        BucketRecord bucket = create(buckets, BucketSettings.DEFAULT);
        store.before(Call.COMMIT, 1, () -> buckets(memory).delete("photos", "D"));
        refused(() -> buckets.change(bucket, "R", settings -> settings.withAbac(true)), ErrorCode.NO_SUCH_BUCKET);
        assertThat(settingRows()).isZero();
    }

    @Test
    void change_bucketRecreatedMeanwhile_leavesTheNewOneAlone() {
        BucketRecord bucket = create(buckets, BucketSettings.DEFAULT);
        store.before(Call.COMMIT, 1, () -> {
            Buckets other = buckets(memory);
            other.delete("photos", "D");
            create(other, BucketSettings.DEFAULT);
        });
        refused(() -> buckets.change(bucket, "R", settings -> settings.withAbac(true)), ErrorCode.NO_SUCH_BUCKET);
        assertThat(buckets.open("photos").settings()).isEqualTo(BucketSettings.DEFAULT);
    }

    @Test
    void delete_settingChangedMeanwhile_takesTheSettingAlong() {
        BucketRecord bucket = create(buckets, BucketSettings.DEFAULT.withAbac(true));
        Buckets other = buckets(memory);
        store.before(Call.COMMIT, 1, () -> other.change(bucket, "R", settings -> tagged(settings, "a", "1")));
        buckets.delete("photos", "D");
        assertThat(settingRows()).isZero();
        create(buckets, BucketSettings.DEFAULT);
        assertThat(buckets.open("photos").settings()).isEqualTo(BucketSettings.DEFAULT);
    }

    @Test
    void change_crashAtItsCommit_isDoneOrNot() {
        BucketRecord bucket = create(buckets, BucketSettings.DEFAULT);
        store.fail(Call.COMMIT, 1, Fault.UNAVAILABLE);
        assertThatThrownBy(() -> buckets.change(bucket, "R1", settings -> settings.withAbac(true)))
                .isInstanceOf(StorageException.Unavailable.class);
        assertThat(buckets(memory).open("photos").settings()).isEqualTo(BucketSettings.DEFAULT);
    }

    @Test
    void create_crashBetweenItsCommits_leavesNoSettings() {
        for (int commit = 1; commit <= 3; commit++) {
            MemoryStore fresh = new MemoryStore();
            FaultyStore faulty = new FaultyStore(fresh);
            faulty.fail(Call.COMMIT, commit, Fault.UNAVAILABLE);
            assertThatThrownBy(() -> create(buckets(faulty), BucketSettings.LEGACY))
                    .isInstanceOf(StorageException.Unavailable.class);
            Buckets after = buckets(fresh);
            after.recover();
            create(after, BucketSettings.DEFAULT);
            assertThat(after.open("photos").settings()).isEqualTo(BucketSettings.DEFAULT);
        }
    }

    @Test
    void change_unknownOutcome_isToldByTheRow() {
        BucketRecord bucket = create(buckets, BucketSettings.DEFAULT);
        store.fail(Call.COMMIT, 1, Fault.UNKNOWN_DONE);
        assertThat(buckets.change(bucket, "R1", settings -> settings.withAbac(true))
                        .settings()
                        .abac())
                .isTrue();
        store.fail(Call.COMMIT, 1, Fault.UNKNOWN_NOT_DONE);
        refused(() -> buckets.change(bucket, "R2", settings -> settings.withAbac(false)), ErrorCode.INTERNAL_ERROR);
        assertThat(buckets.open("photos").settings().abac()).isTrue();
    }

    @Test
    void effectiveBlock_accountAndBucket_isWhatEitherSays() {
        create(buckets, BucketSettings.LEGACY);
        assertThat(buckets.effectiveBlock(buckets.open("photos"))).isEqualTo(PublicAccessBlock.NONE);
        PublicAccessBlock policies = new PublicAccessBlock(false, false, true, false);
        buckets.accountBlock(ANNA, policies);
        assertThat(buckets.effectiveBlock(buckets.open("photos"))).isEqualTo(policies);
        buckets.change(
                buckets.find("photos"),
                "R",
                settings -> settings.withBlock(new PublicAccessBlock(true, false, false, false)));
        assertThat(buckets.effectiveBlock(buckets.open("photos")))
                .isEqualTo(new PublicAccessBlock(true, false, true, false));
        buckets.accountBlock(ANNA, null);
        assertThat(buckets.accountBlock(ANNA)).isNull();
    }

    private int settingRows() {
        int rows = 0;
        try (Scan scan = memory.scan(Store.SYSTEM_SPACE, SystemRows.SETTINGS)) {
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
