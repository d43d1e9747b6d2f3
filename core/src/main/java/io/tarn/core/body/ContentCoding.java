package io.tarn.core.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The {@code Content-Encoding} of an object, apart from the framing of its transfer. */
public final class ContentCoding {
    private static final String FRAMING = "aws-chunked";

    private ContentCoding() {}

    /** The header's value without {@code aws-chunked}, the rest kept as it stands; null if nothing is left. */
    public static @Nullable String stored(@Nullable String header) {
        if (header == null || !header.toLowerCase(Locale.ROOT).contains(FRAMING)) {
            return header;
        }
        List<String> kept = new ArrayList<>();
        for (String coding : header.split(",", -1)) {
            String name = coding.strip();
            if (!name.isEmpty() && !name.equalsIgnoreCase(FRAMING)) {
                kept.add(name);
            }
        }
        return kept.isEmpty() ? null : String.join(",", kept);
    }
}
