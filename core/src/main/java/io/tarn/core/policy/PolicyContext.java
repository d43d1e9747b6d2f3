package io.tarn.core.policy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of itself: condition keys, whose names know no case, with their values. Either a fixed set, which
 * never changes, or looked up when a condition asks.
 */
public final class PolicyContext {
    /** A request of which nothing is known. */
    public static final PolicyContext EMPTY = builder().build();

    private final Lookup lookup;

    /** Finds the values of condition keys. */
    @FunctionalInterface
    public interface Lookup {
        /** The values of a key whose name is in lower case; empty if it is absent. */
        List<String> values(String lowerCaseKey);
    }

    /** Keys that are known before anybody asks. */
    private record Fixed(Map<String, List<String>> map) implements Lookup {
        @Override
        public List<String> values(String lowerCaseKey) {
            return map.getOrDefault(lowerCaseKey, List.of());
        }
    }

    private PolicyContext(Lookup lookup) {
        this.lookup = lookup;
    }

    /** Starts without any key. */
    public static Builder builder() {
        return new Builder();
    }

    /** Keys that are worked out when a condition asks for them, maybe more than once. */
    public static PolicyContext lazy(Lookup lookup) {
        return new PolicyContext(lookup);
    }

    /** These keys, and those of another context that are absent here. */
    public PolicyContext orElse(PolicyContext other) {
        if (other.equals(EMPTY)) {
            return this;
        }
        return equals(EMPTY)
                ? other
                : new PolicyContext(key -> {
                    List<String> own = values(key);
                    return own.isEmpty() ? other.values(key) : own;
                });
    }

    /** The values of a key whose name is in lower case; empty if it is absent. */
    public List<String> values(String lowerCaseKey) {
        return lookup.values(lowerCaseKey);
    }

    /** Two fixed contexts with the same keys are equal; one that is looked up is equal to itself only. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PolicyContext context && lookup.equals(context.lookup);
    }

    @Override
    public int hashCode() {
        return lookup.hashCode();
    }

    /** Collects keys; the last setting of a key counts. */
    public static final class Builder {
        private final Map<String, List<String>> values = new HashMap<>();

        private Builder() {}

        /** A key with one text. */
        public Builder text(String key, String value) {
            return texts(key, List.of(value));
        }

        /** A key with several texts; with none it is absent. */
        public Builder texts(String key, List<String> several) {
            String name = key.toLowerCase(Locale.ROOT);
            if (several.isEmpty()) {
                values.remove(name);
            } else {
                values.put(name, List.copyOf(several));
            }
            return this;
        }

        /** A key with a number. */
        public Builder number(String key, long value) {
            return text(key, BigDecimal.valueOf(value).toPlainString());
        }

        /** A key that is true or false. */
        public Builder flag(String key, boolean value) {
            return text(key, Boolean.toString(value));
        }

        /** A key with a point in time. */
        public Builder time(String key, Instant value) {
            return text(key, value.toString());
        }

        /** All keys of another context, which is a fixed one. */
        public Builder all(PolicyContext context) {
            if (!(context.lookup instanceof Fixed fixed)) {
                throw new IllegalArgumentException("a context that is looked up has no list of keys");
            }
            values.putAll(fixed.map);
            return this;
        }

        /** What was collected. */
        public PolicyContext build() {
            return new PolicyContext(new Fixed(Map.copyOf(values)));
        }
    }
}
