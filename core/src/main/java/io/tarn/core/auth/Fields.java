package io.tarn.core.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Cuts the texts that signatures are made of. */
final class Fields {
    /** Most headers that a signature may name. */
    private static final int SIGNED_HEADERS_MAX = 200;

    private Fields() {}

    /** Cuts at every {@code separator}; at most {@code max} pieces, or null if there would be more. */
    static @Nullable List<String> cut(String text, char separator, int max) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        while (true) {
            if (pieces.size() == max) {
                return null;
            }
            int end = text.indexOf(separator, start);
            if (end < 0) {
                pieces.add(text.substring(start));
                return pieces;
            }
            pieces.add(text.substring(start, end));
            start = end + 1;
        }
    }

    /** The names of a list such as {@code host;x-amz-date}, or null if one is empty or there are too many. */
    static @Nullable List<String> signedHeaders(String text) {
        List<String> names = cut(text.toLowerCase(Locale.ROOT), ';', SIGNED_HEADERS_MAX);
        return names == null || names.contains("") ? null : names;
    }

    /** The five pieces of a credential, access key id first, or null if there are not five with a usable id. */
    static String @Nullable [] credential(String text) {
        List<String> pieces = cut(text, '/', 5);
        return pieces == null || pieces.size() != 5 || pieces.getFirst().isEmpty()
                ? null
                : pieces.toArray(new String[0]);
    }
}
