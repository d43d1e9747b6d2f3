package io.tarn.api.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Moments as headers (RFC 9110, section 5.6.7) and as documents (RFC 3339) write them. */
public final class HttpDates {
    private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    private static final long SECOND_MIN = -62_135_596_800L;
    private static final long SECOND_MAX = 253_402_300_799L;

    /** The form in use and the two that are obsolete but to be understood. */
    private static final List<DateTimeFormatter> HTTP_FORMS = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
                    .appendPattern(" HH:mm:ss zzz")
                    .toFormatter(Locale.ENGLISH),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC));

    private HttpDates() {}

    /** {@code Wed, 15 Nov 2023 12:02:40 GMT}; fractions of a second are cut off. Years 1 to 9999. */
    public static String format(Instant moment) {
        LocalDateTime time = at(moment);
        StringBuilder text = new StringBuilder(29)
                .append(DAYS[time.getDayOfWeek().getValue() - 1])
                .append(", ");
        digits(text, time.getDayOfMonth(), 2);
        text.append(' ').append(MONTHS[time.getMonthValue() - 1]).append(' ');
        digits(text, time.getYear(), 4);
        text.append(' ');
        clock(text, time);
        return text.append(" GMT").toString();
    }

    /** {@code 2023-11-15T12:02:40.000Z}, always with milliseconds. Years 1 to 9999. */
    public static String formatDateTime(Instant moment) {
        LocalDateTime time = at(moment);
        StringBuilder text = new StringBuilder(24);
        digits(text, time.getYear(), 4);
        text.append('-');
        digits(text, time.getMonthValue(), 2);
        text.append('-');
        digits(text, time.getDayOfMonth(), 2);
        text.append('T');
        clock(text, time);
        text.append('.');
        digits(text, time.get(ChronoField.MILLI_OF_SECOND), 3);
        return text.append('Z').toString();
    }

    private static LocalDateTime at(Instant moment) {
        long second = Math.clamp(moment.getEpochSecond(), SECOND_MIN, SECOND_MAX);
        return LocalDateTime.ofEpochSecond(second, moment.getNano(), ZoneOffset.UTC);
    }

    private static void clock(StringBuilder text, LocalDateTime time) {
        digits(text, time.getHour(), 2);
        text.append(':');
        digits(text, time.getMinute(), 2);
        text.append(':');
        digits(text, time.getSecond(), 2);
    }

    private static void digits(StringBuilder text, int value, int width) {
        int unit = width == 4 ? 1000 : width == 3 ? 100 : 10;
        for (int rest = value; unit > 0; unit /= 10) {
            text.append((char) ('0' + rest / unit));
            rest %= unit;
        }
    }

    /** A header's date in any of the three forms, or null if it is in none. */
    public static @Nullable Instant parse(String text) {
        for (DateTimeFormatter form : HTTP_FORMS) {
            Instant moment = parse(text, form);
            if (moment != null) {
                return moment;
            }
        }
        return null;
    }

    /** {@code 2023-11-15T12:02:40Z}, with or without fractions, with any offset; null if it is none. */
    public static @Nullable Instant parseDateTime(String text) {
        return parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    private static @Nullable Instant parse(String text, DateTimeFormatter form) {
        try {
            return Instant.from(form.parse(text));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
