package io.tarn.core.policy;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A condition operator as it is written.
 *
 * @param comparison what one value of the request is compared with one of the policy by
 * @param negated whether the values must not compare
 * @param ifExists whether an absent key satisfies it
 * @param quantifier how several values of the request count
 */
record ConditionOperator(Comparison comparison, boolean negated, boolean ifExists, Quantifier quantifier) {
    private static final String IF_EXISTS = "IfExists";
    private static final Map<String, ConditionOperator> NAMES = names();

    /** How one value compares with another. */
    enum Comparison {
        STRING_EQUALS,
        STRING_EQUALS_IGNORE_CASE,
        STRING_LIKE,
        NUMERIC_EQUALS,
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
        IP_ADDRESS,
        ARN,
        NULL
    }

    /** How several values of the request count. */
    enum Quantifier {
        NONE(""),
        ALL("ForAllValues:"),
        ANY("ForAnyValue:");

        private final String prefix;

        Quantifier(String prefix) {
            this.prefix = prefix;
        }
    }

    /** The operator of a name, or null if there is none. */
    static @Nullable ConditionOperator parse(String name) {
        return NAMES.get(name);
    }

    private static Map<String, ConditionOperator> names() {
        Map<String, ConditionOperator> names = new HashMap<>();
        pair(names, "String%sEquals", Comparison.STRING_EQUALS);
        pair(names, "String%sEqualsIgnoreCase", Comparison.STRING_EQUALS_IGNORE_CASE);
        pair(names, "String%sLike", Comparison.STRING_LIKE);
        pair(names, "Numeric%sEquals", Comparison.NUMERIC_EQUALS);
        pair(names, "Date%sEquals", Comparison.DATE_EQUALS);
        pair(names, "%sIpAddress", Comparison.IP_ADDRESS);
        pair(names, "Arn%sEquals", Comparison.ARN);
        pair(names, "Arn%sLike", Comparison.ARN);
        all(names, "NumericLessThan", Comparison.NUMERIC_LESS, false);
        all(names, "NumericLessThanEquals", Comparison.NUMERIC_LESS_EQUALS, false);
        all(names, "NumericGreaterThan", Comparison.NUMERIC_GREATER, false);
        all(names, "NumericGreaterThanEquals", Comparison.NUMERIC_GREATER_EQUALS, false);
        all(names, "DateLessThan", Comparison.DATE_LESS, false);
        all(names, "DateLessThanEquals", Comparison.DATE_LESS_EQUALS, false);
        all(names, "DateGreaterThan", Comparison.DATE_GREATER, false);
        all(names, "DateGreaterThanEquals", Comparison.DATE_GREATER_EQUALS, false);
        all(names, "Bool", Comparison.BOOL, false);
        all(names, "BinaryEquals", Comparison.BINARY, false);
        names.put("Null", new ConditionOperator(Comparison.NULL, false, false, Quantifier.NONE));
        return Map.copyOf(names);
    }

    private static void pair(Map<String, ConditionOperator> names, String form, Comparison comparison) {
        all(names, form.replace("%s", ""), comparison, false);
        all(names, form.replace("%s", "Not"), comparison, true);
    }

    private static void all(Map<String, ConditionOperator> names, String name, Comparison comparison, boolean negated) {
        for (Quantifier quantifier : Quantifier.values()) {
            String full = quantifier.prefix + name;
            names.put(full, new ConditionOperator(comparison, negated, false, quantifier));
            names.put(full + IF_EXISTS, new ConditionOperator(comparison, negated, true, quantifier));
        }
    }
}
