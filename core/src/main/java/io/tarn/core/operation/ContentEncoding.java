package io.tarn.core.operation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The content encoding that an object keeps: all but {@code aws-chunked}, which is how it travelled. */
final class ContentEncoding {
    private static final String TRAVEL = "aws-chunked";

    private ContentEncoding() {}

    /** What to keep of the field, or null if nothing is left. */
    static @Nullable String stored(@Nullable String sent) {
        if (sent == null || !sent.contains(TRAVEL)) {
            return sent;
        }
        List<String> kept = new ArrayList<>();
        for (String coding : sent.split(",", -1)) {
            if (!coding.strip().equals(TRAVEL)) {
                kept.add(coding.strip());
            }
        }
        return kept.isEmpty() ? null : String.join(",", kept);
    }
}
