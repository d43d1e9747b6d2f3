package io.tarn.core.gate;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.api.http.QueryParameters;
import io.tarn.api.s3.Address;
import io.tarn.api.s3.ObjectKey;
import io.tarn.api.s3.S3Operation;
import io.tarn.core.RequestBody;
import io.tarn.core.auth.Authentication;
import io.tarn.core.auth.Authenticator;
import io.tarn.core.auth.FormSignature;
import io.tarn.core.form.Form;
import io.tarn.core.form.FormBoundary;
import io.tarn.core.form.FormReader;
import io.tarn.core.form.PostPolicy;
import io.tarn.core.form.SizeRange;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a PutObject of a browser's form. Its fields are read first, in bounds, for they carry signature and key; then the
 * signature is verified and the policy kept; what then goes through the gate is a request like any other, whose body is
 * the form's file.
 */
final class FormPosts {
    /** What a signed form must have, in the order in which what is missing is named. */
    private static final List<String> SIGNED =
            List.of("X-Amz-Signature", "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date");

    private final Authenticator authenticator;

    FormPosts(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /**
     * Reads a form up to its file.
     *
     * @throws S3Exception for a form that cannot be read, whose signature is wrong, or that does not keep its policy
     */
    FormPost open(Admission sent, RequestBody body) {
        FormBoundary boundary = FormBoundary.of(sent.headers().all("content-type"));
        if (body.length() == RequestBody.UNKNOWN) {
            throw S3Exception.of(ErrorCode.MISSING_CONTENT_LENGTH);
        }
        FormReader reader = new FormReader(boundary, body);
        Form form = reader.fields();
        Address address = address(sent.address(), form);
        FormSignature signature = signature(form);
        Headers headers = FormHeaders.of(sent.headers(), form);
        Authentication authentication =
                authenticator.authenticateForm(sent.authentication(), signature, headers, sent.hearing());
        sent.hearing().caller(authentication.caller());
        sent.hearing().place(address.bucket(), address.key(), null);
        SizeRange sizes = SizeRange.ANY;
        if (signature != null) {
            PostPolicy policy = PostPolicy.parse(signature.policy());
            policy.check(form, Objects.requireNonNull(address.bucket()), sent.time());
            sizes = policy.sizes();
        }
        if (!Objects.requireNonNullElse(form.value("tagging"), "").isEmpty()) {
            throw Unsupported.header("tagging");
        }
        return new FormPost(put(sent, address, authentication), form, reader.file(sizes));
    }

    private static Address address(Address bucket, Form form) {
        String key = form.require("key");
        if (key.isEmpty()) {
            throw S3Exception.of(ErrorCode.INVALID_ARGUMENT, "User key must have a length greater than 0.")
                    .with("ArgumentName", "key")
                    .with("ArgumentValue", "");
        }
        return new Address(bucket.bucket(), ObjectKey.check(key), bucket.form());
    }

    /** What the form carries of a signature, or null if it has none and so comes from nobody. */
    private static @Nullable FormSignature signature(Form form) {
        if (form.has("signature") || form.has("awsaccesskeyid")) {
            throw FormSignature.olderVersion();
        }
        if (SIGNED.stream().noneMatch(name -> form.has(name.toLowerCase(Locale.ROOT)))) {
            return null;
        }
        Stream.concat(SIGNED.stream(), Stream.of("Policy")).forEach(form::require);
        return new FormSignature(
                form.require("X-Amz-Algorithm"),
                form.require("X-Amz-Credential"),
                form.require("X-Amz-Date"),
                form.require("X-Amz-Signature"),
                form.require("Policy"),
                form.value("x-amz-security-token"));
    }

    private static Admission put(Admission sent, Address address, Authentication authentication) {
        return new Admission(
                sent.requestId(),
                sent.head(),
                sent.connection(),
                address,
                QueryParameters.NONE,
                S3Operation.PUT_OBJECT,
                authentication,
                sent.time(),
                sent.region(),
                sent.hearing());
    }
}
