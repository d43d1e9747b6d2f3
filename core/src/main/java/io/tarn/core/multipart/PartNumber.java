package io.tarn.core.multipart;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;

/** The number of a part in a request. */
public final class PartNumber {
    private PartNumber() {}

    /**
     * Reads {@code partNumber}.
     *
     * @throws S3Exception {@code InvalidArgument} if it is no number from 1 to {@link MultipartLimits#PARTS_MAX}
     */
    public static int parse(String text) {
        int number = 0;
        boolean digits = !text.isEmpty() && text.length() <= 10;
        for (int index = 0; index < text.length() && digits; index++) {
            char one = text.charAt(index);
            digits = one >= '0' && one <= '9' && number <= MultipartLimits.PARTS_MAX;
            number = digits ? number * 10 + (one - '0') : number;
        }
        if (!digits || number < 1 || number > MultipartLimits.PARTS_MAX) {
            throw invalid(text);
        }
        return number;
    }

    /** As {@link #parse}, of a number that was read before. */
    public static int check(long number) {
        if (number < 1 || number > MultipartLimits.PARTS_MAX) {
            throw invalid(Long.toString(number));
        }
        return (int) number;
    }

    private static S3Exception invalid(String text) {
        return S3Exception.of(
                        ErrorCode.INVALID_ARGUMENT, "Part number must be an integer between 1 and 10000, inclusive")
                .with("ArgumentName", "partNumber")
                .with("ArgumentValue", text);
    }
}
