package io.tarn.core.gate;

import io.tarn.api.http.Headers;
import io.tarn.core.Connection;
import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The condition keys that every service's requests have, from the connection and the head.
 *
 * @param connection how the request came
 * @param headers its headers
 * @param time when it came
 * @param region the region that it is answered in
 */
record GlobalKeys(Connection connection, Headers headers, Instant time, String region) {
    /** The value of a key in lower case, or null if it is absent. */
    @Nullable
    String value(String key) {
        return switch (key) {
            case "aws:sourceip" -> address();
            case "aws:securetransport" -> Boolean.toString(connection.secure());
            case "aws:currenttime" -> time.toString();
            case "aws:epochtime" -> Long.toString(time.getEpochSecond());
            case "aws:requestedregion" -> region;
            case "aws:useragent" -> headers.first("user-agent");
            case "aws:referer" -> headers.first("referer");
            // Nothing asks on anybody's behalf here.
            case "aws:principalisawsservice", "aws:viaawsservice" -> "false";
            default -> null;
        };
    }

    /** An address as policies write it: without the name of an interface. */
    private String address() {
        InetAddress client = connection.client();
        String text = client.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
