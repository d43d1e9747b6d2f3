package io.tarn.core.bucket;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.layout.SystemRows;
import io.tarn.core.setting.BucketSettings;
import io.tarn.core.setting.PublicAccessBlock;
import io.tarn.storage.Bytes;
import io.tarn.storage.Limits;
import io.tarn.storage.Row;
import io.tarn.storage.Scan;
import io.tarn.storage.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All buckets of a store. Safe for any number of threads and, because it trusts no memory of its own without asking the
 * deciding row, of processes.
 *
 * <p>An active row in an account's anchor implies that the bucket's name points to that account. So it is enough to
 * remember whose a name was last: if that account's row is active, it is the bucket; if not, the name is asked again.
 */
public final class Buckets {
    private static final int REMEMBERED_MAX = 10_000;

    /** Most bytes of stored settings whose compiled form is remembered. */
    private static final long REMEMBERED_BYTES_MAX = 16L * 1024 * 1024;

    private final Store store;
    private final BucketStore rows;
    private final Regions regions;
    private final BucketCreation creation;
    private final BucketRemoval removal;
    private final BucketSettingRows settingRows;
    private final SettingChanges changes;
    private final BucketSettings initial;
    private final ConcurrentHashMap<String, Bucket> remembered = new ConcurrentHashMap<>();
    private final AtomicLong rememberedBytes = new AtomicLong();

    /**
     * @param region the region that this store says it is in, for example {@code us-east-1}
     */
    public Buckets(Store store, Clock clock, String region) {
        this(store, clock, region, BucketSettings.DEFAULT);
    }

    /**
     * @param region the region that this store says it is in
     * @param initial what a new bucket begins with, unless it is told otherwise
     */
    public Buckets(Store store, Clock clock, String region, BucketSettings initial) {
        this.initial = initial;
        this.store = store;
        this.rows = new BucketStore(store);
        this.regions = new Regions(region);
        this.creation = new BucketCreation(store, rows, regions, clock);
        this.removal = new BucketRemoval(store, rows);
        this.settingRows = new BucketSettingRows(store, rows);
        this.changes = new SettingChanges(store, settingRows);
    }

    /** What a new bucket begins with, unless it is told otherwise. */
    public BucketSettings initial() {
        return initial;
    }

    /** The region that this store says it is in. */
    public String region() {
        return regions.own();
    }

    /**
     * Creates a bucket. Creating one's own bucket again gives it as it is, at {@code us-east-1} only and only if no tags
     * were sent.
     *
     * @throws S3Exception {@code InvalidBucketName}, {@code InvalidLocationConstraint},
     *     {@code IllegalLocationConstraintException}, {@code BucketAlreadyOwnedByYou}, {@code BucketAlreadyExists},
     *     {@code TooManyBuckets}, {@code OperationAborted}, {@code SlowDown}
     */
    public BucketRecord create(NewBucket bucket) {
        return creation.create(bucket);
    }

    /**
     * Creates a bucket in this store's own region, if there is none of that name.
     *
     * @param owner account id
     * @throws S3Exception as {@link #create}
     */
    public void createMissing(String name, String owner) {
        if (lookUp(name) == null) {
            String constraint = region().equals(Regions.US_EAST_1) ? null : region();
            create(new NewBucket(name, owner, constraint, initial, "start"));
        }
    }

    /**
     * The bucket of this name with its settings, or null if there is none; one read of one row if it was asked for
     * before and no setting was changed.
     */
    public @Nullable Bucket openIfThere(String name) {
        Bucket last = remembered.get(name);
        if (last != null) {
            Row row = rows.row(last.record().owner(), name);
            if (row != null && row.revision() == last.revision()) {
                return last;
            }
            remembered.remove(name, last);
        }
        BucketStore.Claim claim = rows.claim(name);
        BucketSettingRows.Read read = claim == null ? null : settingRows.read(claim.owner(), name);
        if (read == null) {
            return null;
        }
        remember(read);
        return read.bucket();
    }

    /** Forgets everything rather than growing beyond its bounds: what is asked for is soon known again. */
    private void remember(BucketSettingRows.Read read) {
        if (remembered.size() >= REMEMBERED_MAX || rememberedBytes.get() + read.bytes() > REMEMBERED_BYTES_MAX) {
            remembered.clear();
            rememberedBytes.set(0);
        }
        rememberedBytes.addAndGet(read.bytes());
        remembered.put(read.bucket().record().name(), read.bucket());
    }

    /** The bucket of this name, or null if there is none. */
    public @Nullable BucketRecord lookUp(String name) {
        Bucket bucket = openIfThere(name);
        return bucket == null ? null : bucket.record();
    }

    /**
     * The bucket of this name with its settings.
     *
     * @throws S3Exception {@code InvalidBucketName} if no bucket may have that name, {@code NoSuchBucket} if none has
     */
    public Bucket open(String name) {
        Bucket bucket = openIfThere(name);
        if (bucket == null) {
            BucketNames.check(name);
            throw S3Exception.of(ErrorCode.NO_SUCH_BUCKET).with("BucketName", name);
        }
        return bucket;
    }

    /**
     * The bucket of this name.
     *
     * @throws S3Exception as {@link #open}
     */
    public BucketRecord find(String name) {
        return open(name).record();
    }

    /**
     * Changes settings of a bucket; every request that begins after it returned sees the change.
     *
     * @param bucket the bucket that is meant: another that has its name meanwhile is left alone
     * @param requestId id of the request
     * @param change gives the settings wanted for those that are there, or refuses; called again if somebody else was
     *     quicker
     * @return the bucket with its new settings
     * @throws S3Exception what {@code change} throws, {@code NoSuchBucket} if the bucket is gone,
     *     {@code OperationAborted} if others are always quicker, {@code SlowDown}
     */
    public Bucket change(BucketRecord bucket, String requestId, UnaryOperator<BucketSettings> change) {
        return changes.change(bucket, requestId, change);
    }

    /** What keeps the public out of all buckets of an account, or null if nothing was ever set; read every time. */
    public @Nullable PublicAccessBlock accountBlock(String account) {
        return changes.accountBlock(account);
    }

    /**
     * Sets what keeps the public out of all buckets of an account; null deletes it.
     *
     * @throws S3Exception {@code SlowDown}, {@code InternalError}
     */
    public void accountBlock(String account, @Nullable PublicAccessBlock block) {
        changes.accountBlock(account, block);
    }

    /** What keeps the public out of a bucket: what it says itself and what its account says. */
    public PublicAccessBlock effectiveBlock(Bucket bucket) {
        PublicAccessBlock own = bucket.settings().publicAccessBlock();
        PublicAccessBlock account = accountBlock(bucket.record().owner());
        return account == null ? own : own.and(account);
    }

    /**
     * What a commit that met a fence or a dropped space means.
     *
     * @return {@code NoSuchBucket} if the bucket is gone (or another has its name), else {@code OperationAborted}
     */
    public S3Exception fenced(BucketRecord bucket) {
        BucketRecord now = lookUp(bucket.name());
        return now == null || now.space() != bucket.space()
                ? S3Exception.of(ErrorCode.NO_SUCH_BUCKET).with("BucketName", bucket.name())
                : S3Exception.of(ErrorCode.OPERATION_ABORTED);
    }

    /**
     * Deletes an empty bucket.
     *
     * @param requestId id of the request, at most 50 bytes
     * @throws S3Exception {@code NoSuchBucket}, {@code BucketNotEmpty} if it holds objects, versions or open uploads,
     *     {@code OperationAborted}, {@code SlowDown}
     */
    public void delete(String name, String requestId) {
        BucketRecord bucket = find(name);
        if (!removal.delete(bucket, requestId)) {
            throw fenced(bucket);
        }
        remembered.remove(name);
    }

    /**
     * Lists an account's buckets by name.
     *
     * @throws S3Exception {@code InvalidArgument} for a token that is not ours or a region that does not exist
     */
    public BucketPage list(BucketQuery query) {
        String region = query.region();
        if (region != null && !regions.known(region)) {
            throw S3Exception.of(ErrorCode.INVALID_ARGUMENT, "Argument value " + region + " is not a valid AWS Region")
                    .with("ArgumentName", "bucket-region");
        }
        String after = query.after();
        String from = after == null || after.compareTo(query.prefix()) < 0 ? query.prefix() : after + '\0';
        List<BucketRecord> page = new ArrayList<>();
        Bytes anchor = SystemRows.accountAnchor(query.owner());
        Bytes prefix = Bytes.utf8(query.prefix());
        try (Scan scan = store.scan(Store.SYSTEM_SPACE, SystemRows.BUCKETS)) {
            // No name lies between a longer text and its beginning, and no row could have the longer one.
            Bytes begin = Bytes.utf8(from);
            scan.seek(anchor, begin.slice(0, Math.min(begin.length(), Limits.SUFFIX_BYTES_MAX)));
            for (Row row = scan.next(); row != null; row = scan.next()) {
                if (!row.key().anchor().equals(anchor) || !row.key().suffix().startsWith(prefix)) {
                    break;
                }
                BucketRecord bucket = BucketRecord.decode(row.value());
                if (bucket.state() != BucketRecord.State.ACTIVE
                        || (region != null && !region.equals(bucket.region()))) {
                    continue;
                }
                if (page.size() == query.bucketsMax()) {
                    return new BucketPage(
                            page, BucketQuery.tokenAfter(page.getLast().name()));
                }
                page.add(bucket);
            }
        }
        return new BucketPage(page, null);
    }

    /** Every bucket of the store, for background work; ordered by owner and name. */
    public List<BucketRecord> all() {
        return BucketRecovery.all(store).stream()
                .map(BucketStore.Seen::bucket)
                .filter(bucket -> bucket.state() == BucketRecord.State.ACTIVE)
                .toList();
    }

    /**
     * Clears away what a crash left between the commits of creating or deleting a bucket. To be called once, before any
     * other call, by the only process.
     */
    public void recover() {
        new BucketRecovery(store, rows).run();
    }
}
