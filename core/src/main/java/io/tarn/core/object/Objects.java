package io.tarn.core.object;

import io.tarn.api.error.S3Exception;
import io.tarn.core.acl.AccessControlList;
import io.tarn.core.acl.ObjectAccess;
import io.tarn.core.bucket.Buckets;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.sweep.UploadPins;
import io.tarn.storage.Bytes;
import io.tarn.storage.Store;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All objects of a store. Safe for any number of threads. Every method may also throw {@link
 * io.tarn.storage.StorageException} when the store fails; a request whose commit has an unknown outcome is an {@code
 * InternalError} unless reading again shows that it happened.
 */
public final class Objects {
    private final Putting putting;
    private final Reading reading;
    private final Deleting deleting;
    private final Copying copying;
    private final Describing describing;
    private final AccessChanging accessChanging;

    /**
     * @param pins shared with the sweeper
     */
    public Objects(Store store, Buckets buckets, UploadPins pins, Clock clock) {
        this.putting = new Putting(store, buckets, clock);
        this.reading = new Reading(store, pins, clock);
        this.deleting = new Deleting(store, buckets, clock);
        this.copying = new Copying(store, reading, putting, clock);
        this.describing = new Describing(reading);
        this.accessChanging = new AccessChanging(store, buckets);
    }

    /**
     * Refuses a put that could not succeed, before its body is read.
     *
     * @throws S3Exception {@code KeyTooLongError}, {@code MetadataTooLarge}, {@code PreconditionFailed}, {@code NoSuchKey}
     */
    public void checkPut(PutRequest request) {
        putting.check(request);
    }

    /**
     * Makes received bytes the key's current object. If nothing is asked of the object that is there, the last put wins.
     *
     * @param content its body is consumed if this returns; else it is still the caller's to close
     * @return the object as it was stored
     * @throws S3Exception as {@link #checkPut}; {@code ConditionalRequestConflict} if the condition held, but the object
     *     changed meanwhile; {@code NoSuchBucket}, {@code OperationAborted}, {@code SlowDown}
     */
    public ObjectRecord put(PutRequest request, Content content) {
        return putting.put(request, content);
    }

    /**
     * What GET would answer, without the bytes.
     *
     * @throws S3Exception {@code NoSuchKey}, {@code NoSuchVersion}, {@code PreconditionFailed}, {@code InvalidRange},
     *     {@code InvalidPartNumber}, {@code InvalidRequest}, {@code InvalidArgument}
     */
    public ObjectView head(ReadRequest request) {
        return reading.head(request);
    }

    /**
     * Answers GET; the caller closes what it gets.
     *
     * @throws S3Exception as {@link #head}
     */
    public OpenObject get(ReadRequest request) {
        return reading.get(request);
    }

    /**
     * Opens a current object for reading, for the source of a copied part; the caller closes it.
     *
     * @param versionId which version, as sent, or null
     * @throws S3Exception {@code NoSuchKey}, {@code NoSuchVersion}, {@code InvalidArgument}
     */
    public ObjectReader open(BucketRecord bucket, Bytes key, @Nullable String versionId) {
        VersionIds.check(versionId);
        return reading.open(bucket, key, versionId).reader();
    }

    /**
     * Deletes the key's current object; a key without one is as good as deleted.
     *
     * @throws S3Exception {@code PreconditionFailed}; {@code NoSuchKey} if something is asked of an object that is not
     *     there; {@code ConditionalRequestConflict}, {@code InvalidArgument}, {@code NoSuchBucket}, {@code SlowDown}
     */
    public void delete(DeleteRequest request) {
        deleting.delete(request);
    }

    /**
     * Deletes many objects, each for itself.
     *
     * @return what became of each, in the order asked
     */
    public List<DeleteResult> deleteEach(List<DeleteRequest> requests) {
        return deleting.deleteEach(requests);
    }

    /**
     * Copies an object.
     *
     * @throws S3Exception {@code NoSuchKey} (naming the source, or the target if a condition asks for it), {@code
     *     PreconditionFailed}, {@code InvalidRequest} for a copy onto itself that changes nothing and for more than 5 GiB,
     *     and as {@link #put}
     */
    public CopyOutcome copy(CopyRequest request) {
        return copying.copy(request);
    }

    /**
     * Gives an object another list; everything else about it stays.
     *
     * @param versionId which version, as sent, or null
     * @param requestId id of the request
     * @param change gives the list wanted for the object that is there, or refuses; called again if somebody was quicker
     * @throws S3Exception what {@code change} throws, {@code NoSuchKey}, {@code NoSuchVersion}, {@code InvalidArgument},
     *     {@code NoSuchBucket}, {@code OperationAborted}, {@code SlowDown}
     */
    public void changeAcl(
            BucketRecord bucket,
            Bytes key,
            @Nullable String versionId,
            String requestId,
            Function<ObjectRecord, AccessControlList> change) {
        accessChanging.change(bucket, key, versionId, requestId, change);
    }

    /**
     * Whose the key's current object is, and its list; null if there is none.
     *
     * @param versionId which version, as sent, or null
     */
    public @Nullable ObjectAccess access(BucketRecord bucket, Bytes key, @Nullable String versionId) {
        return accessChanging.access(bucket, key, versionId);
    }

    /**
     * Describes an object.
     *
     * @param request only bucket, key and version count
     * @param partsMax most parts, 0 or more; beyond 1,000 as 1,000
     * @param partNumberMarker parts begin after this number, 0 for the first
     * @throws S3Exception {@code NoSuchKey}, {@code NoSuchVersion}, {@code InvalidArgument}
     */
    public ObjectAttributes attributes(ReadRequest request, int partsMax, int partNumberMarker) {
        return describing.describe(request, partsMax, partNumberMarker);
    }
}
