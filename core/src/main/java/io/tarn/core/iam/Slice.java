package io.tarn.core.iam;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param items those of the page
 * @param truncated whether more follow
 * @param marker with which to ask for them, or null if none follow
 */
record Slice<T>(List<T> items, boolean truncated, @Nullable String marker) {
    private static final int ITEMS_DEFAULT = 100;
    private static final int ITEMS_MAX = 1_000;
    private static final int MARKER_MAX = 4_096;

    /**
     * The page that a request asks for.
     *
     * @param key tells the items apart; the page begins after the one that the marker names
     */
    static <T> Slice<T> of(List<T> all, Function<T, String> key, @Nullable String marker, @Nullable Integer maxItems) {
        int size = maxItems == null ? ITEMS_DEFAULT : Checks.range(maxItems, "maxItems", 1, ITEMS_MAX);
        List<T> sorted = all.stream()
                .sorted((one, other) -> key.apply(one).compareTo(key.apply(other)))
                .toList();
        int from = 0;
        if (marker != null) {
            String after = decode(marker);
            while (from < sorted.size() && key.apply(sorted.get(from)).compareTo(after) <= 0) {
                from++;
            }
        }
        int to = Math.min(sorted.size(), from + size);
        boolean more = to < sorted.size();
        return new Slice<>(sorted.subList(from, to), more, more ? encode(key.apply(sorted.get(to - 1))) : null);
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String marker) {
        Checks.length(marker, "marker", 1, MARKER_MAX);
        try {
            return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw IamErrors.validation("Invalid Marker.");
        }
    }

    /** The same page of something else. */
    <R> Slice<R> map(Function<T, R> as) {
        return new Slice<>(items.stream().map(as).toList(), truncated, marker);
    }
}
