package io.tarn.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Quantified operators against what the documentation says in words. A failure names its seed. */
class QuantifierTest {
    private static final long SEED = 7_301;
    private static final List<String> VALUES = List.of("a", "b", "c", "ab");

    /** One reading of the documentation, value by value. */
    private static boolean documented(
            String quantifier, boolean negated, boolean ifExists, List<String> policy, List<String> request) {
        if (request.isEmpty() && ifExists) {
            return true;
        }
        List<Boolean> hits = new ArrayList<>();
        for (String value : request) {
            hits.add(policy.stream().anyMatch(wanted -> wanted.equals(value)));
        }
        return switch (quantifier) {
            // Every value of the request matches (or does not match) one of the policy.
            case "ForAllValues:" -> negated ? !hits.contains(true) : !hits.contains(false);
            // At least one value of the request matches (or does not match) one of the policy.
            case "ForAnyValue:" -> negated ? hits.contains(false) : hits.contains(true);
            // A match of any; the negation is that there is none, also when there is no key.
            default -> negated ? !hits.contains(true) : hits.contains(true);
        };
    }

    private static List<String> some(Random random, int least) {
        List<String> some = new ArrayList<>();
        int size = least + random.nextInt(3);
        for (int index = 0; index < size; index++) {
            some.add(VALUES.get(random.nextInt(VALUES.size())));
        }
        return some;
    }

    // ABUSE 55
    @Test
    void satisfied_randomValues_asDocumented() {
        Random random = new Random(SEED);
        for (int round = 0; round < 6_000; round++) {
            String quantifier = List.of("", "ForAllValues:", "ForAnyValue:").get(random.nextInt(3));
            boolean negated = random.nextBoolean();
            boolean ifExists = random.nextBoolean();
            List<String> policy = some(random, 1);
            List<String> request = some(random, 0);
            String operator =
                    quantifier + (negated ? "StringNotEquals" : "StringEquals") + (ifExists ? "IfExists" : "");
            String values = policy.stream().map(value -> "'" + value + "'").collect(Collectors.joining(","));
            PolicyContext context =
                    PolicyContext.builder().texts("t:key", request).build();
            boolean allowed = Scene.allows(
                    Scene.allowIf("{'" + operator + "':{'t:key':[" + values + "]}}"), Scene.get(Scene.ANA, context));
            assertThat(allowed)
                    .as("seed %d round %d: %s %s on %s", SEED, round, operator, policy, request)
                    .isEqualTo(documented(quantifier, negated, ifExists, policy, request));
        }
    }
}
