package io.tarn.core.condition;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.layout.ObjectRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The preconditions of a read, of GET, HEAD or the source of a copy. Times have a precision of seconds.
 *
 * @param ifMatch the object's tag must be among these, or null
 * @param ifNoneMatch the object's tag must not be among these, or null
 * @param ifModifiedSince it must have changed after this time, or null; ignored if {@code ifNoneMatch} is there or the
 *     time lies in the future
 * @param ifUnmodifiedSince it must not have changed after this time, or null; ignored if {@code ifMatch} is there
 */
public record ReadConditions(
        @Nullable TagCondition ifMatch,
        @Nullable TagCondition ifNoneMatch,
        @Nullable Instant ifModifiedSince,
        @Nullable Instant ifUnmodifiedSince) {
    /** No precondition. */
    public static final ReadConditions NONE = new ReadConditions(null, null, null, null);

    private static final String COPY_PREFIX = "x-amz-copy-source-";
    private static final String IF_NONE_MATCH = "If-None-Match";
    private static final String IF_MODIFIED_SINCE = "If-Modified-Since";

    /** Reads the four fields; dates are given parsed. */
    public static ReadConditions of(
            @Nullable String ifMatch,
            @Nullable String ifNoneMatch,
            @Nullable Instant ifModifiedSince,
            @Nullable Instant ifUnmodifiedSince) {
        if (ifMatch == null && ifNoneMatch == null && ifModifiedSince == null && ifUnmodifiedSince == null) {
            return NONE;
        }
        return new ReadConditions(
                TagCondition.parse(ifMatch), TagCondition.parse(ifNoneMatch), ifModifiedSince, ifUnmodifiedSince);
    }

    /**
     * Asks them of an object that is to be answered.
     *
     * @return false if the answer is 304: the client has it already
     * @throws S3Exception {@code PreconditionFailed} with the field that failed
     */
    public boolean proceed(ObjectRecord object, long nowMillis) {
        refuse("", object);
        return unchangedBy(object, nowMillis) == null;
    }

    /**
     * Asks them of the source of a copy, where nothing ever answers 304.
     *
     * @throws S3Exception {@code PreconditionFailed} with the field that failed
     */
    public void checkSource(ObjectRecord source, long nowMillis) {
        refuse(COPY_PREFIX, source);
        String failed = unchangedBy(source, nowMillis);
        if (failed != null) {
            throw failed(COPY_PREFIX + failed);
        }
    }

    private void refuse(String prefix, ObjectRecord object) {
        if (ifMatch != null) {
            if (!ifMatch.matchesStrongly(object.entityTag())) {
                throw failed(prefix + "If-Match");
            }
        } else if (ifUnmodifiedSince != null && seconds(object) > ifUnmodifiedSince.getEpochSecond()) {
            throw failed(prefix + "If-Unmodified-Since");
        }
    }

    private @Nullable String unchangedBy(ObjectRecord object, long nowMillis) {
        if (ifNoneMatch != null) {
            return ifNoneMatch.matchesWeakly(object.entityTag()) ? IF_NONE_MATCH : null;
        }
        if (ifModifiedSince == null || ifModifiedSince.toEpochMilli() > nowMillis) {
            return null;
        }
        return seconds(object) <= ifModifiedSince.getEpochSecond() ? IF_MODIFIED_SINCE : null;
    }

    private static long seconds(ObjectRecord object) {
        return Math.floorDiv(object.lastModified(), 1_000L);
    }

    private static S3Exception failed(String field) {
        return S3Exception.of(ErrorCode.PRECONDITION_FAILED).with("Condition", field);
    }
}
