package io.tarn.core.sts;

import io.tarn.api.query.QueryException;
import io.tarn.api.sts.PolicyDescriptorType;
import io.tarn.api.sts.Tag;
import io.tarn.core.access.GrantSource;
import io.tarn.core.account.Account;
import io.tarn.core.policy.MalformedPolicyException;
import io.tarn.core.policy.PolicyDocument;
import io.tarn.core.policy.PolicyKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for what a request may ask of a session. Each answers what it was given, or refuses. */
final class SessionRules {
    /** Shortest session, in seconds. */
    static final int SECONDS_MIN = 900;

    /** Longest session of a role that was assumed by a role's session, and of a root user, in seconds. */
    static final int HOUR = 3_600;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+=,.@-]{2,64}");
    private static final Pattern FEDERATED_NAME = Pattern.compile("[A-Za-z0-9_+=,.@-]{2,32}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[A-Za-z0-9_+=,.@:/-]{2,1224}");
    private static final int POLICY_ARNS_MAX = 10;
    private static final int TAGS_MAX = 50;
    private static final int TAG_KEY_MAX = 128;
    private static final int TAG_VALUE_MAX = 256;

    private SessionRules() {}

    static String name(@Nullable String name, String member) {
        return matching(name, member, NAME);
    }

    static String federatedName(@Nullable String name) {
        return matching(name, "name", FEDERATED_NAME);
    }

    static @Nullable String externalId(@Nullable String id) {
        return id == null ? null : matching(id, "externalId", EXTERNAL_ID);
    }

    private static String matching(@Nullable String text, String member, Pattern form) {
        if (text == null || !form.matcher(text).matches()) {
            throw QueryException.invalid(
                    "'" + Objects.toString(text, "") + "'",
                    member,
                    "Member must satisfy regular expression pattern: " + form.pattern());
        }
        return text;
    }

    /** A duration between {@link #SECONDS_MIN} and a longest one; {@code usual} if none is asked for. */
    static int seconds(@Nullable Integer asked, int usual, int max, String tooLong) {
        int seconds = asked == null ? Math.min(usual, max) : asked;
        if (seconds < SECONDS_MIN) {
            throw QueryException.invalid(
                    "'" + seconds + "'",
                    "durationSeconds",
                    "Member must have value greater than or equal to " + SECONDS_MIN);
        }
        if (seconds > max) {
            throw StsErrors.invalid(tooLong);
        }
        return seconds;
    }

    /** A session policy in full. */
    static @Nullable String policy(@Nullable String document) {
        if (document == null || document.isEmpty()) {
            return null;
        }
        try {
            PolicyDocument.parse(document, PolicyKind.SESSION);
            return document;
        } catch (MalformedPolicyException malformed) {
            throw StsErrors.badPolicy(Objects.requireNonNullElse(malformed.getMessage(), "malformed"));
        }
    }

    /** Managed policies that narrow a session; all of them exist. */
    static List<String> policyArns(
            @Nullable List<PolicyDescriptorType> descriptors, GrantSource source, Account account) {
        List<String> arns = new ArrayList<>();
        for (PolicyDescriptorType descriptor : descriptors == null ? List.<PolicyDescriptorType>of() : descriptors) {
            String arn = descriptor.arn();
            if (arn == null || source.policy(account, arn) == null) {
                throw StsErrors.badPolicy("Policy " + arn + " does not exist or is not attachable.");
            }
            arns.add(arn);
        }
        if (arns.size() > POLICY_ARNS_MAX) {
            throw StsErrors.invalid("At most " + POLICY_ARNS_MAX + " policy ARNs narrow a session");
        }
        return arns;
    }

    /** Tags, whose keys differ also without regard to case. */
    static Map<String, String> tags(@Nullable List<Tag> given) {
        Map<String, String> tags = new LinkedHashMap<>();
        Set<String> keys = new TreeSet<>();
        for (Tag tag : given == null ? List.<Tag>of() : given) {
            String key = tag.key();
            String value = tag.value();
            if (key == null || value == null || key.isEmpty() || key.length() > TAG_KEY_MAX) {
                throw StsErrors.invalid("A tag has a key of 1 to " + TAG_KEY_MAX + " characters, and a value");
            }
            if (value.length() > TAG_VALUE_MAX || key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw StsErrors.invalid("The tag " + key + " has more than " + TAG_VALUE_MAX
                        + " characters, or a key that begins with aws:");
            }
            if (!keys.add(key.toLowerCase(Locale.ROOT))) {
                throw StsErrors.invalid("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            tags.put(key, value);
        }
        if (tags.size() > TAGS_MAX) {
            throw StsErrors.invalid("A session has at most " + TAGS_MAX + " tags");
        }
        return tags;
    }

    /** The tags that a session hands on: those asked for, which it must have, and those that were handed to it. */
    static List<String> transitive(@Nullable List<String> asked, Map<String, String> tags, List<String> inherited) {
        Set<String> transitive = new TreeSet<>(inherited);
        for (String key : asked == null ? List.<String>of() : asked) {
            if (!tags.containsKey(key)) {
                throw StsErrors.invalid("The specified transitive tag key " + key + " must be included in the tags");
            }
            transitive.add(key);
        }
        return List.copyOf(transitive);
    }
}
