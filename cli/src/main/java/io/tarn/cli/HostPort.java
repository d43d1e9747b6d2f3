package io.tarn.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to listen.
 *
 * @param host name or address, IPv6 without brackets
 * @param port 0 (any free one) to 65,535
 */
record HostPort(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.%]+)]|([^\\[\\]:/\\s]+)):(\\d{1,5})");
    private static final int PORT_MAX = 65_535;

    /** Reads {@code host:port} or {@code [v6]:port}; empty if it is neither. */
    static Optional<HostPort> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(form.group(3));
        String host = form.group(1) == null ? form.group(2) : form.group(1);
        return port > PORT_MAX ? Optional.empty() : Optional.of(new HostPort(host, port));
    }

    /** The address to bind, or empty if the name does not resolve. */
    Optional<InetSocketAddress> resolve() {
        try {
            return Optional.of(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
