package io.tarn.core.form;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the sender of a form may put into its fields, until when, and how large its file may be. Immutable. */
public final class PostPolicy {
    private static final String BUCKET = "bucket";
    private static final String IGNORED = "x-ignore-";

    /** Fields that no condition has to name. */
    private static final Set<String> EXEMPT = Set.of("policy", "x-amz-signature", "awsaccesskeyid", "signature");

    private final Instant expiration;
    private final List<FormCondition> conditions;

    PostPolicy(Instant expiration, List<FormCondition> conditions) {
        this.expiration = expiration;
        this.conditions = List.copyOf(conditions);
    }

    /**
     * Reads a policy as a form carries it: JSON in base64.
     *
     * @throws io.tarn.api.error.S3Exception {@code InvalidPolicyDocument}
     */
    public static PostPolicy parse(String base64) {
        return PostPolicyParser.parse(base64);
    }

    /**
     * Refuses a form that does not keep the policy: every condition must hold, and every field be named by one, the
     * bucket among them.
     *
     * @param bucket the one of the request's address; a field of that name must not say otherwise
     * @throws io.tarn.api.error.S3Exception {@code AccessDenied}
     */
    public void check(Form form, String bucket, Instant now) {
        if (now.isAfter(expiration)) {
            throw FormErrors.againstPolicy("Policy expired.");
        }
        Set<String> named = new HashSet<>();
        for (FormCondition condition : conditions) {
            if (!holds(condition, form, bucket)) {
                throw FormErrors.againstPolicy("Policy Condition failed: " + condition.shown());
            }
            if (condition.field() != null) {
                named.add(condition.field());
            }
        }
        for (FormField field : form.fields()) {
            String name = field.name();
            if (!named.contains(name) && !EXEMPT.contains(name) && !name.startsWith(IGNORED)) {
                throw FormErrors.againstPolicy("Extra input fields: " + field.sentName());
            }
        }
        if (!named.contains(BUCKET)) {
            throw FormErrors.againstPolicy("Extra input fields: " + BUCKET);
        }
    }

    private static boolean holds(FormCondition condition, Form form, String bucket) {
        String field = condition.field();
        if (field == null) {
            return condition.allows("");
        }
        @Nullable String value = form.value(field);
        if (field.equals(BUCKET)) {
            return condition.allows(bucket) && (value == null || value.equals(bucket));
        }
        return value != null && condition.allows(value);
    }

    /** How large the file may be. */
    public SizeRange sizes() {
        SizeRange sizes = SizeRange.ANY;
        for (FormCondition condition : conditions) {
            if (condition instanceof FormCondition.Size size) {
                sizes = sizes.and(size.range());
            }
        }
        return sizes;
    }
}
