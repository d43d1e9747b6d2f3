package io.tarn.core.form;

import io.tarn.api.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What separates the parts of a form (RFC 2046, section 5.1.1). */
public final class FormBoundary {
    private static final String TYPE = "multipart/form-data";
    private static final int LENGTH_MAX = 70;
    private static final String MARKS = "'()+_,-./:=? ";

    private final byte[] delimiter;

    private FormBoundary(String text) {
        this.delimiter = ("\r\n--" + text).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads the type of a form's body.
     *
     * @param contentTypes the values of {@code Content-Type}
     * @throws S3Exception {@code PreconditionFailed} if it is no form, {@code MalformedPOSTRequest} without a boundary
     *     that can be one
     */
    public static FormBoundary of(List<String> contentTypes) {
        if (contentTypes.size() > 1) {
            throw FormErrors.malformed();
        }
        String sent = contentTypes.isEmpty() ? "" : contentTypes.getFirst();
        HeaderParameters type = HeaderParameters.parse(sent);
        int end = sent.indexOf(';');
        String name = end < 0 ? sent : sent.substring(0, end);
        if (!name.strip().equalsIgnoreCase(TYPE)) {
            throw FormErrors.notForm();
        }
        String boundary = type == null ? null : type.parameters().get("boundary");
        if (boundary == null || !isBoundary(boundary)) {
            throw FormErrors.malformed();
        }
        return new FormBoundary(boundary);
    }

    private static boolean isBoundary(String text) {
        if (text.isEmpty() || text.length() > LENGTH_MAX || text.endsWith(" ")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (!letterOrDigit && MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The bytes before each part: a line break, two hyphens, the boundary. The line break is nowhere else in them. */
    byte[] delimiter() {
        return delimiter.clone();
    }
}
