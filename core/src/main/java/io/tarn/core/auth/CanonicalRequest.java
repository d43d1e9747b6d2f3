package io.tarn.core.auth;

import io.tarn.api.http.Headers;
import io.tarn.api.http.QueryParameters;
import io.tarn.api.http.RequestHead;
import java.util.List;

/** Writes a request in the form that is signed (Amazon S3, "Authenticating Requests: Using the Authorization Header"). */
final class CanonicalRequest {
    private CanonicalRequest() {}

    /**
     * The canonical form.
     *
     * @param signedHeaders names in small letters; one that the request does not carry is written as empty
     * @param payload the last line: a digest in hexadecimal or the name of a payload mode
     */
    static SignedText of(RequestHead head, QueryParameters query, List<String> signedHeaders, String payload) {
        SignedText text = new SignedText();
        text.append(head.method()).append('\n');
        CanonicalPath.append(text, head.rawPath());
        text.append('\n');
        CanonicalQuery.append(text, query, PresignedQuery.SIGNATURE);
        text.append('\n');
        for (String name : signedHeaders) {
            appendHeader(text, head.headers(), name);
        }
        text.append('\n');
        for (int i = 0; i < signedHeaders.size(); i++) {
            if (i > 0) {
                text.append(';');
            }
            text.append(signedHeaders.get(i));
        }
        return text.append('\n').append(payload);
    }

    private static void appendHeader(SignedText text, Headers headers, String name) {
        text.append(name).append(':');
        boolean first = true;
        for (Headers.Field field : headers) {
            if (field.name().equals(name)) {
                if (!first) {
                    text.append(',');
                }
                first = false;
                appendFolded(text, field.value());
            }
        }
        text.append('\n');
    }

    /** Appends a value that has no space at its ends, every run of spaces inside it as one. */
    private static void appendFolded(SignedText text, String value) {
        if (!value.contains("  ")) {
            text.append(value);
            return;
        }
        StringBuilder folded = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != ' ' || i == 0 || value.charAt(i - 1) != ' ') {
                folded.append(c);
            }
        }
        text.append(folded.toString());
    }
}
