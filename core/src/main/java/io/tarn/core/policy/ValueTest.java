package io.tarn.core.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Compares one value of the request with one value of a policy. */
@FunctionalInterface
interface ValueTest {
    /** The longest number or date that is looked at, in characters. */
    int TEXT_MAX = 64;

    /**
     * Whether the values compare; a value that is not of the operator's type does not.
     *
     * @param unresolved what a policy value answers if its variable has no value
     */
    boolean matches(String value, PolicyContext context, boolean unresolved);

    /** Compiles a policy value; throws if it is not of the operator's type. */
    static ValueTest of(ConditionOperator.Comparison comparison, String text, boolean variables) {
        return switch (comparison) {
            case STRING_EQUALS -> equal(PolicyText.parse(text, false, variables), false);
            case STRING_EQUALS_IGNORE_CASE -> equal(PolicyText.parse(text, false, variables), true);
            case STRING_LIKE -> like(PolicyText.parse(text, true, variables));
            case NUMERIC_EQUALS -> ordered(text, ValueTest::number, order -> order == 0);
            case NUMERIC_LESS -> ordered(text, ValueTest::number, order -> order < 0);
            case NUMERIC_LESS_EQUALS -> ordered(text, ValueTest::number, order -> order <= 0);
            case NUMERIC_GREATER -> ordered(text, ValueTest::number, order -> order > 0);
            case NUMERIC_GREATER_EQUALS -> ordered(text, ValueTest::number, order -> order >= 0);
            case DATE_EQUALS -> ordered(text, ValueTest::time, order -> order == 0);
            case DATE_LESS -> ordered(text, ValueTest::time, order -> order < 0);
            case DATE_LESS_EQUALS -> ordered(text, ValueTest::time, order -> order <= 0);
            case DATE_GREATER -> ordered(text, ValueTest::time, order -> order > 0);
            case DATE_GREATER_EQUALS -> ordered(text, ValueTest::time, order -> order >= 0);
            case BOOL, NULL -> flag(text);
            case BINARY -> binary(text);
            case IP_ADDRESS -> address(text);
            case ARN -> arn(text, variables);
        };
    }

    private static ValueTest equal(PolicyText text, boolean ignoreCase) {
        String fixed = text.variable() ? null : text.text(PolicyContext.EMPTY);
        return (value, context, unresolved) -> {
            String expected = fixed == null ? text.text(context) : fixed;
            if (expected == null) {
                return unresolved;
            }
            return ignoreCase ? expected.equalsIgnoreCase(value) : expected.equals(value);
        };
    }

    private static ValueTest like(PolicyText text) {
        Glob fixed = text.variable() ? null : text.glob(PolicyContext.EMPTY);
        return (value, context, unresolved) -> {
            Glob glob = fixed == null ? text.glob(context) : fixed;
            return glob == null ? unresolved : glob.matches(value);
        };
    }

    private static ValueTest arn(String text, boolean variables) {
        ArnPattern pattern = ArnPattern.parse(text, variables);
        if (pattern != null) {
            return pattern::matches;
        }
        PolicyText whole = PolicyText.parse(text, true, variables);
        if (!whole.variable()) {
            throw MalformedPolicyException.of("Condition value must be in ARN format", text);
        }
        return like(whole);
    }

    private static <T extends Comparable<T>> ValueTest ordered(
            String text, Function<String, @Nullable T> reader, IntPredicate order) {
        T expected = reader.apply(text);
        if (expected == null) {
            throw MalformedPolicyException.of("Condition value is not of its operator's type", text);
        }
        return (value, context, unresolved) -> {
            T actual = reader.apply(value);
            return actual != null && order.test(actual.compareTo(expected));
        };
    }

    private static ValueTest flag(String text) {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw MalformedPolicyException.of("Condition value must be true or false", text);
        }
        return (value, context, unresolved) -> value.equalsIgnoreCase(text);
    }

    private static ValueTest binary(String text) {
        byte[] expected = bytes(text);
        if (expected == null) {
            throw MalformedPolicyException.of("Condition value is not base64", text);
        }
        return (value, context, unresolved) -> {
            byte[] actual = bytes(value);
            return actual != null && Arrays.equals(actual, expected);
        };
    }

    private static ValueTest address(String text) {
        IpRange range = IpRange.parse(text);
        if (range == null) {
            throw MalformedPolicyException.of("Condition value is not an IP address or CIDR block", text);
        }
        return (value, context, unresolved) -> {
            IpRange actual = IpRange.parse(value);
            return actual != null && range.contains(actual);
        };
    }

    private static byte @Nullable [] bytes(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable BigDecimal number(String text) {
        // No exponents: they make small texts large numbers.
        if (text.length() > TEXT_MAX || !text.chars().allMatch(c -> "+-.0123456789".indexOf(c) >= 0)) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Instant time(String text) {
        if (text.length() > TEXT_MAX) {
            return null;
        }
        try {
            if (text.indexOf('T') >= 0) {
                return OffsetDateTime.parse(text).toInstant();
            }
            boolean dashed = text.indexOf('-', 1) > 0;
            return dashed
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : Instant.ofEpochSecond(Long.parseLong(text));
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }
}
