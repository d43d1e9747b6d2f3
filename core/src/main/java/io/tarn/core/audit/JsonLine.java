package io.tarn.core.audit;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON object on one line, in printable ASCII alone: everything else is escaped, so that no value ends the line,
 * moves a terminal's cursor or looks like another member. For one thread.
 */
final class JsonLine {
    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final String CUT = "...";

    private final StringBuilder text = new StringBuilder(512);

    /** Begins anew. */
    void clear() {
        text.setLength(0);
    }

    void open() {
        separate();
        text.append('{');
    }

    void close() {
        text.append('}');
    }

    void openList(String name) {
        name(name);
        text.append('[');
    }

    void closeList() {
        text.append(']');
    }

    /** A member, cut after {@code charsMax}; nothing if there is no value. */
    void text(String name, @Nullable String value, int charsMax) {
        if (value == null || value.isEmpty()) {
            return;
        }
        name(name);
        text.append('"');
        int end = Math.min(value.length(), charsMax);
        for (int i = 0; i < end; i++) {
            character(value.charAt(i));
        }
        if (end < value.length()) {
            text.append(CUT);
        }
        text.append('"');
    }

    void number(String name, long value) {
        name(name);
        text.append(value);
    }

    void flag(String name, boolean value) {
        name(name);
        text.append(value);
    }

    private void name(String name) {
        separate();
        text.append('"').append(name).append("\":");
    }

    private void separate() {
        if (!text.isEmpty()) {
            char last = text.charAt(text.length() - 1);
            if (last != '{' && last != '[') {
                text.append(',');
            }
        }
    }

    private void character(char c) {
        if (c == '"' || c == '\\') {
            text.append('\\').append(c);
        } else if (c >= ' ' && c <= '~') {
            text.append(c);
        } else {
            text.append("\\u")
                    .append(HEX[c >> 12])
                    .append(HEX[(c >> 8) & 0xF])
                    .append(HEX[(c >> 4) & 0xF])
                    .append(HEX[c & 0xF]);
        }
    }

    /** The line with its end. */
    byte[] bytes() {
        int length = text.length();
        byte[] line = new byte[length + 1];
        for (int i = 0; i < length; i++) {
            line[i] = (byte) text.charAt(i);
        }
        line[length] = '\n';
        return line;
    }

    @Override
    public String toString() {
        return new String(bytes(), StandardCharsets.US_ASCII);
    }
}
