package io.tarn.core.operation;

import io.tarn.core.gate.Call;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes the address of an object. */
final class Locations {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String UNRESERVED = "-_.~";

    private Locations() {}

    /** The URL of a key as the client addressed the endpoint; every byte but letters, digits and {@code -_.~} encoded. */
    static String of(Call call, String key) {
        String scheme = call.connection().secure() ? "https" : "http";
        String host = call.headers().first("host");
        return scheme + "://" + (host == null ? "localhost" : host) + "/"
                + call.bucket().name() + "/" + encoded(key);
    }

    private static String encoded(String key) {
        StringBuilder text = new StringBuilder(key.length() + 16);
        for (byte one : key.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (one & 0xFF);
            boolean plain = (c < 0x80 && Character.isLetterOrDigit(c)) || UNRESERVED.indexOf(c) >= 0;
            if (plain) {
                text.append(c);
            } else {
                text.append('%').append(HEX.toHexDigits(one));
            }
        }
        return text.toString();
    }
}
