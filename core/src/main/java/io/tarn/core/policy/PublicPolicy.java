package io.tarn.core.policy;

import java.util.List;
import java.util.Set;

/**
 * Whether a bucket policy is public, as Amazon S3 defines it: some statement allows everyone and no condition ties it to
 * fixed values of a key that says who asks or where from.
 *
 * <p>A value is fixed if it holds no wildcard and no variable. Address blocks wider than /8 (IPv4) or /32 (IPv6) tie
 * nothing. An access point's ARN may hold wildcards as long as its account is fixed.
 */
public final class PublicPolicy {
    private static final int V4_PREFIX_MIN = 96 + 8;
    private static final int V6_PREFIX_MIN = 32;
    private static final int ACCOUNT_SEGMENT = 4;
    private static final int ACCOUNT_DIGITS = 12;
    private static final String ACCESS_POINT_ARN = "s3:dataaccesspointarn";
    private static final Set<String> KEYS = Set.of(
            "aws:sourceip",
            "aws:sourcearn",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:sourceowner",
            "aws:sourceaccount",
            "aws:userid",
            "aws:principalarn",
            "aws:principalaccount",
            "aws:principalorgid",
            "s3:dataaccesspointaccount",
            "s3:x-amz-server-side-encryption-aws-kms-key-id",
            ACCESS_POINT_ARN);

    private PublicPolicy() {}

    /** Whether any statement makes the policy public. */
    public static boolean isPublic(PolicyDocument document) {
        return document.statements().stream().anyMatch(PublicPolicy::isPublic);
    }

    private static boolean isPublic(PolicyStatement statement) {
        return statement.allows()
                && everyone(statement)
                && statement.conditions().stream().noneMatch(PublicPolicy::ties);
    }

    private static boolean everyone(PolicyStatement statement) {
        PrincipalPattern principals = statement.principals();
        return principals != null
                && (statement.texts().notPrincipal()
                        || principals.everyone()
                        || principals.providers().contains("*")
                        || principals.services().contains("*"));
    }

    /** Whether a condition holds only for fixed values of a key that counts. */
    private static boolean ties(PolicyCondition condition) {
        ConditionOperator operator = condition.operator();
        // These hold for requests without the key.
        boolean open =
                operator.negated() || operator.ifExists() || operator.quantifier() == ConditionOperator.Quantifier.ALL;
        if (open || !KEYS.contains(condition.key())) {
            return false;
        }
        List<String> values = condition.texts();
        return switch (operator.comparison()) {
            case STRING_EQUALS, STRING_EQUALS_IGNORE_CASE, STRING_LIKE, ARN ->
                values.stream().allMatch(value -> fixed(condition.key(), value));
            case IP_ADDRESS -> values.stream().allMatch(PublicPolicy::narrow);
            case NUMERIC_EQUALS,
                    NUMERIC_LESS,
                    NUMERIC_LESS_EQUALS,
                    NUMERIC_GREATER,
                    NUMERIC_GREATER_EQUALS,
                    DATE_EQUALS,
                    DATE_LESS,
                    DATE_LESS_EQUALS,
                    DATE_GREATER,
                    DATE_GREATER_EQUALS,
                    BOOL,
                    BINARY,
                    NULL -> false;
        };
    }

    private static boolean fixed(String key, String value) {
        if (key.equals(ACCESS_POINT_ARN)) {
            String[] segments = value.split(":", -1);
            return segments.length > ACCOUNT_SEGMENT && account(segments[ACCOUNT_SEGMENT]) && !value.contains("${");
        }
        return value.indexOf('*') < 0 && value.indexOf('?') < 0 && !value.contains("${");
    }

    private static boolean account(String segment) {
        return segment.length() == ACCOUNT_DIGITS && segment.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean narrow(String block) {
        IpRange range = IpRange.parse(block);
        return range != null && range.prefix() >= (range.v4() ? V4_PREFIX_MIN : V6_PREFIX_MIN);
    }
}
