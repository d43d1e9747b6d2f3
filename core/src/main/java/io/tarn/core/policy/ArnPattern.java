package io.tarn.core.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of ARNs, compared segment by segment: a wildcard before the fifth colon never reaches over a colon, so that
 * no part of an object key can pass for a service or an account.
 */
final class ArnPattern {
    private static final int COLONS = 5;

    private final PolicyText text;
    private final @Nullable List<Glob> fixed;
    private final boolean everything;

    private ArnPattern(PolicyText text, boolean everything) {
        this.text = text;
        this.everything = everything;
        this.fixed = text.variable() ? null : text.arn(PolicyContext.EMPTY);
    }

    /** Reads a pattern that is {@code *} or separates six segments; null if it is neither. */
    static @Nullable ArnPattern parse(String pattern, boolean variables) {
        PolicyText text = PolicyText.parse(pattern, true, variables);
        if (pattern.equals("*")) {
            return new ArnPattern(text, true);
        }
        return pattern.startsWith("arn:") && text.segments() == COLONS + 1 ? new ArnPattern(text, false) : null;
    }

    /** Whether an ARN matches; a pattern whose variable has no value answers what it is told to. */
    boolean matches(String arn, PolicyContext context, boolean unresolved) {
        if (everything) {
            return true;
        }
        List<Glob> segments = fixed == null ? text.arn(context) : fixed;
        return segments == null ? unresolved : matches(segments, arn);
    }

    private static boolean matches(List<Glob> segments, String arn) {
        int start = 0;
        for (int index = 0; index < COLONS; index++) {
            int end = arn.indexOf(':', start);
            if (end < 0 || !segments.get(index).matches(arn, start, end)) {
                return false;
            }
            start = end + 1;
        }
        return segments.get(COLONS).matches(arn, start, arn.length());
    }
}
