package io.tarn.core.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What S3 asks of a bucket's policy beyond the grammar: it speaks of this bucket, in actions that exist and that fit. */
public final class BucketPolicyRules {
    private static final String BUCKETS = "arn:aws:s3:::";

    private final Set<String> bucketActions;
    private final Set<String> objectActions;

    /**
     * Rules over known actions, for example {@code s3:GetObject}.
     *
     * @param bucketActions those on a bucket
     * @param objectActions those on an object
     */
    public BucketPolicyRules(Set<String> bucketActions, Set<String> objectActions) {
        this.bucketActions = lowerCase(bucketActions);
        this.objectActions = lowerCase(objectActions);
    }

    private static Set<String> lowerCase(Set<String> actions) {
        return actions.stream().map(action -> action.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Checks a parsed policy for the bucket it shall be attached to.
     *
     * @throws MalformedPolicyException if it names another bucket, an unknown action or one that fits no named resource
     */
    public void check(PolicyDocument document, String bucket) {
        for (PolicyStatement statement : document.statements()) {
            StatementTexts texts = statement.texts();
            for (String resource : texts.resources()) {
                if (!ofBucket(resource, bucket)) {
                    throw MalformedPolicyException.of("Policy has invalid resource", resource);
                }
            }
            texts.actions().forEach(action -> checkAction(action, texts, bucket));
        }
    }

    private void checkAction(String action, StatementTexts texts, String bucket) {
        Glob pattern = Glob.of(action.toLowerCase(Locale.ROOT));
        boolean onBucket = bucketActions.stream().anyMatch(pattern::matches);
        boolean onObject = objectActions.stream().anyMatch(pattern::matches);
        if (!onBucket && !onObject) {
            throw MalformedPolicyException.of("Policy has invalid action", action);
        }
        if (texts.notAction() || texts.notResource()) {
            return;
        }
        Set<Boolean> levels = new HashSet<>();
        texts.resources().forEach(resource -> levels.addAll(levels(resource, bucket)));
        if (!(onBucket && levels.contains(true)) && !(onObject && levels.contains(false))) {
            throw MalformedPolicyException.of("Action does not apply to any resource(s) in statement", action);
        }
    }

    private static boolean ofBucket(String resource, String bucket) {
        if (resource.equals("*")) {
            return true;
        }
        String name = withoutVariables(resource);
        int slash = name.indexOf('/');
        return Glob.of(slash < 0 ? name : name.substring(0, slash)).matches(BUCKETS + bucket);
    }

    /** Whether a resource can be the bucket (true), an object in it (false), or both. */
    private static List<Boolean> levels(String resource, String bucket) {
        String name = withoutVariables(resource);
        boolean object = name.indexOf('/') >= 0 || name.endsWith("*");
        boolean itself = Glob.of(name).matches(BUCKETS + bucket);
        return object ? itself ? List.of(true, false) : List.of(false) : List.of(true);
    }

    /** A pattern in which every variable may be anything. */
    private static String withoutVariables(String text) {
        StringBuilder plain = new StringBuilder();
        int position = 0;
        for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", position)) {
            plain.append(text, position, start).append('*');
            int end = text.indexOf('}', start);
            if (end < 0) {
                return plain.toString();
            }
            position = end + 1;
        }
        return plain.append(text, position, text.length()).toString();
    }
}
