package io.tarn.core.policy;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the condition keys that a policy looks at. */
final class ContextKeys {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*([^},\\s]+)[^}]*\\}");

    private ContextKeys() {}

    static Set<String> of(PolicyDocument document) {
        Set<String> keys = new LinkedHashSet<>();
        boolean variables = document.version().equals(PolicyDocument.VERSION);
        for (PolicyStatement statement : document.statements()) {
            if (variables) {
                statement.texts().resources().forEach(text -> variables(text, keys));
            }
            for (PolicyCondition condition : statement.conditions()) {
                keys.add(condition.spelledKey());
                if (variables) {
                    condition.texts().forEach(text -> variables(text, keys));
                }
            }
        }
        return keys;
    }

    private static void variables(String text, Set<String> keys) {
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            String key = matcher.group(1);
            if (key.indexOf(':') > 0) {
                keys.add(key);
            }
        }
    }
}
