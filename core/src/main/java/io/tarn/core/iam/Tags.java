package io.tarn.core.iam;

import io.tarn.api.iam.Tag;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for tags: at most 50, keys unique whatever the case of letters, none that begins with {@code aws:}. */
final class Tags {
    private static final Pattern LETTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
    private static final int KEY_MAX = 128;
    private static final int VALUE_MAX = 256;

    private Tags() {}

    /**
     * Those that a thing has once these are set.
     *
     * @throws io.tarn.api.query.QueryException {@code ValidationError}, {@code InvalidInput}, {@code LimitExceeded}
     */
    static Map<String, String> with(Map<String, String> former, @Nullable List<Tag> sent) {
        if (sent == null || sent.isEmpty()) {
            return former;
        }
        Map<String, String> tags = new LinkedHashMap<>(former);
        Set<String> seen = new HashSet<>();
        for (Tag tag : sent) {
            String key = key(tag.key());
            String value = letters(Checks.length(tag.value(), "tags.member.value", 0, VALUE_MAX), "tags.member.value");
            if (!seen.add(key.toLowerCase(Locale.ROOT))) {
                throw IamErrors.invalidInput(
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            String held = spelled(tags, key);
            tags.put(held == null ? key : held, value);
        }
        if (tags.size() > Quotas.TAGS) {
            throw IamErrors.limit("The number of tags has reached the maximum limit of " + Quotas.TAGS + ".");
        }
        return Collections.unmodifiableMap(tags);
    }

    /** Those that a thing has once these are taken away; what it does not have is no mistake. */
    static Map<String, String> without(Map<String, String> former, @Nullable List<String> keys) {
        Map<String, String> tags = new LinkedHashMap<>(former);
        for (String key : keys == null ? List.<String>of() : keys) {
            String held = spelled(tags, key(key));
            if (held != null) {
                tags.remove(held);
            }
        }
        return Collections.unmodifiableMap(tags);
    }

    private static @Nullable String spelled(Map<String, String> tags, String key) {
        return tags.keySet().stream()
                .filter(held -> held.equalsIgnoreCase(key))
                .findFirst()
                .orElse(null);
    }

    private static String key(@Nullable String key) {
        String given = letters(Checks.length(key, "tags.member.key", 1, KEY_MAX), "tags.member.key");
        if (given.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            throw IamErrors.invalidInput("Tag keys cannot begin with aws: (reserved prefix).");
        }
        return given;
    }

    private static String letters(String text, String member) {
        if (!LETTERS.matcher(text).matches()) {
            throw IamErrors.validation("1 validation error detected: Value '" + text + "' at '" + member
                    + "' failed to satisfy constraint: Member must satisfy regular expression pattern:"
                    + " [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+");
        }
        return text;
    }
}
