package io.tarn.core.listing;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import org.jspecify.annotations.Nullable;

/** How many entries a page may have. */
public final class PageSize {
    /** Most entries of any page, and how many it may have if nothing is said. */
    public static final int MAX = 1_000;

    private PageSize() {}

    /**
     * The size to use for what was asked.
     *
     * @param asked what the request says, or null
     * @param argument name of the query parameter, for the error
     * @throws S3Exception {@code InvalidArgument} if it is negative or beyond 31 bits
     */
    public static int of(@Nullable Long asked, String argument) {
        if (asked == null) {
            return MAX;
        }
        if (asked < 0 || asked > Integer.MAX_VALUE) {
            throw invalid(Long.toString(asked), argument);
        }
        return (int) Math.min(asked, MAX);
    }

    /** As {@link #of(Long, String)}, from the text of the query parameter; an empty one counts as absent. */
    public static int parse(@Nullable String asked, String argument) {
        if (asked == null || asked.isEmpty()) {
            return MAX;
        }
        long number;
        try {
            number = Long.parseLong(asked);
        } catch (NumberFormatException noNumber) {
            throw S3Exception.of(
                            ErrorCode.INVALID_ARGUMENT,
                            "Provided " + argument + " not an integer or within integer range")
                    .with("ArgumentName", argument)
                    .with("ArgumentValue", asked);
        }
        return of(number, argument);
    }

    private static S3Exception invalid(String asked, String argument) {
        String spoken = argument.equals("max-keys") ? "maxKeys" : argument;
        return S3Exception.of(
                        ErrorCode.INVALID_ARGUMENT,
                        "Argument " + spoken + " must be an integer between 0 and 2147483647")
                .with("ArgumentName", argument)
                .with("ArgumentValue", asked);
    }
}
