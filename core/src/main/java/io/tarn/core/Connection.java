package io.tarn.core;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * What the edge knows of the connection that a request came on.
 *
 * @param client the peer's address, never taken from a header
 * @param secure true if it came over TLS
 * @param tlsVersion the version of TLS, for example {@code 1.3}, or null without TLS
 */
public record Connection(
        InetAddress client, boolean secure, @Nullable String tlsVersion) {
    /** A connection of which no version of TLS is known. */
    public Connection(InetAddress client, boolean secure) {
        this(client, secure, null);
    }
}
