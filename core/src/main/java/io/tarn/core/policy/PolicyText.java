package io.tarn.core.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A text of a policy: characters, wildcards where they have a meaning, and variables such as {@code ${aws:username}}.
 *
 * <p>A variable's value stands for itself: a {@code *} in it is a star. A key with no value or several has none to put
 * in, and without a default the text cannot be resolved.
 */
final class PolicyText {
    private static final int SEGMENTS = 6;

    /** A piece of the text. */
    private sealed interface Part {}

    private static final class Fixed implements Part {
        private final int[] tokens;

        Fixed(int[] tokens) {
            this.tokens = tokens;
        }
    }

    private record Variable(String key, @Nullable String otherwise) implements Part {}

    private final List<Part> parts;
    private final boolean variable;

    private PolicyText(List<Part> parts) {
        this.parts = parts;
        this.variable = parts.stream().anyMatch(Variable.class::isInstance);
    }

    /** Reads a text in which wildcards and variables have a meaning, or have none. */
    static PolicyText parse(String text, boolean wildcards, boolean variables) {
        List<Part> parts = new ArrayList<>();
        int position = 0;
        while (variables) {
            int start = text.indexOf("${", position);
            if (start < 0) {
                break;
            }
            int end = text.indexOf('}', start);
            if (end < 0) {
                throw MalformedPolicyException.of("Policy variable is not closed", text);
            }
            parts.add(fixed(text.substring(position, start), wildcards));
            parts.add(variable(text.substring(start + 2, end), text));
            position = end + 1;
        }
        parts.add(fixed(text.substring(position), wildcards));
        return new PolicyText(List.copyOf(parts));
    }

    private static Part fixed(String text, boolean wildcards) {
        IntStream characters = text.chars();
        return new Fixed((wildcards ? characters.map(Glob::token) : characters).toArray());
    }

    private static Part variable(String inside, String text) {
        if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
            return new Fixed(new int[] {inside.charAt(0)});
        }
        int comma = inside.indexOf(',');
        String key = (comma < 0 ? inside : inside.substring(0, comma)).strip();
        if (key.isEmpty() || key.contains("$") || key.contains("{")) {
            throw MalformedPolicyException.of("Policy variable is not valid", text);
        }
        return new Variable(
                key.toLowerCase(Locale.ROOT), comma < 0 ? null : otherwise(inside.substring(comma + 1), text));
    }

    private static String otherwise(String quoted, String text) {
        String inner = quoted.strip();
        if (inner.length() < 2 || !inner.startsWith("'") || !inner.endsWith("'")) {
            throw MalformedPolicyException.of("Default of a policy variable takes single quotes", text);
        }
        return inner.substring(1, inner.length() - 1);
    }

    /** Whether the text depends on the request. */
    boolean variable() {
        return variable;
    }

    /** The characters, with wildcards as they are written; null if a variable has no value. */
    @Nullable
    String text(PolicyContext context) {
        int[] tokens = tokens(context);
        if (tokens == null) {
            return null;
        }
        StringBuilder text = new StringBuilder(tokens.length);
        for (int token : tokens) {
            text.append(token == Glob.MANY ? '*' : token == Glob.ONE ? '?' : (char) token);
        }
        return text.toString();
    }

    /** The whole as one pattern; null if a variable has no value. */
    @Nullable
    Glob glob(PolicyContext context) {
        int[] tokens = tokens(context);
        return tokens == null ? null : Glob.of(tokens);
    }

    private int @Nullable [] tokens(PolicyContext context) {
        IntStream.Builder tokens = IntStream.builder();
        for (Part part : parts) {
            int[] next = tokens(part, context);
            if (next == null) {
                return null;
            }
            IntStream.of(next).forEach(tokens::add);
        }
        return tokens.build().toArray();
    }

    private static int @Nullable [] tokens(Part part, PolicyContext context) {
        return switch (part) {
            case Fixed fixed -> fixed.tokens;
            case Variable needed -> {
                List<String> values = context.values(needed.key);
                String value = values.size() == 1 ? values.getFirst() : needed.otherwise;
                yield value == null ? null : value.chars().toArray();
            }
        };
    }

    /** How many segments of an ARN the text itself separates, at most six. */
    int segments() {
        long colons = parts.stream()
                .flatMapToInt(part -> part instanceof Fixed fixed ? IntStream.of(fixed.tokens) : IntStream.empty())
                .filter(token -> token == ':')
                .count();
        return (int) Math.min(colons + 1, SEGMENTS);
    }

    /** One pattern for each of the six segments of an ARN; null if a variable has no value. */
    @Nullable
    List<Glob> arn(PolicyContext context) {
        List<Glob> segments = new ArrayList<>();
        IntStream.Builder segment = IntStream.builder();
        for (Part part : parts) {
            int[] next = tokens(part, context);
            if (next == null) {
                return null;
            }
            for (int token : next) {
                // A colon in a variable's value separates nothing.
                if (token == ':' && part instanceof Fixed && segments.size() < SEGMENTS - 1) {
                    segments.add(Glob.of(segment.build().toArray()));
                    segment = IntStream.builder();
                } else {
                    segment.add(token);
                }
            }
        }
        segments.add(Glob.of(segment.build().toArray()));
        return segments;
    }
}
