package io.tarn.core.explain;

import io.tarn.core.access.Caller;
import io.tarn.core.access.Decision;
import io.tarn.core.access.Grants;
import io.tarn.core.access.Resource;
import io.tarn.core.audit.Asked;
import io.tarn.core.audit.AuditEvent;
import io.tarn.core.auth.SignatureFault;
import io.tarn.core.policy.NamedPolicy;
import io.tarn.core.policy.PolicyDecision;
import io.tarn.core.policy.PolicyStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One event in words. What came from a client is escaped wherever it could break a line. */
final class ExplanationText {
    private final AuditEvent event;
    private final StringBuilder text = new StringBuilder(1_024);

    ExplanationText(AuditEvent event) {
        this.event = event;
    }

    /** The explanation: lines, each with its end. */
    String text() {
        line("Request   " + event.requestId() + " at " + event.time());
        line("What      " + event.service() + ":" + (event.operation().isEmpty() ? "(not routed)" : event.operation())
                + place());
        line("Who       " + who());
        line("From      " + event.connection().client().getHostAddress()
                + (event.connection().secure() ? " over TLS" : " without TLS"));
        line("Answer    " + event.status() + (event.error() == null ? "" : " " + event.error()));
        if (event.message() != null) {
            line("          " + event.message());
        }
        for (Asked asked : event.asked()) {
            asked(asked);
        }
        if (event.askedMore() > 0) {
            line("... and " + event.askedMore() + " questions more, not remembered");
        }
        if (event.asked().isEmpty()) {
            line("No policy was asked: " + notAsked());
        }
        existence();
        SignatureFault fault = event.fault();
        if (fault != null) {
            signature(fault);
        }
        return text.toString();
    }

    private void line(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || c == '\u2028'
                    || c == '\u2029'
                    || Character.isSurrogate(c)
                    || c >= '\ufffe') {
                text.append("\\u%04x".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        text.append('\n');
    }

    private String place() {
        String bucket = event.bucket();
        String place = bucket == null ? "" : " of " + bucket;
        String key = event.key();
        place = key == null ? place : place + "/" + key;
        return event.versionId() == null ? place : place + " (version " + event.versionId() + ")";
    }

    private String who() {
        return switch (event.caller()) {
            case Caller.Identity identity ->
                identity.arn() + ", account " + identity.account().id() + ", access key " + identity.accessKeyId();
            case Caller.Anonymous anonymous -> "nobody: the request carries no signature";
            case null ->
                event.claimedKeyId() == null
                        ? "not known: the request was refused before"
                        : "not proven; the request claims access key " + event.claimedKeyId();
        };
    }

    private String notAsked() {
        return event.caller() == null
                ? "it was not proven who asks."
                : event.error() == null ? "nothing had to be." : "the request was refused before.";
    }

    private void asked(Asked asked) {
        Decision decision = asked.decision();
        line("");
        line(asked.action() + " on " + asked.resource().arn() + ": " + (decision.allowed() ? "ALLOWED" : "DENIED"));
        line("  Reason  " + reason(decision));
        PolicyStatement statement = decision.statement();
        if (statement != null) {
            String sid = statement.sid() == null ? "" : " (Sid " + statement.sid() + ")";
            line("  Policy  " + decision.policy() + ", statement " + (statement.index() + 1) + sid);
            NamedPolicy policy = policies(asked)
                    .filter(each -> each.name().equals(decision.policy()))
                    .filter(each -> each.document().statements().contains(statement))
                    .findFirst()
                    .orElse(null);
            if (policy != null) {
                line("          " + policy.document().statementText(statement.index()));
            }
        }
        if (decision.policies() != null) {
            layers(asked, Objects.requireNonNull(decision.policies()));
        }
    }

    private static String reason(Decision decision) {
        PolicyDecision policies = decision.policies();
        if (policies == null) {
            return decision.explanation();
        }
        return switch (policies.reason()) {
            case ALLOWED_BY_RESOURCE_POLICY -> "the resource's policy allows it";
            case ALLOWED_BY_IDENTITY_POLICY -> "a policy of the caller allows it, and nothing denies it";
            case ALLOWED_BY_ACL -> "an access control list grants it";
            case ALLOWED_TO_ROOT -> "the caller is the root user of the account that owns it";
            case EXPLICIT_DENY -> "a statement denies it, which no other can outweigh";
            case NO_IDENTITY_POLICY_ALLOWS -> "no policy of the caller allows it";
            case BOUNDARY_DOES_NOT_ALLOW -> "the permissions boundary of the caller does not allow it";
            case SESSION_POLICY_DOES_NOT_ALLOW -> "the session's policies do not allow it";
            case NO_RESOURCE_POLICY_ALLOWS ->
                "neither the resource's policy nor an access control list allows it to somebody outside the owner's account";
        };
    }

    /** Which sets of policies there were, and which decided. */
    private void layers(Asked asked, PolicyDecision decided) {
        Grants grants = grants();
        layer("caller's policies", grants.identity(), PolicyDecision.Layer.IDENTITY, decided);
        layer("boundary", optional(grants.boundary()), PolicyDecision.Layer.BOUNDARY, decided);
        layer("session policies", grants.session(), PolicyDecision.Layer.SESSION, decided);
        layer("resource's policy", optional(ofResource(asked.resource())), PolicyDecision.Layer.RESOURCE, decided);
    }

    private void layer(String name, List<NamedPolicy> policies, PolicyDecision.Layer layer, PolicyDecision decided) {
        String names = policies.isEmpty()
                ? "none"
                : policies.stream().map(NamedPolicy::name).collect(Collectors.joining(", "));
        String verdict = "";
        if (decided.layer() == layer) {
            verdict = decided.statement() == null ? ": silent, and so it is denied" : ": decided";
        } else if (!policies.isEmpty()) {
            verdict = decided.reason() == PolicyDecision.Reason.EXPLICIT_DENY ? ": outweighed" : ": denies nothing";
        }
        line("  %-18s %s%s".formatted(name, names, verdict));
    }

    private Grants grants() {
        return event.caller() instanceof Caller.Identity identity ? identity.grants() : Grants.NONE;
    }

    private Stream<NamedPolicy> policies(Asked asked) {
        Grants grants = grants();
        List<NamedPolicy> all = new ArrayList<>(grants.identity());
        all.addAll(optional(grants.boundary()));
        all.addAll(grants.session());
        all.addAll(optional(ofResource(asked.resource())));
        return all.stream();
    }

    private static List<NamedPolicy> optional(@Nullable NamedPolicy policy) {
        return policy == null ? List.of() : List.of(policy);
    }

    private static @Nullable NamedPolicy ofResource(Resource resource) {
        return switch (resource) {
            case Resource.Bucket bucket -> bucket.rules().settings().namedPolicy(bucket.name());
            case Resource.Object object -> ofResource(object.bucket());
            case Resource.Service service -> null;
            case Resource.Iam iam -> null;
        };
    }

    /** S3 hides from those who may not list whether a key exists. */
    private void existence() {
        if (event.asked().isEmpty() || event.status() != 403) {
            return;
        }
        Asked last = event.asked().getLast();
        boolean before = event.asked().size() > 1
                && event.asked().get(event.asked().size() - 2).decision().allowed();
        if (last.action().equals("s3:ListBucket") && before && event.key() != null) {
            line("");
            line("The key does not exist. Who may list the bucket is told so with 404; others get 403, as from S3.");
        }
    }

    private void signature(SignatureFault fault) {
        SignatureFault.Mistake mistake = fault.mistake();
        line("");
        if (mistake == null) {
            line("No usual mistake gives the signature that was sent: probably the client has another secret.");
            line("Compare what the client signed: tarn explain --client-canonical-request FILE.");
            line("");
            line("The server's string to sign:");
            indented("  ", fault.stringToSign());
            line("The server's canonical request:");
            indented("  ", fault.canonicalRequest());
            return;
        }
        line("The mistake: " + mistake.words() + ".");
        line("");
        line("Canonical requests ('-' the server's, '+' the client's):");
        compare(fault.canonicalRequest(), mistake.canonicalRequest());
        line("Strings to sign:");
        compare(fault.stringToSign(), mistake.stringToSign());
    }

    private void indented(String before, String lines) {
        for (String each : lines.split("\n", -1)) {
            line(before + each);
        }
    }

    private void compare(String ours, String theirs) {
        String[] left = ours.split("\n", -1);
        String[] right = theirs.split("\n", -1);
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            String one = i < left.length ? left[i] : null;
            String other = i < right.length ? right[i] : null;
            if (Objects.equals(one, other)) {
                line("    " + one);
            } else {
                if (one != null) {
                    line("  - " + one);
                }
                if (other != null) {
                    line("  + " + other);
                }
            }
        }
    }
}
