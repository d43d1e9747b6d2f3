package io.tarn.core.checksum;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Strict base64 (RFC 4648, section 4) of values whose length is known. */
public final class Base64Text {
    private Base64Text() {}

    /**
     * Decodes padded base64.
     *
     * @return exactly {@code length} bytes, or null if the text is anything but the one encoding of so many bytes
     */
    public static byte @Nullable [] decode(String text, int length) {
        if (text.length() != (length + 2) / 3 * 4) {
            return null;
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
        // The decoder lets stray bits pass in the last character: only the encoding that we would write is right.
        return bytes.length == length
                        && Base64.getEncoder().encodeToString(bytes).equals(text)
                ? bytes
                : null;
    }
}
