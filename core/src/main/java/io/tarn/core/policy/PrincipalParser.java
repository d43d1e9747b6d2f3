package io.tarn.core.policy;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads a Principal or NotPrincipal element. */
final class PrincipalParser {
    private static final int ACCOUNT_DIGITS = 12;
    private static final int CANONICAL_DIGITS = 64;
    private static final int ARN_SEGMENTS = 6;

    private boolean everyone;
    private final Set<String> accounts = new HashSet<>();
    private final Set<String> canonicalIds = new HashSet<>();
    private final Set<String> arns = new HashSet<>();
    private final Set<String> providers = new HashSet<>();
    private final Set<String> services = new HashSet<>();

    PrincipalPattern principals(StrictJson json) {
        if (json instanceof StrictJson.Text text) {
            if (!text.value().equals("*")) {
                throw invalid(text.value());
            }
            everyone = true;
        } else {
            for (Map.Entry<String, StrictJson> entry :
                    PolicyParser.fields(json, "Principal").entrySet()) {
                PolicyParser.texts(entry.getValue(), "Principal").forEach(name -> add(entry.getKey(), name));
            }
        }
        return new PrincipalPattern(
                everyone,
                Set.copyOf(accounts),
                Set.copyOf(canonicalIds),
                Set.copyOf(arns),
                Set.copyOf(providers),
                Set.copyOf(services));
    }

    private static MalformedPolicyException invalid(String name) {
        return MalformedPolicyException.of("Invalid principal in policy", name);
    }

    private void add(String type, String name) {
        switch (type) {
            case "AWS" -> addAccountOrArn(name);
            case "Federated" -> add(providers, name);
            case "Service" -> add(services, name);
            case "CanonicalUser" -> addCanonical(name);
            default -> throw invalid(type);
        }
    }

    private static void add(Set<String> names, String name) {
        if (name.isEmpty() || (name.length() > 1 && (name.indexOf('*') >= 0 || name.indexOf('?') >= 0))) {
            throw invalid(name);
        }
        names.add(name);
    }

    private void addCanonical(String name) {
        if (name.length() != CANONICAL_DIGITS
                || !name.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            throw invalid(name);
        }
        canonicalIds.add(name);
    }

    private void addAccountOrArn(String name) {
        if (name.equals("*")) {
            everyone = true;
        } else if (account(name)) {
            accounts.add(name);
        } else {
            addArn(name);
        }
    }

    private void addArn(String name) {
        String[] parts = name.split(":", ARN_SEGMENTS);
        boolean shaped = parts.length == ARN_SEGMENTS
                && parts[0].equals("arn")
                && parts[1].startsWith("aws")
                && (parts[2].equals("iam") || parts[2].equals("sts"))
                && parts[3].isEmpty()
                && account(parts[4])
                && !parts[5].isEmpty();
        if (!shaped || name.indexOf('*') >= 0 || name.indexOf('?') >= 0) {
            throw invalid(name);
        }
        if (parts[2].equals("iam") && parts[5].equals("root")) {
            accounts.add(parts[4]);
        } else {
            arns.add(name);
        }
    }

    private static boolean account(String text) {
        return text.length() == ACCOUNT_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
