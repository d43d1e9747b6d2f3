package io.tarn.api.http;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The header fields of one message, in the order sent; names are compared without case and kept in small letters. */
public final class Headers implements Iterable<Headers.Field> {
    /** No fields. */
    public static final Headers NONE = new Headers(List.of());

    /** One field: name in small letters, value without leading and trailing white space. */
    public record Field(String name, String value) {}

    private final List<Field> fields;

    private Headers(List<Field> fields) {
        this.fields = fields;
    }

    /** Starts a list of fields. */
    public static Builder builder() {
        return new Builder();
    }

    /** The first value of a field, or null. {@code name} in small letters. */
    public @Nullable String first(String name) {
        for (Field field : fields) {
            if (field.name.equals(name)) {
                return field.value;
            }
        }
        return null;
    }

    /** All values of a field in the order sent. {@code name} in small letters. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(1);
        for (Field field : fields) {
            if (field.name.equals(name)) {
                values.add(field.value);
            }
        }
        return values;
    }

    /** True if the field was sent, even empty. {@code name} in small letters. */
    public boolean has(String name) {
        return first(name) != null;
    }

    /** The names sent, each once. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (Field field : fields) {
            names.add(field.name);
        }
        return names;
    }

    /** Number of fields. */
    public int size() {
        return fields.size();
    }

    @Override
    public Iterator<Field> iterator() {
        return fields.iterator();
    }

    @Override
    public String toString() {
        return names().toString();
    }

    /** Gathers fields; for one thread. */
    public static final class Builder {
        private final List<Field> fields = new ArrayList<>();

        private Builder() {}

        /** Adds a field, after those of the same name. */
        public Builder add(String name, String value) {
            fields.add(new Field(name.toLowerCase(Locale.ROOT), value.strip()));
            return this;
        }

        /** Replaces all fields of the name by one. */
        public Builder set(String name, String value) {
            String small = name.toLowerCase(Locale.ROOT);
            fields.removeIf(field -> field.name.equals(small));
            return add(small, value);
        }

        /** True if a field of that name was added. {@code name} in small letters. */
        public boolean has(String name) {
            for (Field field : fields) {
                if (field.name.equals(name)) {
                    return true;
                }
            }
            return false;
        }

        /** The fields. */
        public Headers build() {
            return new Headers(List.copyOf(fields));
        }
    }
}
