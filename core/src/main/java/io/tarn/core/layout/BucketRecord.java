package io.tarn.core.layout;

import io.tarn.storage.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A bucket: the value of a {@code b} row in its owner's anchor.
 *
 * @param state whether it exists already
 * @param space where its rows lie; never given to another bucket
 * @param name its name
 * @param owner account id
 * @param created milliseconds since 1970
 * @param region the region that it is in
 * @param locationConstraint as it was sent, or null if none was
 * @param writer id of the request that wrote it
 */
public record BucketRecord(
        State state,
        long space,
        String name,
        String owner,
        long created,
        String region,
        @Nullable String locationConstraint,
        String writer) {
    private static final int VERSION = 1;
    private static final int FIELDS = 8;
    private static final long PENDING = 1;
    private static final long ACTIVE = 2;

    /** Whether the bucket exists. */
    public enum State {
        /** It is being created and does not exist yet. */
        PENDING,
        /** It exists. */
        ACTIVE
    }

    /** The same as a bucket that exists. */
    public BucketRecord active() {
        return new BucketRecord(State.ACTIVE, space, name, owner, created, region, locationConstraint, writer);
    }

    /** The same, written by another request. */
    public BucketRecord writtenBy(String requestId) {
        return new BucketRecord(state, space, name, owner, created, region, locationConstraint, requestId);
    }

    /** The stored form. */
    public Bytes encode() {
        return RecordEncoder.version(VERSION)
                .number(1, state == State.PENDING ? PENDING : ACTIVE)
                .number(2, space)
                .text(3, name)
                .text(4, owner)
                .number(5, created)
                .text(6, region)
                .text(7, locationConstraint)
                .text(8, writer)
                .finish();
    }

    /**
     * Reads the stored form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static BucketRecord decode(Bytes value) {
        RecordDecoder record = RecordDecoder.of("Bucket", value, VERSION, FIELDS);
        long state = record.number(1);
        if (state != PENDING && state != ACTIVE) {
            throw record.corrupt("has the unknown state " + state);
        }
        return new BucketRecord(
                state == PENDING ? State.PENDING : State.ACTIVE,
                record.number(2),
                record.text(3),
                record.text(4),
                record.number(5),
                record.text(6),
                record.optionalText(7),
                record.text(8));
    }
}
