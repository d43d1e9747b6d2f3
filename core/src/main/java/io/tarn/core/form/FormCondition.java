package io.tarn.core.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One demand of a policy on the fields of a form. */
sealed interface FormCondition {
    /** As a refusal shows it: an array, whichever form it was written in. */
    String shown();

    /** The field that it speaks of, in small letters; null if of none. */
    @Nullable
    String field();

    /** True if this value of the field will do. */
    boolean allows(String value);

    /** The value must be this. */
    record Exact(String sentName, String expected) implements FormCondition {
        @Override
        public String shown() {
            return show(List.of("eq", "$" + sentName, expected));
        }

        @Override
        public String field() {
            return sentName.toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean allows(String value) {
            return value.equals(expected);
        }
    }

    /** The value must begin with this; of several content types with commas between, each must. */
    record Prefix(String sentName, String prefix) implements FormCondition {
        @Override
        public String shown() {
            return show(List.of("starts-with", "$" + sentName, prefix));
        }

        @Override
        public String field() {
            return sentName.toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean allows(String value) {
            if (!field().equals("content-type") || value.indexOf(',') < 0) {
                return value.startsWith(prefix);
            }
            for (String type : value.split(",", -1)) {
                if (!type.strip().startsWith(prefix)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The file must be of such a size, which shows when it comes. */
    record Size(String shown, SizeRange range) implements FormCondition {
        @Override
        public @Nullable String field() {
            return null;
        }

        @Override
        public boolean allows(String value) {
            return true;
        }
    }

    /** Names no field, or no number: nothing meets it. */
    record Unmeetable(String shown) implements FormCondition {
        @Override
        public @Nullable String field() {
            return null;
        }

        @Override
        public boolean allows(String value) {
            return false;
        }
    }

    /** An array of texts in JSON. */
    static String show(List<String> texts) {
        List<String> quoted = new ArrayList<>();
        texts.forEach(text -> quoted.add(quote(text)));
        return quoted.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    /** A text in JSON. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
