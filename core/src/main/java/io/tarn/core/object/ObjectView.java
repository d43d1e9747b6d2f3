package io.tarn.core.object;

import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumType;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.StoredChecksum;
import org.jspecify.annotations.Nullable;

/**
 * What a read answers, before its bytes.
 *
 * @param object the object
 * @param answer which of the three answers it is
 * @param range the bytes that it answers with; the whole object for {@link Answer#WHOLE}, none for {@link
 *     Answer#NOT_MODIFIED}
 * @param partsCount {@code x-amz-mp-parts-count}, or 0 if it is not to be sent
 * @param checksum the checksum of what is answered, to be sent if it was asked for, or null if there is none
 */
public record ObjectView(
        ObjectRecord object,
        Answer answer,
        ByteRange range,
        int partsCount,
        @Nullable ShownChecksum checksum) {
    /** The kinds of answers. */
    public enum Answer {
        /** The whole object. */
        WHOLE(200),
        /** A range or a part of it, with {@code Content-Range}. */
        PARTIAL(206),
        /** The client has it already. */
        NOT_MODIFIED(304);

        private final int status;

        Answer(int status) {
            this.status = status;
        }

        /** HTTP status. */
        public int status() {
            return status;
        }
    }

    /**
     * A checksum as it is answered.
     *
     * @param algorithm its algorithm
     * @param text its value in base64, with the number of parts if it is of a whole composite object
     * @param type its type
     */
    public record ShownChecksum(ChecksumAlgorithm algorithm, String text, ChecksumType type) {
        /** The checksum of a whole object, or null if it has none. */
        public static @Nullable ShownChecksum of(@Nullable StoredChecksum stored) {
            return stored == null ? null : new ShownChecksum(stored.algorithm(), stored.text(), stored.type());
        }
    }

    /** {@code Content-Range}, or null if it is not to be sent. */
    public @Nullable String contentRange() {
        return answer == Answer.PARTIAL ? range.contentRange(object.size()) : null;
    }

    static ObjectView whole(ObjectRecord object) {
        return new ObjectView(
                object, Answer.WHOLE, new ByteRange(0, object.size()), 0, ShownChecksum.of(object.checksum()));
    }

    static ObjectView notModified(ObjectRecord object) {
        return new ObjectView(object, Answer.NOT_MODIFIED, new ByteRange(0, 0), 0, null);
    }
}
