package io.tarn.api.xml;

import io.tarn.api.http.HttpDates;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes one document in UTF-8, in Amazon S3's form: a declaration and a newline, no other white space, elements
 * without content self-closed, empty text as an empty pair of tags. For one thread.
 */
public final class XmlWriter {
    private static final byte[] DECLARATION =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".getBytes(StandardCharsets.US_ASCII);
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private static final boolean[] PLAIN = plain();

    private byte[] bytes;
    private int length;
    private @Nullable String[] open = new @Nullable String[8];
    private int depth;
    private boolean inStartTag;

    /** Begins with the declaration. */
    public XmlWriter() {
        bytes = new byte[1024];
        System.arraycopy(DECLARATION, 0, bytes, 0, DECLARATION.length);
        length = DECLARATION.length;
    }

    /** What every document begins with. */
    public static byte[] declaration() {
        return DECLARATION.clone();
    }

    private static boolean[] plain() {
        boolean[] plain = new boolean[0x7F];
        for (char c = ' '; c < plain.length; c++) {
            plain[c] = c != '&' && c != '<' && c != '>' && c != '"';
        }
        return plain;
    }

    /** Starts an element; {@link #attribute} and {@link #namespace} may follow, then its content, then {@link #close}. */
    public XmlWriter open(String name) {
        endStartTag();
        put('<');
        ascii(name);
        inStartTag = true;
        if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
        }
        open[depth++] = name;
        return this;
    }

    /** Adds an attribute to the element just started; none if the value is null. */
    public XmlWriter attribute(String name, @Nullable String value) {
        if (value != null) {
            if (!inStartTag) {
                throw new IllegalStateException("attribute " + name + " after content");
            }
            put(' ');
            ascii(name);
            put('=');
            put('"');
            escape(value, true);
            put('"');
        }
        return this;
    }

    /** Declares a namespace on the element just started; an empty prefix declares the default one. */
    public XmlWriter namespace(String prefix, String uri) {
        return attribute(prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix, uri);
    }

    /** Adds text to the element that is open. */
    public XmlWriter text(String text) {
        endStartTag();
        escape(text, false);
        return this;
    }

    /** Ends the innermost open element. */
    public XmlWriter close() {
        String name = Objects.requireNonNull(open[--depth]);
        if (inStartTag) {
            inStartTag = false;
            put('/');
            put('>');
        } else {
            put('<');
            put('/');
            ascii(name);
            put('>');
        }
        return this;
    }

    /** An element with text; none if the value is null. */
    public void element(String name, @Nullable String value) {
        if (value != null) {
            open(name).text(value).close();
        }
    }

    /** An element with a value in its usual form, for example a number; none if the value is null. */
    public void element(String name, @Nullable Object value) {
        if (value != null) {
            element(name, value.toString());
        }
    }

    /** An element with a moment such as {@code 2023-11-15T12:02:40.000Z}; none if the value is null. */
    public void element(String name, @Nullable Instant value) {
        if (value != null) {
            element(name, HttpDates.formatDateTime(value));
        }
    }

    /** The document. All elements must be closed. */
    public byte[] toBytes() {
        if (depth != 0) {
            throw new IllegalStateException(depth + " elements open");
        }
        return Arrays.copyOf(bytes, length);
    }

    private void endStartTag() {
        if (inStartTag) {
            inStartTag = false;
            put('>');
        }
    }

    private void escape(String text, boolean inAttribute) {
        int plain = copyPlain(text);
        for (int i = plain; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                escapeAscii(c, inAttribute);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                utf8(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                utf8(Character.isSurrogate(c) ? 0xFFFD : c);
            }
        }
    }

    /** Copies the characters before the first that is written otherwise; most text has none. */
    private int copyPlain(String text) {
        room(text.length());
        byte[] target = bytes;
        int at = length;
        int i = 0;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= PLAIN.length || !PLAIN[c]) {
                break;
            }
            target[at++] = (byte) c;
        }
        length = at;
        return i;
    }

    /** Control characters become references: XML has no other form for them, and S3 sends them so. */
    private void escapeAscii(char c, boolean inAttribute) {
        switch (c) {
            case '&' -> ascii("&amp;");
            case '<' -> ascii("&lt;");
            case '>' -> ascii("&gt;");
            case '"' -> ascii("&quot;");
            case '\r' -> ascii("&#13;");
            case '\n', '\t' -> {
                if (inAttribute) {
                    ascii(c == '\n' ? "&#10;" : "&#9;");
                } else {
                    put(c);
                }
            }
            default -> {
                if (c < 0x20 || c == 0x7F) {
                    ascii("&#x");
                    if (c > 0xF) {
                        put(HEX[c >> 4]);
                    }
                    put(HEX[c & 15]);
                    put(';');
                } else {
                    put(c);
                }
            }
        }
    }

    private void utf8(int point) {
        if (point < 0x800) {
            put(0xC0 | (point >> 6));
        } else if (point < 0x10000) {
            put(0xE0 | (point >> 12));
            put(0x80 | ((point >> 6) & 0x3F));
        } else {
            put(0xF0 | (point >> 18));
            put(0x80 | ((point >> 12) & 0x3F));
            put(0x80 | ((point >> 6) & 0x3F));
        }
        put(0x80 | (point & 0x3F));
    }

    private void ascii(String text) {
        room(text.length());
        byte[] target = bytes;
        int at = length;
        for (int i = 0; i < text.length(); i++) {
            target[at++] = (byte) text.charAt(i);
        }
        length = at;
    }

    private void put(int b) {
        room(1);
        bytes[length++] = (byte) b;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
