package io.tarn.core.condition;

import io.tarn.core.layout.EntityTag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of ETags, as {@code If-Match} and {@code If-None-Match} carry it.
 *
 * @param any true if it is {@code *}
 * @param tags what stands between the quotes; empty if {@code any}
 */
public record TagCondition(boolean any, List<Tag> tags) {
    /** Any existing object. */
    public static final TagCondition ANY = new TagCondition(true, List.of());

    private static final String WEAK = "W/";

    /**
     * One ETag of the list.
     *
     * @param text without quotes
     * @param weak true if it was marked {@code W/}
     */
    public record Tag(String text, boolean weak) {}

    public TagCondition {
        tags = List.copyOf(tags);
    }

    /** Reads a field value; S3 takes tags without quotes too. Null gives null. */
    public static @Nullable TagCondition parse(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String list = value.strip();
        if (list.equals("*")) {
            return ANY;
        }
        List<Tag> tags = new ArrayList<>(1);
        for (String item : list.split(",", -1)) {
            tags.add(tag(item.strip()));
        }
        return new TagCondition(false, tags);
    }

    /** True if one of the tags is the object's, and none marked weak counts (RFC 9110, 8.8.3.2: strong comparison). */
    public boolean matchesStrongly(EntityTag tag) {
        String text = tag.text();
        return any || tags.stream().anyMatch(one -> !one.weak && one.text.equals(text));
    }

    /** True if one of the tags is the object's, marked weak or not. */
    public boolean matchesWeakly(EntityTag tag) {
        String text = tag.text();
        return any || tags.stream().anyMatch(one -> one.text.equals(text));
    }

    private static Tag tag(String item) {
        boolean weak = item.startsWith(WEAK);
        String text = weak ? item.substring(WEAK.length()) : item;
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return new Tag(quoted ? text.substring(1, text.length() - 1) : text, weak);
    }
}
