package io.tarn.core.multipart;

import io.tarn.core.checksum.ChecksumAlgorithm;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part as CompleteMultipartUpload names it.
 *
 * @param number as sent, any number; null: missing
 * @param entityTag as sent, with or without quotes; null: missing
 * @param checksums the checksums sent, in base64
 */
public record CompletedPart(
        @Nullable Long number, @Nullable String entityTag, Map<ChecksumAlgorithm, String> checksums) {
    public CompletedPart {
        checksums = Map.copyOf(checksums);
    }

    /** The tag without quotes; empty if it is missing. */
    String plainTag() {
        String tag = entityTag == null ? "" : entityTag.strip();
        boolean quoted = tag.length() >= 2 && tag.startsWith("\"") && tag.endsWith("\"");
        return quoted ? tag.substring(1, tag.length() - 1) : tag;
    }

    long numberOrZero() {
        return number == null ? 0 : number;
    }
}
