package io.tarn.core.listing;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.storage.Bytes;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** How keys, prefixes, delimiters and markers are written into a list's answer. */
public enum KeyEncoding {
    /** As they are. */
    PLAIN,
    /** As form values are: a space becomes {@code +}, all but letters, digits and {@code -_.*} becomes {@code %XX}; a
     * slash stays. */
    URL;

    private static final String UNTOUCHED = "-_.*/";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /**
     * The encoding that {@code encoding-type} asks for; absent and empty mean {@link #PLAIN}.
     *
     * @throws S3Exception {@code InvalidArgument} for anything but {@code url}
     */
    public static KeyEncoding parse(@Nullable String encodingType) {
        if (encodingType == null || encodingType.isEmpty()) {
            return PLAIN;
        }
        if (encodingType.equals("url")) {
            return URL;
        }
        throw S3Exception.of(ErrorCode.INVALID_ARGUMENT, "Invalid Encoding Method specified in Request")
                .with("ArgumentName", "encoding-type")
                .with("ArgumentValue", encodingType);
    }

    /** The text that stands in the answer. */
    public String encode(Bytes text) {
        return switch (this) {
            case PLAIN -> text.toUtf8();
            case URL -> url(text);
        };
    }

    private static String url(Bytes text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (int index = 0; index < text.length(); index++) {
            int one = Byte.toUnsignedInt(text.at(index));
            if (one == ' ') {
                encoded.append('+');
            } else if (one < 0x80 && (Character.isLetterOrDigit(one) || UNTOUCHED.indexOf(one) >= 0)) {
                encoded.append((char) one);
            } else {
                encoded.append('%').append(HEX.toHexDigits((byte) one));
            }
        }
        return encoded.toString();
    }
}
