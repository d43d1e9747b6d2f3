package io.tarn.server.http;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The {@code Server} and {@code Date} lines that every answer carries, made once a second. */
final class DateLine {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final class Line {
        private final long second;
        private final byte[] octets;

        Line(long second, byte[] octets) {
            this.second = second;
            this.octets = octets;
        }
    }

    private final Clock clock;
    private volatile Line line;

    DateLine(Clock clock) {
        this.clock = clock;
        this.line = make(second());
    }

    /** Both lines with their CRLF. */
    byte[] octets() {
        Line current = line;
        long second = second();
        if (current.second != second) {
            current = make(second);
            line = current;
        }
        return current.octets;
    }

    private long second() {
        return Math.floorDiv(clock.millis(), 1_000L);
    }

    private static Line make(long second) {
        String text = "Server: Tarn\r\nDate: " + HTTP_DATE.format(Instant.ofEpochSecond(second)) + "\r\n";
        return new Line(second, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
