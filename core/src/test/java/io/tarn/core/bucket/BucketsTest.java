package io.tarn.core.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.layout.ObjectRows;
import io.tarn.core.setting.BucketSettings;
import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.CommitResult;
import io.tarn.storage.Store;
import io.tarn.storage.memory.MemoryStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BucketsTest {
    private static final String ANNA = "111111111111";
    private static final String BEN = "222222222222";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);

    private final Store store = new MemoryStore();
    private final Buckets buckets = new Buckets(store, CLOCK, "us-east-1");
    private int requests;

    private NewBucket request(String name, String owner, @Nullable String constraint) {
        return new NewBucket(name, owner, constraint, BucketSettings.DEFAULT, "R" + requests++);
    }

    @Test
    void create_newName_canBeFound() {
        BucketRecord created = buckets.create(request("photos", ANNA, null));
        assertThat(created.owner()).isEqualTo(ANNA);
        assertThat(created.created()).isEqualTo(CLOCK.millis());
        assertThat(created.region()).isEqualTo("us-east-1");
        assertThat(created.locationConstraint()).isNull();
        assertThat(buckets.find("photos")).isEqualTo(created);
        assertThat(buckets.find("photos")).isEqualTo(created);
    }

    // ERRORS 1
    @Test
    void find_missing_isNoSuchBucket() {
        refused(() -> buckets.find("photos"), ErrorCode.NO_SUCH_BUCKET, Map.of("BucketName", "photos"));
    }

    // ABUSE 63
    @Test
    void find_nameThatNoBucketMayHave_isInvalidBucketName() {
        refused(() -> buckets.find("../etc"), ErrorCode.INVALID_BUCKET_NAME, Map.of("BucketName", "../etc"));
    }

    // BEHAVIOURS 37, ERRORS 7
    @Test
    void create_againAtUsEast1_givesTheBucketAsItIs() {
        BucketRecord first = buckets.create(request("photos", ANNA, null));
        assertThat(buckets.create(request("photos", ANNA, null))).isEqualTo(first);
    }

    // BEHAVIOURS 37
    @Test
    void create_againWithTags_isOwnedByYou() {
        buckets.create(request("photos", ANNA, null));
        NewBucket tagged = new NewBucket("photos", ANNA, null, BucketSettings.DEFAULT.withTags(Map.of("a", "b")), "T");
        refused(() -> buckets.create(tagged), ErrorCode.BUCKET_ALREADY_OWNED_BY_YOU, Map.of("BucketName", "photos"));
    }

    // BEHAVIOURS 37, ERRORS 7
    @Test
    void create_againElsewhere_isOwnedByYou() {
        Buckets frankfurt = new Buckets(store, CLOCK, "eu-central-1");
        frankfurt.create(request("photos", ANNA, "eu-central-1"));
        refused(
                () -> frankfurt.create(request("photos", ANNA, "eu-central-1")),
                ErrorCode.BUCKET_ALREADY_OWNED_BY_YOU,
                Map.of("BucketName", "photos"));
    }

    // ERRORS 8
    @Test
    void create_nameOfAnother_alreadyExists() {
        buckets.create(request("photos", ANNA, null));
        refused(
                () -> buckets.create(request("photos", BEN, null)),
                ErrorCode.BUCKET_ALREADY_EXISTS,
                Map.of("BucketName", "photos"));
        assertThat(buckets.find("photos").owner()).isEqualTo(ANNA);
    }

    // BEHAVIOURS 37, ERRORS 9
    @Test
    void create_usEast1AsConstraintAtUsEast1_isInvalid() {
        refused(
                () -> buckets.create(request("photos", ANNA, "us-east-1")),
                ErrorCode.INVALID_LOCATION_CONSTRAINT,
                Map.of("LocationConstraint", "us-east-1"));
    }

    // ERRORS 9
    @Test
    void create_unknownConstraint_isInvalid() {
        refused(
                () -> buckets.create(request("photos", ANNA, "middle-earth-1")),
                ErrorCode.INVALID_LOCATION_CONSTRAINT,
                Map.of("LocationConstraint", "middle-earth-1"));
        Buckets frankfurt = new Buckets(store, CLOCK, "eu-central-1");
        refused(
                () -> frankfurt.create(request("photos", ANNA, "middle-earth-1")),
                ErrorCode.INVALID_LOCATION_CONSTRAINT,
                Map.of("LocationConstraint", "middle-earth-1"));
    }

    // BEHAVIOURS 37
    @Test
    void create_euAsConstraint_isEchoed() {
        BucketRecord bucket = buckets.create(request("photos", ANNA, "EU"));
        assertThat(bucket.locationConstraint()).isEqualTo("EU");
        assertThat(bucket.region()).isEqualTo("eu-west-1");
        Buckets ireland = new Buckets(new MemoryStore(), CLOCK, "eu-west-1");
        assertThat(ireland.create(request("photos", ANNA, "EU")).locationConstraint())
                .isEqualTo("EU");
    }

    // BEHAVIOURS 37, ERRORS 9
    @Test
    void create_missingOrOtherConstraintElsewhere_isIllegal() {
        Buckets frankfurt = new Buckets(store, CLOCK, "eu-central-1");
        for (String constraint : new @Nullable String[] {null, "", "eu-west-2", "us-east-1"}) {
            refused(
                    () -> frankfurt.create(request("photos", ANNA, constraint)),
                    ErrorCode.ILLEGAL_LOCATION_CONSTRAINT_EXCEPTION,
                    Map.of());
        }
    }

    @Test
    void create_ownRegionOfAnyName_isTaken() {
        Buckets cellar = new Buckets(store, CLOCK, "cellar");
        assertThat(cellar.create(request("photos", ANNA, "cellar")).region()).isEqualTo("cellar");
    }

    // ERRORS 10
    @Test
    void delete_notEmpty_isRefusedAndStaysWritable() {
        BucketRecord bucket = buckets.create(request("photos", ANNA, null));
        for (byte table : new byte[] {ObjectRows.CURRENT, ObjectRows.VERSIONS, ObjectRows.UPLOADS}) {
            var row = new io.tarn.storage.RowName(table, Bytes.EMPTY);
            put(bucket, row);
            refused(() -> buckets.delete("photos", "R"), ErrorCode.BUCKET_NOT_EMPTY, Map.of("BucketName", "photos"));
            store.commit(Batch.on(bucket.space(), Bytes.utf8("key")).delete(row).build());
        }
        assertThat(store.fences()).isEmpty();
    }

    @Test
    void delete_empty_isGoneWithItsSpace() {
        BucketRecord bucket = buckets.create(request("photos", ANNA, null));
        buckets.delete("photos", "R");
        refused(() -> buckets.find("photos"), ErrorCode.NO_SUCH_BUCKET, Map.of("BucketName", "photos"));
        refused(() -> buckets.delete("photos", "R"), ErrorCode.NO_SUCH_BUCKET, Map.of("BucketName", "photos"));
        assertThat(put(bucket, ObjectRows.current())).isInstanceOf(CommitResult.Fenced.class);
        assertThat(buckets.fenced(bucket).code()).isEqualTo(ErrorCode.NO_SUCH_BUCKET);
        assertThat(buckets.list(BucketQuery.of(ANNA)).buckets()).isEmpty();
    }

    @Test
    void create_afterDelete_hasAnotherSpace() {
        BucketRecord first = buckets.create(request("photos", ANNA, null));
        buckets.delete("photos", "R");
        BucketRecord second = buckets.create(request("photos", BEN, null));
        assertThat(second.space()).isGreaterThan(first.space());
        assertThat(buckets.find("photos")).isEqualTo(second);
    }

    @Test
    void find_rememberedInAnotherProcess_seesTheNewOwner() {
        buckets.create(request("photos", ANNA, null));
        Buckets other = new Buckets(store, CLOCK, "us-east-1");
        assertThat(other.find("photos").owner()).isEqualTo(ANNA);
        buckets.delete("photos", "R");
        buckets.create(request("photos", BEN, null));
        assertThat(other.find("photos").owner()).isEqualTo(BEN);
    }

    @Test
    void list_pages_giveAllInOrderOnce() {
        for (int i = 0; i < 25; i++) {
            buckets.create(request("bucket-%02d".formatted(i), ANNA, null));
        }
        buckets.create(request("bucket-99", BEN, null));
        BucketPage first = buckets.list(new BucketQuery(ANNA, "bucket-", null, "", 10));
        BucketPage second = buckets.list(new BucketQuery(ANNA, "bucket-", null, first.continuation(), 10));
        BucketPage third = buckets.list(new BucketQuery(ANNA, "bucket-", null, second.continuation(), 10));
        assertThat(first.buckets()).hasSize(10);
        assertThat(second.buckets().getFirst().name()).isEqualTo("bucket-10");
        assertThat(third.buckets()).hasSize(5);
        assertThat(third.continuation()).isNull();
        assertThat(buckets.list(new BucketQuery(ANNA, "bucket-0", null, null, 10))
                        .continuation())
                .isNull();
    }

    @Test
    void list_regionFilter_givesOnlyThose() {
        buckets.create(request("here", ANNA, null));
        buckets.create(request("there", ANNA, "eu-west-2"));
        assertThat(buckets.list(new BucketQuery(ANNA, "", "eu-west-2", null, 10))
                        .buckets())
                .extracting(BucketRecord::name)
                .containsExactly("there");
        refused(
                () -> buckets.list(new BucketQuery(ANNA, "", "middle-earth", null, 10)),
                ErrorCode.INVALID_ARGUMENT,
                Map.of("ArgumentName", "bucket-region"));
    }

    @Test
    void list_prefixLongerThanAnyName_givesNone() {
        buckets.create(request("here", ANNA, null));
        assertThat(buckets.list(new BucketQuery(ANNA, "h".repeat(1_000), null, null, 10))
                        .buckets())
                .isEmpty();
    }

    // BEHAVIOURS 3
    @Test
    void list_token_emptyIsTheBeginningAndForeignIsRefused() {
        buckets.create(request("here", ANNA, null));
        assertThat(buckets.list(new BucketQuery(ANNA, "", null, "", 10)).buckets())
                .hasSize(1);
        refused(
                () -> buckets.list(new BucketQuery(ANNA, "", null, "%%%", 10)),
                ErrorCode.INVALID_ARGUMENT,
                Map.of("ArgumentName", "continuation-token"));
    }

    @Test
    void list_bucketsMaxOutOfBounds_isInvalid() {
        for (int max : new int[] {-1, 0, 10_001}) {
            refused(
                    () -> new BucketQuery(ANNA, "", null, null, max),
                    ErrorCode.INVALID_ARGUMENT,
                    Map.of("ArgumentName", "max-buckets", "ArgumentValue", Integer.toString(max)));
        }
    }

    private CommitResult put(BucketRecord bucket, io.tarn.storage.RowName row) {
        return store.commit(Batch.on(bucket.space(), Bytes.utf8("key"))
                .put(row, Bytes.EMPTY)
                .build());
    }

    private static void refused(ThrowingCallable call, ErrorCode code, Map<String, String> fields) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.fields()).isEqualTo(fields);
        });
    }
}
