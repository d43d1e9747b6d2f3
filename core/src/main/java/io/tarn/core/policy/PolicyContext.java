package io.tarn.core.policy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request says of itself: condition keys, whose names know no case, with their values. Immutable. */
public final class PolicyContext {
    /** A request of which nothing is known. */
    public static final PolicyContext EMPTY = builder().build();

    private final Map<String, List<String>> values;

    private PolicyContext(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Starts without any key. */
    public static Builder builder() {
        return new Builder();
    }

    /** The values of a key whose name is in lower case; empty if it is absent. */
    List<String> values(String lowerCaseKey) {
        return values.getOrDefault(lowerCaseKey, List.of());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PolicyContext context && values.equals(context.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
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

        /** All keys of another context. */
        public Builder all(PolicyContext context) {
            values.putAll(context.values);
            return this;
        }

        /** What was collected. */
        public PolicyContext build() {
            return new PolicyContext(Map.copyOf(values));
        }
    }
}
