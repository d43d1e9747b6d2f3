package io.tarn.core.condition;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.storage.Bytes;
import org.jspecify.annotations.Nullable;

/** The precondition of a write or a delete, asked of the key's current object. */
public sealed interface WriteCondition {
    /** No precondition. */
    static WriteCondition none() {
        return new None();
    }

    /** Nothing is asked. */
    record None() implements WriteCondition {}

    /** {@code If-None-Match: *}: there must be no object. */
    record Absent() implements WriteCondition {}

    /** {@code If-Match}: there must be an object, with one of these tags. */
    record Matching(TagCondition tags) implements WriteCondition {}

    /**
     * The precondition of a write.
     *
     * @throws S3Exception {@code NotImplemented} for both fields, {@code If-None-Match} with a tag, {@code If-Match: *}
     */
    static WriteCondition ofWrite(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifMatch != null && ifNoneMatch != null) {
            throw notImplemented(
                    "If-Match,If-None-Match", "Multiple conditional request headers present in the request");
        }
        TagCondition none = TagCondition.parse(ifNoneMatch);
        if (none != null) {
            if (!none.any()) {
                throw unacceptable("If-None-Match");
            }
            return new Absent();
        }
        TagCondition match = TagCondition.parse(ifMatch);
        if (match == null) {
            return none();
        }
        if (match.any()) {
            throw unacceptable("If-Match");
        }
        return new Matching(match);
    }

    /** The precondition of a delete, where {@code If-Match: *} asks that there be an object. */
    static WriteCondition ofDelete(@Nullable String ifMatch) {
        TagCondition match = TagCondition.parse(ifMatch);
        return match == null ? none() : new Matching(match);
    }

    /**
     * Asks it.
     *
     * @param current the current object, or null if there is none
     * @throws S3Exception {@code PreconditionFailed}; {@code NoSuchKey} if an object had to be there
     */
    default void check(@Nullable ObjectRecord current, Bytes key) {
        switch (this) {
            case None none -> {}
            case Absent absent -> {
                if (current != null) {
                    throw S3Exception.of(ErrorCode.PRECONDITION_FAILED).with("Condition", field());
                }
            }
            case Matching matching -> {
                if (current == null) {
                    throw S3Exception.of(ErrorCode.NO_SUCH_KEY).with("Key", key.toUtf8());
                }
                if (!matching.tags.matchesStrongly(current.entityTag())) {
                    throw S3Exception.of(ErrorCode.PRECONDITION_FAILED).with("Condition", field());
                }
            }
        }
    }

    /**
     * Asks it again after the object was changed between asking and committing: a condition that holds by the look of it has
     * still lost a race.
     *
     * @throws S3Exception as {@link #check}, or {@code ConditionalRequestConflict} if there is a condition
     */
    default void checkAfterConflict(@Nullable ObjectRecord current, Bytes key) {
        check(current, key);
        if (!(this instanceof None)) {
            throw S3Exception.of(ErrorCode.CONDITIONAL_REQUEST_CONFLICT)
                    .with("Condition", field())
                    .with("Key", key.toUtf8());
        }
    }

    /** The name of the field, as S3 writes it in errors; empty without a condition. */
    default String field() {
        return switch (this) {
            case None none -> "";
            case Absent absent -> "If-None-Match";
            case Matching matching -> "If-Match";
        };
    }

    private static S3Exception unacceptable(String field) {
        return notImplemented(field, "We don't accept the provided value of " + field + " header for this API");
    }

    private static S3Exception notImplemented(String field, String why) {
        return S3Exception.of(ErrorCode.NOT_IMPLEMENTED).with("Header", field).with("additionalMessage", why);
    }
}
