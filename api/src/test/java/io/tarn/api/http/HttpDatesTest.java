package io.tarn.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDatesTest {
    private static final Instant MOMENT = Instant.parse("1994-11-06T08:49:37Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994",
                "Sun, 6 Nov 1994 08:49:37 GMT",
            })
    void parse_allThreeForms(String text) {
        assertThat(HttpDates.parse(text)).isEqualTo(MOMENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "yesterday", "Sun, 06 Nov 1994", "1994-11-06T08:49:37Z", "Sun, 99 Nov 1994 08:49:37 GMT"
            })
    void parse_noDate_isNull(String text) {
        assertThat(HttpDates.parse(text)).isNull();
    }

    @Test
    void format_anyMoment_isWhatTheLibraryWrites() {
        DateTimeFormatter library = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
        Random random = new Random(42);
        for (int i = 0; i < 2000; i++) {
            Instant moment = Instant.ofEpochSecond(random.nextLong(-2_000_000_000L, 200_000_000_000L));
            assertThat(HttpDates.format(moment)).isEqualTo(library.format(moment));
            assertThat(HttpDates.parse(HttpDates.format(moment))).isEqualTo(moment);
            assertThat(HttpDates.parseDateTime(HttpDates.formatDateTime(moment)))
                    .isEqualTo(moment);
        }
    }

    @Test
    void formatDateTime_hasMilliseconds() {
        assertThat(HttpDates.formatDateTime(Instant.parse("2023-11-15T12:02:40Z")))
                .isEqualTo("2023-11-15T12:02:40.000Z");
        assertThat(HttpDates.formatDateTime(Instant.parse("2023-01-05T02:02:40.0079Z")))
                .isEqualTo("2023-01-05T02:02:40.007Z");
        assertThat(HttpDates.formatDateTime(Instant.MAX)).startsWith("9999-12-31T");
    }
}
