package io.tarn.api.codec;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.api.http.HttpDates;
import io.tarn.api.http.MetadataText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values of headers and query parameters. The rule: an empty number, flag or moment counts as absent; one that is none
 * is {@code InvalidArgument} with its name and value; the date of a conditional header that is none is ignored, as
 * HTTP demands.
 */
public final class WireValues {
    private static final String PART_NUMBER = "partNumber";

    private WireValues() {}

    /** A number of 32 bits; those that count or point into a list are not negative. */
    public static @Nullable Integer integer(String name, String value) {
        if (value.isEmpty() && !name.equals(PART_NUMBER)) {
            return null;
        }
        try {
            int number = Integer.parseInt(value);
            if (number < 0 && (name.startsWith("max-") || name.endsWith("-marker"))) {
                throw invalid("Argument " + name + " must be an integer between 0 and 2147483647", name, value);
            }
            return number;
        } catch (NumberFormatException e) {
            String message = name.equals(PART_NUMBER)
                    ? "Part number must be an integer between 1 and 10000, inclusive"
                    : "Provided " + name + " not an integer or within integer range";
            throw invalid(message, name, value);
        }
    }

    /** A number of 64 bits. */
    public static @Nullable Long longInteger(String name, String value) {
        try {
            return value.isEmpty() ? null : Long.valueOf(value);
        } catch (NumberFormatException e) {
            throw invalid("Provided " + name + " not an integer or within integer range", name, value);
        }
    }

    /** A floating-point number; {@code NaN} and the infinities too. */
    public static @Nullable Double decimal(String name, String value) {
        try {
            return value.isEmpty() ? null : Double.valueOf(value);
        } catch (NumberFormatException e) {
            throw invalid(ErrorCode.INVALID_ARGUMENT.message(), name, value);
        }
    }

    /** The same with 32 bits. */
    public static @Nullable Float singleDecimal(String name, String value) {
        Double wide = decimal(name, value);
        return wide == null ? null : wide.floatValue();
    }

    /** {@code true} or {@code false} in any case. */
    public static @Nullable Boolean flag(String name, String value) {
        if (value.isEmpty()) {
            return null;
        }
        if (value.equalsIgnoreCase("true")) {
            return true;
        }
        if (value.equalsIgnoreCase("false")) {
            return false;
        }
        throw invalid(ErrorCode.INVALID_ARGUMENT.message(), name, value);
    }

    /** A moment in the form of a header. */
    public static @Nullable Instant httpDate(String name, String value) {
        Instant moment = HttpDates.parse(value);
        if (moment == null && !value.isEmpty() && !name.endsWith("modified-since")) {
            throw invalid(ErrorCode.INVALID_ARGUMENT.message(), name, value);
        }
        return moment;
    }

    /** A moment in ISO 8601 form. */
    public static @Nullable Instant dateTime(String name, String value) {
        Instant moment = HttpDates.parseDateTime(value);
        if (moment == null && !value.isEmpty()) {
            throw invalid(ErrorCode.INVALID_ARGUMENT.message(), name, value);
        }
        return moment;
    }

    /** A moment in seconds since 1970. */
    public static @Nullable Instant epochSeconds(String name, String value) {
        Double seconds = decimal(name, value);
        return seconds == null ? null : Instant.ofEpochMilli(Math.round(seconds * 1000));
    }

    /** The items of a list after those of earlier fields of the same name: separated by commas, quoted or not. */
    public static List<String> items(@Nullable List<String> before, String value) {
        List<String> items = before == null ? new ArrayList<>() : before;
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i <= value.length(); i++) {
            boolean end = i == value.length();
            if (!end && value.charAt(i) == '"' && (i == 0 || value.charAt(i - 1) != '\\')) {
                quoted = !quoted;
            }
            if (end || (value.charAt(i) == ',' && !quoted)) {
                items.add(unquoted(value.substring(start, i).strip()));
                start = i + 1;
            }
        }
        return items;
    }

    /** The list with one more item. */
    public static <T> List<T> append(@Nullable List<T> before, T item) {
        List<T> items = before == null ? new ArrayList<>() : before;
        items.add(item);
        return items;
    }

    /** The list with more items, each read from text; those that read as absent are left out. */
    public static <T> List<T> convert(
            @Nullable List<T> before, List<String> texts, Function<String, @Nullable T> read) {
        List<T> items = before == null ? new ArrayList<>() : before;
        for (String text : texts) {
            T item = read.apply(text);
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }

    private static String unquoted(String item) {
        boolean quoted = item.length() >= 2 && item.startsWith("\"") && item.endsWith("\"");
        return quoted
                ? item.substring(1, item.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\")
                : item;
    }

    /** The items of a list of moments in the form of a header, each of which has a comma of its own. */
    public static List<String> dateItems(@Nullable List<String> before, String value) {
        List<String> items = before == null ? new ArrayList<>() : before;
        String[] halves = value.split(",", -1);
        for (int i = 0; i + 1 < halves.length; i += 2) {
            items.add(halves[i].strip() + ", " + halves[i + 1].strip());
        }
        return items;
    }

    /** The map with the field, if its name begins with the prefix; values of a repeated name are joined by commas. */
    public static @Nullable Map<String, String> prefixed(
            @Nullable Map<String, String> before, String prefix, Headers.Field field) {
        if (!field.name().startsWith(prefix)) {
            return before;
        }
        Map<String, String> map = before == null ? new LinkedHashMap<>() : before;
        String text = MetadataText.received(field.value());
        map.merge(field.name().substring(prefix.length()), text, (first, second) -> first + "," + second);
        return map;
    }

    /** The value, which a request must have: else {@code InvalidRequest} naming the header. */
    public static <T> T requiredHeader(String name, @Nullable T value) {
        if (value == null) {
            throw S3Exception.of(ErrorCode.INVALID_REQUEST, "Missing required header for this request: " + name);
        }
        return value;
    }

    /** The value, which a request must have: else {@code InvalidArgument} naming the parameter. */
    public static <T> T requiredQuery(String name, @Nullable T value) {
        if (value == null) {
            throw invalid("This operation does not permit an empty " + name + " in the query", name, "");
        }
        return value;
    }

    private static S3Exception invalid(String message, String name, String value) {
        return S3Exception.of(ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }
}
