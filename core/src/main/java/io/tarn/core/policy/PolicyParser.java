package io.tarn.core.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns JSON into statements of a kind, or names the first mistake. */
final class PolicyParser {
    private static final Set<String> ELEMENTS = Set.of("Version", "Id", "Statement");

    private final PolicyKind kind;

    PolicyParser(PolicyKind kind) {
        this.kind = kind;
    }

    PolicyDocument document(StrictJson.Fields root, String source) {
        known(root, ELEMENTS);
        String version = version(root.values().get("Version"));
        String id = optional(root, "Id");
        StrictJson statement = root.values().get("Statement");
        if (statement == null) {
            throw new MalformedPolicyException("Missing required field Statement");
        }
        boolean variables = version.equals(PolicyDocument.VERSION);
        List<PolicyStatement> statements = new ArrayList<>();
        for (StrictJson item : items(statement, "Statement")) {
            if (!(item instanceof StrictJson.Fields fields)) {
                throw new MalformedPolicyException("Statement must be an object or a list of objects");
            }
            statements.add(new StatementParser(kind, fields, variables).statement(statements.size()));
        }
        distinct(statements);
        return new PolicyDocument(kind, version, id, statements, source);
    }

    private static String version(@Nullable StrictJson json) {
        if (json == null) {
            return PolicyDocument.OLD_VERSION;
        }
        String version = text(json, "Version");
        if (!version.equals(PolicyDocument.VERSION) && !version.equals(PolicyDocument.OLD_VERSION)) {
            throw MalformedPolicyException.of("The policy must contain a valid version string, not", version);
        }
        return version;
    }

    private void distinct(List<PolicyStatement> statements) {
        Set<String> seen = new HashSet<>();
        for (PolicyStatement statement : statements) {
            String sid = statement.sid();
            if (sid != null && !sid.isEmpty() && kind != PolicyKind.RESOURCE && !seen.add(sid)) {
                throw MalformedPolicyException.of("Statement IDs (SID) in a single policy must be unique", sid);
            }
        }
    }

    static void known(StrictJson.Fields fields, Set<String> names) {
        for (String name : fields.values().keySet()) {
            if (!names.contains(name)) {
                throw MalformedPolicyException.of("Unknown field", name);
            }
        }
    }

    static @Nullable String optional(StrictJson.Fields fields, String name) {
        StrictJson json = fields.values().get(name);
        return json == null ? null : text(json, name);
    }

    static String text(StrictJson json, String name) {
        if (json instanceof StrictJson.Text text) {
            return text.value();
        }
        throw new MalformedPolicyException(name + " must be a string");
    }

    /** One value or a list of at least one. */
    static List<StrictJson> items(StrictJson json, String name) {
        List<StrictJson> items = json instanceof StrictJson.Items list ? list.values() : List.of(json);
        if (items.isEmpty()) {
            throw new MalformedPolicyException(name + " must not be empty");
        }
        return items;
    }

    /** One string or a list of at least one. */
    static List<String> texts(StrictJson json, String name) {
        return items(json, name).stream().map(item -> text(item, name)).toList();
    }

    /** The fields of an object that holds at least one. */
    static Map<String, StrictJson> fields(StrictJson json, String name) {
        if (json instanceof StrictJson.Fields fields && !fields.values().isEmpty()) {
            return fields.values();
        }
        throw new MalformedPolicyException(name + " must be an object that is not empty");
    }
}
