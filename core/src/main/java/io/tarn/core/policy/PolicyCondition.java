package io.tarn.core.policy;

import java.util.List;
import java.util.Locale;

/** One operator on one condition key, with the values it is compared with. */
final class PolicyCondition {
    private final ConditionOperator operator;
    private final String key;
    private final String spelledKey;
    private final List<String> texts;
    private final List<ValueTest> tests;

    PolicyCondition(ConditionOperator operator, String key, List<String> texts, boolean variables) {
        this.operator = operator;
        this.key = key.toLowerCase(Locale.ROOT);
        this.spelledKey = key;
        this.texts = List.copyOf(texts);
        this.tests = texts.stream()
                .map(text -> ValueTest.of(operator.comparison(), text, variables))
                .toList();
    }

    ConditionOperator operator() {
        return operator;
    }

    /** The key, in lower case. */
    String key() {
        return key;
    }

    /** The key as the document writes it. */
    String spelledKey() {
        return spelledKey;
    }

    /** The values as the document writes them. */
    List<String> texts() {
        return texts;
    }

    /**
     * Whether the request satisfies the condition.
     *
     * @param allows whether the statement allows: a variable without a value then never helps the caller
     */
    boolean satisfied(PolicyContext context, boolean allows) {
        List<String> values = context.values(key);
        if (operator.comparison() == ConditionOperator.Comparison.NULL) {
            return any(Boolean.toString(values.isEmpty()), context, false);
        }
        if (values.isEmpty()) {
            return absent();
        }
        boolean unresolved = operator.negated() && allows;
        return switch (operator.quantifier()) {
            case NONE -> some(values, context, unresolved) != operator.negated();
            case ANY -> each(values, context, unresolved, false);
            case ALL -> blank(values) || each(values, context, unresolved, true);
        };
    }

    private boolean absent() {
        return operator.ifExists()
                || switch (operator.quantifier()) {
                    case NONE -> operator.negated();
                    case ANY -> false;
                    case ALL -> true;
                };
    }

    /** Values that are all empty count as none for ForAllValues. */
    private static boolean blank(List<String> values) {
        for (String value : values) {
            if (!value.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private boolean some(List<String> values, PolicyContext context, boolean unresolved) {
        for (String value : values) {
            if (any(value, context, unresolved)) {
                return true;
            }
        }
        return false;
    }

    /** Whether all values, or at least one, satisfy the operator taken alone. */
    private boolean each(List<String> values, PolicyContext context, boolean unresolved, boolean all) {
        for (String value : values) {
            boolean satisfied = any(value, context, unresolved) != operator.negated();
            if (satisfied != all) {
                return !all;
            }
        }
        return all;
    }

    private boolean any(String value, PolicyContext context, boolean unresolved) {
        for (ValueTest test : tests) {
            if (test.matches(value, context, unresolved)) {
                return true;
            }
        }
        return false;
    }
}
