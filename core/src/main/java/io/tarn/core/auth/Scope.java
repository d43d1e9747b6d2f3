package io.tarn.core.auth;

import io.tarn.api.error.S3Exception;
import java.util.function.Function;

/**
 * What a signing key is good for.
 *
 * @param date eight digits, {@code yyyyMMdd}
 * @param region for example {@code us-east-1}
 * @param service for example {@code s3}
 */
public record Scope(String date, String region, String service) {
    static final String TERMINAL = "aws4_request";

    /** As it stands in the string to sign. */
    public String text() {
        return date + "/" + region + "/" + service + "/" + TERMINAL;
    }

    /**
     * Reads {@code yyyyMMdd/region/service/aws4_request}.
     *
     * @param service the service that this endpoint is
     * @param complaint makes the error from what is wrong
     */
    static Scope parse(String[] pieces, String service, Function<String, S3Exception> complaint) {
        if (!Timestamp.isDate(pieces[1])) {
            throw complaint.apply("incorrect date format \"" + pieces[1]
                    + "\". This date in the credential must be in the format \"yyyyMMdd\".");
        }
        if (!pieces[3].equals(service)) {
            throw complaint.apply(
                    "incorrect service \"" + pieces[3] + "\". This endpoint belongs to \"" + service + "\".");
        }
        if (!pieces[4].equals(TERMINAL)) {
            throw complaint.apply("incorrect terminal \"" + pieces[4] + "\". This endpoint uses \"" + TERMINAL + "\".");
        }
        return new Scope(pieces[1], pieces[2], service);
    }
}
