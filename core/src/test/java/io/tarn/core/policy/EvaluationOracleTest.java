package io.tarn.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.account.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random policies against a second evaluator that works on what they were made from. A failure names its seed. */
class EvaluationOracleTest {
    private static final long SEED = 90_125;
    private static final List<String> ACTIONS = List.of("s3:GetObject", "s3:Get*", "S3:PUTOBJECT", "*", "s3:?etObject");
    private static final List<String> RESOURCES =
            List.of("*", "arn:aws:s3:::box/*", "arn:aws:s3:::box/a?", "arn:aws:s3:::*/b*", "arn:aws:s3:::other/*");
    private static final List<String> KEYS = List.of("ab", "b", "a/b", "abc");
    private static final List<String> PRINCIPALS = List.of(
            "*",
            "111122223333",
            "444455556666",
            "arn:aws:iam::111122223333:user/ana",
            "arn:aws:iam::444455556666:user/bob",
            "arn:aws:iam::111122223333:role/reader",
            "arn:aws:sts::111122223333:assumed-role/reader/monday");

    /** A statement as it was drawn; no principals in kinds that name nobody; no tag for no condition. */
    private record Drawn(
            boolean allows,
            List<String> principals,
            List<String> actions,
            boolean notAction,
            List<String> resources,
            boolean notResource,
            @Nullable String tag) {
        String json() {
            return "{'Effect':'" + (allows ? "Allow" : "Deny") + "'"
                    + (principals.isEmpty() ? "" : ",'Principal':{'AWS':" + list(principals) + "}")
                    + ",'" + (notAction ? "NotAction" : "Action") + "':" + list(actions)
                    + ",'" + (notResource ? "NotResource" : "Resource") + "':" + list(resources)
                    + (tag == null ? "" : ",'Condition':{'StringEquals':{'t:tag':'" + tag + "'}}") + "}";
        }

        private static String list(List<String> texts) {
            return texts.stream().map(text -> "'" + text + "'").collect(Collectors.joining(",", "[", "]"));
        }
    }

    private static <T> T one(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static List<String> some(Random random, List<String> list) {
        List<String> some = new ArrayList<>();
        do {
            some.add(one(random, list));
        } while (random.nextInt(3) == 0);
        return some;
    }

    private static List<Drawn> draw(Random random, boolean principals) {
        List<Drawn> drawn = new ArrayList<>();
        int size = random.nextInt(3);
        for (int index = 0; index < size; index++) {
            drawn.add(new Drawn(
                    random.nextInt(4) > 0,
                    principals ? some(random, PRINCIPALS) : List.of(),
                    some(random, ACTIONS),
                    random.nextInt(6) == 0,
                    some(random, RESOURCES),
                    random.nextInt(6) == 0,
                    random.nextInt(3) == 0 ? one(random, List.of("x", "y")) : null));
        }
        return drawn;
    }

    private static boolean like(String pattern, String text, boolean ignoreCase) {
        String expression = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(expression, ignoreCase ? Pattern.CASE_INSENSITIVE : 0)
                .matcher(text)
                .matches();
    }

    private static boolean applies(Drawn drawn, String action, String resource, String tag) {
        boolean acts = drawn.actions.stream().anyMatch(pattern -> like(pattern, action, true)) != drawn.notAction;
        boolean there =
                drawn.resources.stream().anyMatch(pattern -> like(pattern, resource, false)) != drawn.notResource;
        return acts && there && (drawn.tag == null || drawn.tag.equals(tag));
    }

    /** How far a drawn statement reaches: 3 itself, 2 its origin, 1 its account, 0 not at all. */
    private static int reach(Drawn drawn, PolicyPrincipal principal) {
        boolean everyone = drawn.principals.contains("*");
        Account home = principal.home();
        int account = home != null && drawn.principals.contains(home.id()) ? 1 : 0;
        return switch (principal) {
            case PolicyPrincipal.User user -> everyone || drawn.principals.contains(user.arn()) ? 3 : account;
            case PolicyPrincipal.RoleSession role ->
                drawn.principals.contains(role.sessionArn())
                        ? 3
                        : everyone || drawn.principals.contains(role.roleArn()) ? 2 : account;
            case PolicyPrincipal.Root root -> everyone || account > 0 ? 3 : 0;
            default -> everyone ? 3 : 0;
        };
    }

    private record Layers(
            List<Drawn> identity,
            @Nullable List<Drawn> boundary,
            @Nullable List<Drawn> session,
            List<Drawn> resource) {}

    private static boolean expected(Layers layers, PolicyRequest request, String tag) {
        PolicyPrincipal principal = request.principal();
        int resource = 0;
        for (Drawn drawn : layers.resource) {
            if (applies(drawn, request.action(), request.resourceArn(), tag) && reach(drawn, principal) > 0) {
                if (!drawn.allows) {
                    return false;
                }
                resource = Math.max(resource, reach(drawn, principal));
            }
        }
        int identity = says(layers.identity, request, tag);
        int boundary = layers.boundary == null ? 1 : says(layers.boundary, request, tag);
        int session = layers.session == null ? 1 : says(layers.session, request, tag);
        if (identity < 0 || boundary < 0 || session < 0) {
            return false;
        }
        Account home = principal.home();
        if (home == null) {
            return resource > 0;
        }
        boolean root = principal instanceof PolicyPrincipal.Root;
        boolean own = (root || identity > 0) && boundary > 0 && session > 0;
        if (!home.id().equals(request.resourceAccountId())) {
            return own && resource > 0;
        }
        return own || resource == 3 || (resource == 2 && boundary > 0 && session > 0);
    }

    /** 1 allows, -1 denies, 0 says nothing. */
    private static int says(List<Drawn> statements, PolicyRequest request, String tag) {
        int says = 0;
        for (Drawn drawn : statements) {
            if (applies(drawn, request.action(), request.resourceArn(), tag)) {
                if (!drawn.allows) {
                    return -1;
                }
                says = 1;
            }
        }
        return says;
    }

    private static @Nullable NamedPolicy policy(PolicyKind kind, @Nullable List<Drawn> drawn) {
        if (drawn == null || drawn.isEmpty()) {
            return null;
        }
        return Scene.named(
                kind.name().toLowerCase(Locale.ROOT),
                kind,
                drawn.stream().map(Drawn::json).toArray(String[]::new));
    }

    private static List<NamedPolicy> list(@Nullable NamedPolicy policy) {
        return policy == null ? List.of() : List.of(policy);
    }

    private static @Nullable List<Drawn> maybe(Random random) {
        List<Drawn> drawn = random.nextBoolean() ? List.of() : draw(random, false);
        return drawn.isEmpty() ? null : drawn;
    }

    @Test
    void decide_randomPolicies_asTheOracle() {
        Random random = new Random(SEED);
        List<PolicyPrincipal> principals = List.of(Scene.ANA, Scene.BOB, Scene.SESSION, Scene.ROOT, Scene.ANONYMOUS);
        int allowed = 0;
        for (int round = 0; round < 8_000; round++) {
            Layers layers = new Layers(draw(random, false), maybe(random), maybe(random), draw(random, true));
            PolicySet policies = new PolicySet(
                    list(policy(PolicyKind.IDENTITY, layers.identity)),
                    policy(PolicyKind.BOUNDARY, layers.boundary),
                    list(policy(PolicyKind.SESSION, layers.session)),
                    policy(PolicyKind.RESOURCE, layers.resource),
                    false);
            String tag = one(random, List.of("x", "y", "z"));
            PolicyRequest request = Scene.request(
                    one(random, principals),
                    one(random, List.of("s3:GetObject", "s3:PutObject")),
                    "arn:aws:s3:::box/" + one(random, KEYS),
                    Scene.context("T:TAG", tag));
            boolean decided = Evaluation.decide(policies, request).allowed();
            allowed += decided ? 1 : 0;
            assertThat(decided)
                    .as("seed %d round %d: %s by %s", SEED, round, layers, request.principal())
                    .isEqualTo(expected(layers, request, tag));
        }
        assertThat(allowed).isBetween(500, 7_500);
    }
}
