package io.tarn.core.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one statement of a policy. */
final class StatementParser {
    private static final Set<String> ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    private final PolicyKind kind;
    private final StrictJson.Fields fields;
    private final boolean variables;

    StatementParser(PolicyKind kind, StrictJson.Fields fields, boolean variables) {
        this.kind = kind;
        this.fields = fields;
        this.variables = variables;
    }

    PolicyStatement statement(int index) {
        PolicyParser.known(fields, ELEMENTS);
        boolean allows = allows();
        List<String> actions = PolicyParser.texts(either("Action"), "Action");
        List<Glob> actionPatterns = actions.stream().map(this::action).toList();
        PrincipalPattern principals = principals();
        List<String> resources = resources();
        List<ArnPattern> resourcePatterns =
                resources.stream().map(this::resource).toList();
        StatementTexts texts = new StatementTexts(
                index, sid(), allows, has("NotPrincipal"), actions, has("NotAction"), resources, has("NotResource"));
        return new PolicyStatement(texts, principals, actionPatterns, resourcePatterns, conditions());
    }

    private boolean has(String name) {
        return fields.values().containsKey(name);
    }

    private @Nullable String sid() {
        String sid = PolicyParser.optional(fields, "Sid");
        if (sid == null || kind == PolicyKind.RESOURCE) {
            return sid;
        }
        if (!sid.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c))) {
            throw MalformedPolicyException.of("Statement IDs (SID) must be alpha-numeric", sid);
        }
        return sid;
    }

    private boolean allows() {
        StrictJson effect = fields.values().get("Effect");
        if (effect == null) {
            throw new MalformedPolicyException("Missing required field Effect");
        }
        String text = PolicyParser.text(effect, "Effect");
        return switch (text) {
            case "Allow" -> true;
            case "Deny" -> false;
            default -> throw MalformedPolicyException.of("Invalid effect", text);
        };
    }

    /** The value of an element or of its negation, of which exactly one must be there. */
    private StrictJson either(String name) {
        StrictJson plain = fields.values().get(name);
        StrictJson negated = fields.values().get("Not" + name);
        if (plain != null && negated != null) {
            throw new MalformedPolicyException("Statement must not hold both " + name + " and Not" + name);
        }
        StrictJson value = plain == null ? negated : plain;
        if (value == null) {
            throw new MalformedPolicyException("Missing required field " + name);
        }
        return value;
    }

    private @Nullable PrincipalPattern principals() {
        if (kind.principal()) {
            return new PrincipalParser().principals(either("Principal"));
        }
        if (has("Principal") || has("NotPrincipal")) {
            throw new MalformedPolicyException("Policy document should not specify a principal.");
        }
        return null;
    }

    private List<String> resources() {
        if (kind.resource()) {
            return PolicyParser.texts(either("Resource"), "Resource");
        }
        if (has("Resource") || has("NotResource")) {
            throw new MalformedPolicyException("Policy document should not specify a resource.");
        }
        return List.of();
    }

    private Glob action(String action) {
        int colon = action.indexOf(':');
        boolean vendor = colon > 0 && action.substring(0, colon).chars().allMatch(StatementParser::vendor);
        boolean name = colon < action.length() - 1
                && action.substring(colon + 1).chars().allMatch(c -> vendor(c) || c == '*' || c == '?');
        if (!action.equals("*") && !(vendor && name)) {
            throw MalformedPolicyException.of("Policy has invalid action", action);
        }
        return Glob.of(action.toLowerCase(Locale.ROOT));
    }

    private static boolean vendor(int character) {
        return (character < 0x80 && Character.isLetterOrDigit(character)) || character == '-' || character == '_';
    }

    private ArnPattern resource(String resource) {
        ArnPattern pattern = ArnPattern.parse(resource, variables);
        if (pattern == null) {
            throw MalformedPolicyException.of("Resource must be in ARN format or \"*\"", resource);
        }
        return pattern;
    }

    private List<PolicyCondition> conditions() {
        StrictJson condition = fields.values().get("Condition");
        List<PolicyCondition> conditions = new ArrayList<>();
        if (condition == null
                || (condition instanceof StrictJson.Fields none && none.values().isEmpty())) {
            return conditions;
        }
        for (Map.Entry<String, StrictJson> entry :
                PolicyParser.fields(condition, "Condition").entrySet()) {
            ConditionOperator operator = ConditionOperator.parse(entry.getKey());
            if (operator == null) {
                throw MalformedPolicyException.of("Invalid Condition type", entry.getKey());
            }
            for (Map.Entry<String, StrictJson> key :
                    PolicyParser.fields(entry.getValue(), entry.getKey()).entrySet()) {
                conditions.add(new PolicyCondition(operator, key(key.getKey()), values(key), variables));
            }
        }
        return conditions;
    }

    private static String key(String key) {
        int colon = key.indexOf(':');
        if (colon <= 0 || colon == key.length() - 1) {
            throw MalformedPolicyException.of("Policy has an invalid condition key", key);
        }
        return key;
    }

    private static List<String> values(Map.Entry<String, StrictJson> entry) {
        List<String> values = new ArrayList<>();
        for (StrictJson item : PolicyParser.items(entry.getValue(), entry.getKey())) {
            values.add(
                    switch (item) {
                        case StrictJson.Text text -> text.value();
                        case StrictJson.Bare bare -> bare.value();
                        case StrictJson.Fields object -> throw notValue(entry.getKey());
                        case StrictJson.Items list -> throw notValue(entry.getKey());
                        case StrictJson.Null none -> throw notValue(entry.getKey());
                    });
        }
        return values;
    }

    private static MalformedPolicyException notValue(String key) {
        return MalformedPolicyException.of("Condition value must be a string, a number, true or false at", key);
    }
}
