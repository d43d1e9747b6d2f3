package io.tarn.core.auth;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the fields of a form say about its signature, nothing of it proven yet.
 *
 * @param algorithm of {@code x-amz-algorithm}
 * @param credential of {@code x-amz-credential}
 * @param date of {@code x-amz-date}
 * @param signature of {@code x-amz-signature}
 * @param policy the text that is signed, as it was sent
 * @param sessionToken of {@code x-amz-security-token}, or null
 */
public record FormSignature(
        String algorithm,
        String credential,
        String date,
        String signature,
        String policy,
        @Nullable String sessionToken) {
    private static final String ALGORITHM = "X-Amz-Algorithm";
    private static final String CREDENTIAL = "X-Amz-Credential";
    private static final String DATE = "X-Amz-Date";

    /** The refusal of a form that is signed with an older version. */
    public static S3Exception olderVersion() {
        return AuthErrors.notSupported();
    }

    /** The claim that these make, for this service in this region. */
    Claim claim(String service, String region) {
        if (!algorithm.equals(Claim.SCHEME)) {
            throw wrong(ALGORITHM, algorithm, "X-Amz-Algorithm only supports \"" + Claim.SCHEME + "\"");
        }
        String[] pieces = Fields.credential(credential);
        if (pieces == null) {
            throw credential(
                    credential.startsWith("/")
                            ? "a non-empty Access Key (AKID) must be provided in the credential."
                            : "the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/"
                                    + Scope.TERMINAL + "\".");
        }
        Scope scope = Scope.parse(pieces, service, this::credential);
        if (!scope.region().equals(region)) {
            throw credential("the region '" + scope.region() + "' is wrong; expecting '" + region + "'")
                    .with("Region", region);
        }
        Timestamp time = Timestamp.parseBasic(date);
        if (time == null) {
            throw wrong(DATE, date, "X-Amz-Date must be formated via ISO8601 Long format");
        }
        if (!time.isOn(scope.date())) {
            throw credential("Invalid credential date \"" + scope.date()
                    + "\". This date is not the same as X-Amz-Date: \""
                    + date.substring(0, 8) + "\".");
        }
        return new Claim(pieces[0], scope, time, List.of(), Signature.claimed(signature), Claim.HEADER);
    }

    private S3Exception credential(String message) {
        return wrong(CREDENTIAL, credential, message);
    }

    private static S3Exception wrong(String name, String value, String message) {
        return S3Exception.of(ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }

    @Override
    public String toString() {
        return "FormSignature[" + credential + "]";
    }
}
