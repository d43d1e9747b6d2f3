package io.tarn.core;

import java.net.InetAddress;

/**
 * What the edge knows of the connection that a request came on.
 *
 * @param client the peer's address, never taken from a header
 * @param secure true if it came over TLS
 */
public record Connection(InetAddress client, boolean secure) {}
