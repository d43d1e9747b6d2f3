package io.tarn.api.http;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Values of user metadata. Inside they are plain text; on the wire, what is not US-ASCII is an encoded word (RFC 2047,
 * section 2). Header bytes beyond US-ASCII count as ISO 8859-1, as Amazon S3 takes them.
 */
public final class MetadataText {
    private static final String START = "=?";
    private static final String END = "?=";

    private MetadataText() {}

    /** The text of a received value: encoded words are decoded, anything else stays as it is. */
    public static String received(String value) {
        int start = value.indexOf(START);
        if (start < 0) {
            return value;
        }
        StringBuilder text = new StringBuilder(value.length());
        int done = 0;
        boolean afterWord = false;
        while (start >= 0) {
            int end = endOfWord(value, start);
            String word = end < 0 ? null : decode(value.substring(start + START.length(), end));
            if (word == null) {
                start = value.indexOf(START, start + START.length());
                continue;
            }
            String between = value.substring(done, start);
            // White space between two encoded words belongs to the encoding, not to the text.
            if (!afterWord || !between.isBlank()) {
                text.append(between);
            }
            text.append(word);
            done = end + END.length();
            afterWord = true;
            start = value.indexOf(START, done);
        }
        return text.append(value, done, value.length()).toString();
    }

    /** Where the {@code ?=} of a word stands: after its charset and encoding, each closed by a question mark. */
    private static int endOfWord(String value, int start) {
        int charset = value.indexOf('?', start + START.length());
        int encoding = charset < 0 ? -1 : value.indexOf('?', charset + 1);
        return encoding < 0 ? -1 : value.indexOf(END, encoding + 1);
    }

    private static @Nullable String decode(String word) {
        String[] parts = word.split("\\?", 3);
        if (parts.length < 3) {
            return null;
        }
        try {
            Charset charset = Charset.forName(parts[0]);
            return switch (parts[1]) {
                case "B", "b" -> new String(Base64.getDecoder().decode(parts[2]), charset);
                case "Q", "q" -> quoted(parts[2], charset);
                default -> null;
            };
        } catch (IllegalArgumentException e) {
            // No such charset, or not base64: then it is no encoded word.
            return null;
        }
    }

    private static @Nullable String quoted(String text, Charset charset) {
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '=') {
                bytes[length++] = (byte) (c == '_' ? ' ' : c);
                continue;
            }
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low < 0) {
                return null;
            }
            bytes[length++] = (byte) ((high << 4) | low);
            i += 2;
        }
        return new String(bytes, 0, length, charset);
    }

    /** The value to send: as it is if it is printable US-ASCII, else one encoded word. */
    public static String sent(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\t' && (c < ' ' || c > '~')) {
                return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + END;
            }
        }
        return text;
    }
}
