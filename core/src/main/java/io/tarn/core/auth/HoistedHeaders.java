package io.tarn.core.auth;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.api.http.PercentEncoding;
import io.tarn.api.http.QueryParameters;
import io.tarn.api.http.RequestHead;
import io.tarn.core.checksum.ChecksumAlgorithm;
import java.util.List;
import java.util.Locale;

/**
 * Makes headers of those query parameters of a presigned URL that stand in for headers. The whole query is signed, so
 * they are the signer's word as much as a signed header.
 */
final class HoistedHeaders {
    private static final List<String> CONDITIONS =
            List.of("if-match", "if-none-match", "if-modified-since", "if-unmodified-since");

    private HoistedHeaders() {}

    /**
     * The request with those headers added.
     *
     * @throws S3Exception {@code InvalidArgument} if a header was sent too and says something else
     */
    static RequestHead lower(RequestHead head, QueryParameters query) {
        Headers.Builder headers = null;
        for (QueryParameters.Parameter parameter : query) {
            String name = PercentEncoding.encode(parameter.name()).toLowerCase(Locale.ROOT);
            if (isHoisted(name)) {
                String value = parameter.value();
                checkText(name, value);
                String sent = head.headers().first(name);
                if (sent == null) {
                    headers = headers == null ? copy(head.headers()) : headers;
                    headers.add(name, value);
                } else if (!sent.equals(value.strip())) {
                    throw S3Exception.of(
                                    ErrorCode.INVALID_ARGUMENT,
                                    "The header " + name + " and the query parameter of that name differ.")
                            .with("ArgumentName", name)
                            .with("ArgumentValue", sent);
                }
            }
        }
        return headers == null
                ? head
                : new RequestHead(head.method(), head.rawPath(), head.rawQuery(), headers.build());
    }

    /** What is no header text in the first place must not become one: it would end up in answers. */
    private static void checkText(String name, String value) {
        if (name.indexOf('%') >= 0 || value.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw S3Exception.of(ErrorCode.INVALID_ARGUMENT, "The query parameter is no valid header.")
                    .with("ArgumentName", name);
        }
    }

    private static boolean isHoisted(String name) {
        return switch (name) {
            case "x-amz-algorithm",
                    "x-amz-credential",
                    "x-amz-date",
                    "x-amz-expires",
                    "x-amz-signedheaders",
                    "x-amz-signature" -> false;
            // Amazon ignores the checksums of a presigned query: SDKs put that of an empty body there.
            case "x-amz-sdk-checksum-algorithm" -> false;
            case "x-amz-checksum-mode", "x-amz-checksum-type", "x-amz-checksum-algorithm" -> true;
            default ->
                (name.startsWith("x-amz-") && !name.startsWith(ChecksumAlgorithm.HEADER_PREFIX))
                        || CONDITIONS.contains(name);
        };
    }

    private static Headers.Builder copy(Headers headers) {
        Headers.Builder copy = Headers.builder();
        headers.forEach(field -> copy.add(field.name(), field.value()));
        return copy;
    }
}
