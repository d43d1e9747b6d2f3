package io.tarn.core.gate;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.core.form.Form;
import io.tarn.core.form.FormField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the headers of a PutObject of a form's fields. */
final class FormHeaders {
    private static final String METADATA = "x-amz-meta-";
    private static final String MARKS = "!#$%&'*+-.^_`|~";

    /** Fields that stand in for headers of another name. */
    private static final Map<String, String> RENAMED =
            Map.of("acl", "x-amz-acl", "x-amz-checksum-algorithm", "x-amz-sdk-checksum-algorithm");

    private static final Set<String> PLAIN = Set.of(
            "cache-control",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-md5",
            "content-type",
            "expires");

    /** Fields that are about the form, not about the object. */
    private static final Set<String> OF_THE_FORM =
            Set.of("x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-signature", "x-amz-security-token");

    /** What no form can ask for: it would be another operation, or another framing. */
    private static final List<String> NOT_FOR_FORMS = List.of(
            "x-amz-copy-source", "x-amz-rename-source", "x-amz-trailer", "x-amz-decoded-", "x-amz-content-sha256");

    /** Headers of Amazon's that PutObject does not look at: proxies add some to every request. */
    private static final Set<String> HARMLESS =
            Set.of("x-amz-content-sha256", "x-amz-date", "x-amz-user-agent", "x-amz-cf-id", "x-amz-security-token");

    /** Headers that go with a request, not with its object. */
    private static final Set<String> OF_THE_REQUEST = Set.of("x-amz-expected-bucket-owner", "x-amz-request-payer");

    private FormHeaders() {}

    /**
     * The headers to act on: of the request's own those that are not about its body, and what the fields stand in for.
     *
     * @throws S3Exception {@code InvalidRequest} for a header that belongs into a field and says something else than it,
     *     {@code InvalidArgument} for a field that cannot be a header, {@code NotImplemented}
     */
    static Headers of(Headers sent, Form form) {
        Headers.Builder fields = Headers.builder();
        for (FormField field : form.fields()) {
            String name = header(field.name());
            if (name != null) {
                fields.add(name, checked(field, name));
            }
        }
        Headers ofForm = fields.build();
        Headers.Builder all = Headers.builder();
        for (Headers.Field header : sent) {
            if (isKept(header.name())) {
                all.add(header.name(), header.value());
            } else {
                checkConflict(header, ofForm);
            }
        }
        ofForm.forEach(field -> all.add(field.name(), field.value()));
        return all.build();
    }

    private static @Nullable String header(String field) {
        String renamed = RENAMED.get(field);
        if (renamed != null) {
            return renamed;
        }
        boolean amazons = field.startsWith("x-amz-") && !OF_THE_FORM.contains(field);
        return amazons || PLAIN.contains(field) ? field : null;
    }

    private static String checked(FormField field, String name) {
        for (String start : NOT_FOR_FORMS) {
            if (name.startsWith(start)) {
                throw Unsupported.header(name);
            }
        }
        boolean text = name.startsWith(METADATA) || field.value().chars().noneMatch(FormHeaders::isControl);
        if (!text || !name.chars().allMatch(FormHeaders::isToken)) {
            throw S3Exception.of(ErrorCode.INVALID_ARGUMENT, "The form field is no valid header.")
                    .with("ArgumentName", field.sentName());
        }
        return field.value();
    }

    private static boolean isControl(int c) {
        return (c < ' ' && c != '\t') || c == 0x7F;
    }

    private static boolean isToken(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || MARKS.indexOf(c) >= 0;
    }

    /** What a browser says of itself and of the page, and conditions; nothing that speaks of a body. */
    private static boolean isKept(String name) {
        return OF_THE_REQUEST.contains(name) || !(name.startsWith("x-amz-") || PLAIN.contains(name) || isFraming(name));
    }

    private static boolean isFraming(String name) {
        return name.equals("content-length") || name.equals("transfer-encoding") || name.equals("expect");
    }

    private static void checkConflict(Headers.Field header, Headers ofForm) {
        String name = header.name();
        boolean belongsIntoField =
                name.equals("content-md5") || (name.startsWith("x-amz-") && !HARMLESS.contains(name));
        if (belongsIntoField && !ofForm.all(name.toLowerCase(Locale.ROOT)).contains(header.value())) {
            throw S3Exception.of(
                    ErrorCode.INVALID_REQUEST, "Conflicting values provided in HTTP headers and POST form fields.");
        }
    }
}
