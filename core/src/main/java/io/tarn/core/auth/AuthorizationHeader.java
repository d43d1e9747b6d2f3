package io.tarn.core.auth;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the claim of a request that is signed in its {@code Authorization} header. */
final class AuthorizationHeader {
    private static final int COMPONENTS = 3;

    private static final List<String> NAMES = List.of("Credential", "SignedHeaders", "Signature");

    private final @Nullable String[] values = new @Nullable String[COMPONENTS];

    private AuthorizationHeader() {}

    /**
     * Reads the header.
     *
     * @param value of the header
     * @param headers all of the request, for its date
     * @param service that this endpoint is
     */
    static Claim parse(String value, Headers headers, String service) {
        int space = value.indexOf(' ');
        String scheme = space < 0 ? value : value.substring(0, space);
        if (space < 0 || !scheme.equals(Claim.SCHEME)) {
            throw scheme.equals("AWS") || scheme.startsWith("AWS4-") ? AuthErrors.notSupported() : unsupported(value);
        }
        AuthorizationHeader header = new AuthorizationHeader();
        header.read(value.substring(space + 1));
        return header.claim(headers, service);
    }

    private void read(String components) {
        List<String> pieces = Fields.cut(components, ',', COMPONENTS);
        if (pieces == null || pieces.size() != COMPONENTS) {
            throw malformed(
                    "the authorization header requires three components: Credential, SignedHeaders, and Signature.");
        }
        for (String piece : pieces) {
            String component = piece.strip();
            int equals = component.indexOf('=');
            if (equals < 0 || !take(component.substring(0, equals), component.substring(equals + 1))) {
                throw malformed("the authorization component \"" + component + "\" is malformed.");
            }
        }
    }

    /** False if the name is unknown or comes again. */
    private boolean take(String name, String value) {
        int index = NAMES.indexOf(name);
        if (index < 0 || values[index] != null) {
            return false;
        }
        values[index] = value;
        return true;
    }

    private Claim claim(Headers headers, String service) {
        // Three components, none twice and none unknown: all are there, but each may be empty.
        String[] pieces = Fields.credential(present(0));
        if (pieces == null) {
            throw malformed("the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/"
                    + Scope.TERMINAL + "\".");
        }
        List<String> names = Fields.signedHeaders(present(1));
        if (names == null) {
            throw malformed("the authorization component \"SignedHeaders=" + present(1) + "\" is malformed.");
        }
        Signature claimed = Signature.claimed(present(2));
        Scope scope = Scope.parse(pieces, service, AuthorizationHeader::malformed);
        return new Claim(pieces[0], scope, time(headers), names, claimed, Claim.HEADER);
    }

    private String present(int index) {
        String value = values[index];
        if (value == null || value.isEmpty()) {
            throw malformed("missing " + NAMES.get(index) + ".");
        }
        return value;
    }

    private static Timestamp time(Headers headers) {
        String amazonDate = headers.first("x-amz-date");
        String date = headers.first("date");
        Timestamp time = amazonDate != null ? anyForm(amazonDate) : date != null ? anyForm(date) : null;
        if (time == null) {
            throw S3Exception.of(
                    ErrorCode.ACCESS_DENIED, "AWS authentication requires a valid Date or x-amz-date header.");
        }
        return time;
    }

    private static @Nullable Timestamp anyForm(String text) {
        Timestamp time = Timestamp.parseBasic(text);
        return time != null ? time : Timestamp.parseHttpDate(text);
    }

    static S3Exception malformed(String what) {
        return S3Exception.of(
                ErrorCode.AUTHORIZATION_HEADER_MALFORMED, "The authorization header is malformed; " + what);
    }

    private static S3Exception unsupported(String value) {
        return S3Exception.of(ErrorCode.INVALID_ARGUMENT, "Unsupported Authorization Type")
                .with("ArgumentName", "Authorization")
                .with("ArgumentValue", value);
    }
}
