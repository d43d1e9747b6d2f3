package io.tarn.core.gate;

import static java.util.Objects.requireNonNullElse;

import io.tarn.api.s3.CopySource;
import io.tarn.api.s3.Tag;
import io.tarn.core.auth.Authentication;
import io.tarn.core.policy.PolicyContext;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The condition keys of one request, worked out when a policy asks for one.
 *
 * <p>They come from the connection, from what authentication established and from the parsed request, the same values
 * that the operation acts on. What a server cannot know (networks, organizations) and what the request does not say is
 * absent. The keys of the caller and of the resource are not here: no request can say anything about those.
 */
final class RequestKeys implements PolicyContext.Lookup {
    private static final String S3 = "s3:";
    private static final String TAG_KEYS = "aws:tagkeys";
    private static final String TAG = "aws:requesttag/";
    private static final List<String> ABSENT = List.of();

    private final Admission admission;
    private final RequestDocument document;
    private final String action;
    private final Target target;

    /**
     * What of a request's target is not in the request line: a copy's source and a list of keys name several.
     *
     * @param versionId the version that is named, or null
     * @param ifMatch the tag that must be the target's, or null
     * @param prefix what a listing is narrowed to, or null
     */
    record Target(
            @Nullable String versionId,
            @Nullable String ifMatch,
            @Nullable String prefix) {
        /** What the request itself names. */
        static Target of(Admission admission) {
            return new Target(
                    admission.query().first("versionId"),
                    admission.headers().first("if-match"),
                    admission.query().first("prefix"));
        }

        /** A version of another key; null for its current one. */
        static Target version(@Nullable String versionId) {
            return new Target(versionId, null, null);
        }
    }

    private RequestKeys(Admission admission, RequestDocument document, String action, Target target) {
        this.admission = admission;
        this.document = document;
        this.action = action;
        this.target = target;
    }

    /** The keys of a request as far as they belong to an action. */
    static PolicyContext of(Admission admission, RequestDocument document, String action, Target target) {
        return PolicyContext.lazy(new RequestKeys(admission, document, action, target));
    }

    @Override
    public List<String> values(String key) {
        if (key.equals(TAG_KEYS) || key.startsWith(TAG)) {
            return KeyScopes.tags(action) ? tags(key) : ABSENT;
        }
        if (key.startsWith("aws:")) {
            return one(global(key));
        }
        return key.startsWith(S3) && KeyScopes.has(action, key) ? one(ofS3(key)) : ABSENT;
    }

    private List<String> tags(String key) {
        Stream<Tag> tags = document.tags().stream();
        return key.equals(TAG_KEYS)
                ? tags.map(tag -> requireNonNullElse(tag.key(), "")).toList()
                : tags.filter(tag -> key.equals(
                                TAG + requireNonNullElse(tag.key(), "").toLowerCase(Locale.ROOT)))
                        .map(tag -> requireNonNullElse(tag.value(), ""))
                        .toList();
    }

    private static List<String> one(@Nullable String value) {
        return value == null ? ABSENT : List.of(value);
    }

    private @Nullable String global(String key) {
        return new GlobalKeys(admission.connection(), admission.headers(), admission.time(), admission.region())
                .value(key);
    }

    private @Nullable String ofS3(String key) {
        return switch (key) {
            case "s3:authtype" -> authType();
            case "s3:signatureversion" ->
                admission.authentication() instanceof Authentication.Signed ? "AWS4-HMAC-SHA256" : null;
            case "s3:signatureage" -> signatureAge();
            case "s3:tlsversion" -> admission.connection().tlsVersion();
            case "s3:prefix" -> target.prefix();
            case "s3:delimiter", "s3:max-keys" -> admission.query().first(key.substring(S3.length()));
            case "s3:versionid" -> target.versionId();
            case "s3:if-match" -> target.ifMatch();
            case "s3:locationconstraint" -> document.locationConstraint();
            case "s3:x-amz-copy-source" -> copySource();
            case "s3:objectcreationoperation" -> creates();
            case "s3:object-lock-mode", "s3:object-lock-retain-until-date", "s3:object-lock-legal-hold" ->
                header("x-amz-" + key.substring(S3.length()));
            case "s3:object-lock-remaining-retention-days" -> remainingDays();
            case "s3:if-none-match" -> header("if-none-match");
            // Of the rest only Amazon's own headers: no other may make up a key.
            default -> key.startsWith("s3:x-amz-") ? header(key.substring(S3.length())) : null;
        };
    }

    private @Nullable String header(String name) {
        return admission.headers().first(name);
    }

    private @Nullable String authType() {
        return switch (admission.authentication()) {
            case Authentication.Anonymous anonymous -> null;
            case Authentication.Signed signed -> signed.type().text();
        };
    }

    private @Nullable String signatureAge() {
        return switch (admission.authentication()) {
            case Authentication.Anonymous anonymous -> null;
            case Authentication.Signed signed ->
                Long.toString(Math.max(
                        0, Duration.between(signed.time(), admission.time()).toMillis()));
        };
    }

    private @Nullable String copySource() {
        String sent = header("x-amz-copy-source");
        if (sent == null) {
            return null;
        }
        CopySource source = CopySource.parse(sent);
        return source.bucket() + "/" + source.key();
    }

    /** Whether this request makes an object appear, or only prepares for one that does. */
    private @Nullable String creates() {
        return switch (admission.operation()) {
            case PUT_OBJECT, COPY_OBJECT, COMPLETE_MULTIPART_UPLOAD, POST_OBJECT -> "true";
            case CREATE_MULTIPART_UPLOAD, UPLOAD_PART, UPLOAD_PART_COPY -> "false";
            default -> null;
        };
    }

    private @Nullable String remainingDays() {
        String until = header("x-amz-object-lock-retain-until-date");
        if (until == null) {
            return null;
        }
        try {
            return Long.toString(
                    Duration.between(admission.time(), Instant.parse(until)).toDays());
        } catch (DateTimeParseException malformed) {
            return null;
        }
    }
}
