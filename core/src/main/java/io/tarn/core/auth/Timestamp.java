package io.tarn.core.auth;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The time of a signature.
 *
 * @param sent as the client wrote it
 * @param basic in the form that is signed, {@code yyyyMMdd'T'HHmmss'Z'}
 * @param epochSecond the same as a number
 */
record Timestamp(String sent, String basic, long epochSecond) {
    private static final int BASIC_LENGTH = 16;
    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);

    /** Reads {@code yyyyMMdd'T'HHmmss'Z'}, or null if it is anything else. */
    static @Nullable Timestamp parseBasic(String text) {
        if (text.length() != BASIC_LENGTH || text.charAt(8) != 'T' || text.charAt(15) != 'Z') {
            return null;
        }
        long day = epochDay(text);
        int hour = number(text, 9, 11);
        int minute = number(text, 11, 13);
        int second = number(text, 13, 15);
        if (day == Long.MIN_VALUE || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return null;
        }
        return new Timestamp(text, text, (day * 86_400) + (hour * 3_600L) + (minute * 60L) + second);
    }

    /** Reads the form of the {@code Date} header, or null if it is anything else. */
    static @Nullable Timestamp parseHttpDate(String text) {
        try {
            ZonedDateTime time = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            return new Timestamp(text, BASIC.format(time.withZoneSameInstant(ZoneOffset.UTC)), time.toEpochSecond());
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    /** True if the text is a date in the form {@code yyyyMMdd}. */
    static boolean isDate(String text) {
        return text.length() == 8 && epochDay(text) != Long.MIN_VALUE;
    }

    /** True if it is a time of that date. */
    boolean isOn(String date) {
        return basic.startsWith(date);
    }

    /** The same as a moment. */
    Instant instant() {
        return Instant.ofEpochSecond(epochSecond);
    }

    /** A time as error documents show it. */
    static String shown(long epochSecond) {
        return Instant.ofEpochSecond(epochSecond).toString();
    }

    private static long epochDay(String text) {
        int year = number(text, 0, 4);
        int month = number(text, 4, 6);
        int day = number(text, 6, 8);
        if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31) {
            return Long.MIN_VALUE;
        }
        try {
            return LocalDate.of(year, month, day).toEpochDay();
        } catch (DateTimeException noSuchDay) {
            return Long.MIN_VALUE;
        }
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = (10 * number) + digit;
        }
        return number;
    }
}
