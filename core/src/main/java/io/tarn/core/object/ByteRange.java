package io.tarn.core.object;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of an object's bytes.
 *
 * @param offset of the first byte
 * @param length in bytes
 */
public record ByteRange(long offset, long length) {
    private static final String UNIT = "bytes=";

    /**
     * Reads a {@code Range} field. What is not exactly one range of bytes is as if it had not been sent.
     *
     * @param size bytes of the object
     * @return the range within the object, or null if the field means nothing
     * @throws S3Exception {@code InvalidRange} if it means bytes that the object does not have
     */
    public static @Nullable ByteRange parse(String field, long size) {
        String value = field.strip();
        if (!value.toLowerCase(Locale.ROOT).startsWith(UNIT)) {
            return null;
        }
        String range = value.substring(UNIT.length());
        int dash = range.indexOf('-');
        if (dash < 0 || !digits(range, 0, dash) || !digits(range, dash + 1, range.length())) {
            return null;
        }
        if (dash == 0) {
            return dash + 1 == range.length() ? null : suffix(number(range.substring(1)), size, field);
        }
        long first = number(range.substring(0, dash));
        long last = dash + 1 == range.length() ? Long.MAX_VALUE : number(range.substring(dash + 1));
        if (last < first) {
            return null;
        }
        if (first >= size) {
            throw unsatisfiable(size, field);
        }
        return new ByteRange(first, Math.min(last, size - 1) - first + 1);
    }

    /** As {@code Content-Range} says it. */
    public String contentRange(long size) {
        return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
    }

    private static ByteRange suffix(long wanted, long size, String field) {
        long length = Math.min(wanted, size);
        if (length == 0) {
            throw unsatisfiable(size, field);
        }
        return new ByteRange(size - length, length);
    }

    private static boolean digits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Numbers too large for a long are past the end of any object all the same. */
    private static long number(String digits) {
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (number > (Long.MAX_VALUE - digit) / 10) {
                return Long.MAX_VALUE;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static S3Exception unsatisfiable(long size, String field) {
        return S3Exception.of(ErrorCode.INVALID_RANGE)
                .with("ActualObjectSize", Long.toString(size))
                .with("RangeRequested", field.strip());
    }
}
