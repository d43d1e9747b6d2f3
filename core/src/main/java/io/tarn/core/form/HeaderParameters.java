package io.tarn.core.form;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A header value such as {@code form-data; name="a"; filename="b"}: a word and parameters (RFC 9110, section 5.6.6).
 *
 * @param word in small letters
 * @param parameters by name in small letters
 */
record HeaderParameters(String word, Map<String, String> parameters) {
    private static final String MARKS = "!#$%&'*+-.^_`|~/";

    /** Reads a value; null if it is anything else, or names a parameter twice. */
    static @Nullable HeaderParameters parse(String text) {
        return new Reader(text).read();
    }

    /** True for a letter, digit or mark of a token; {@code /} counts, which media types have. */
    static boolean isToken(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || MARKS.indexOf(c) >= 0;
    }

    private static final class Reader {
        private final String text;
        private final Map<String, String> parameters = new LinkedHashMap<>();
        private int at;

        Reader(String text) {
            this.text = text;
        }

        @Nullable
        HeaderParameters read() {
            skipBlanks();
            String word = token();
            while (true) {
                skipBlanks();
                if (at == text.length()) {
                    return word.isEmpty() ? null : new HeaderParameters(word.toLowerCase(Locale.ROOT), parameters);
                }
                if (text.charAt(at++) != ';') {
                    return null;
                }
                skipBlanks();
                if (at < text.length() && !parameter()) {
                    return null;
                }
            }
        }

        private boolean parameter() {
            String name = token().toLowerCase(Locale.ROOT);
            if (name.isEmpty() || at == text.length() || text.charAt(at++) != '=') {
                return false;
            }
            String value = at < text.length() && text.charAt(at) == '"' ? quoted() : token();
            return value != null && parameters.put(name, value) == null;
        }

        private String token() {
            int start = at;
            while (at < text.length() && isToken(text.charAt(at))) {
                at++;
            }
            return text.substring(start, at);
        }

        /** Browsers send backslashes in file names as they are: only a quote and a backslash can be escaped by one. */
        private @Nullable String quoted() {
            StringBuilder value = new StringBuilder();
            at++;
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '"') {
                    return value.toString();
                }
                if (c == '\\' && at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\\')) {
                    c = text.charAt(at++);
                }
                value.append(c);
            }
            return null;
        }

        private void skipBlanks() {
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                at++;
            }
        }
    }
}
