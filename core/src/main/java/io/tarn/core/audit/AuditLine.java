package io.tarn.core.audit;

import io.tarn.api.http.PercentEncoding;
import io.tarn.core.access.Caller;
import io.tarn.core.policy.PolicyDecision;
import io.tarn.core.policy.PolicyPrincipal;
import io.tarn.core.policy.PolicyStatement;
import org.jspecify.annotations.Nullable;

/** Writes events as lines of JSON, each at most some 64 KiB long. For one thread. */
public final class AuditLine {
    private static final int AGENT_CHARS_MAX = 256;
    private static final int NAME_CHARS_MAX = 256;
    private static final int RESOURCE_CHARS_MAX = 1_536;
    /** A key of 1,024 bytes, each of them encoded. */
    private static final int KEY_CHARS_MAX = 3_072;

    private static final int MICROS_PER_MILLI = 1_000;

    private final JsonLine json = new JsonLine();

    /** A writer to be used again and again. */
    public AuditLine() {}

    /** The line of an event, with its end; printable ASCII. */
    public byte[] bytes(AuditEvent event) {
        json.clear();
        json.open();
        json.text("time", event.time().toString(), NAME_CHARS_MAX);
        json.text("requestId", event.requestId(), NAME_CHARS_MAX);
        json.text("service", event.service(), NAME_CHARS_MAX);
        json.text("operation", event.operation(), NAME_CHARS_MAX);
        caller(event);
        json.text("peer", event.connection().client().getHostAddress(), NAME_CHARS_MAX);
        if (event.connection().secure()) {
            String version = event.connection().tlsVersion();
            json.text("tls", version == null ? "yes" : version, NAME_CHARS_MAX);
        }
        json.text("userAgent", event.userAgent(), AGENT_CHARS_MAX);
        json.text("bucket", event.bucket(), NAME_CHARS_MAX);
        String key = event.key();
        json.text("key", key == null ? null : PercentEncoding.encode(key), KEY_CHARS_MAX);
        json.text("versionId", event.versionId(), NAME_CHARS_MAX);
        decisions(event);
        json.number("status", event.status());
        json.text("error", event.error(), NAME_CHARS_MAX);
        json.number("bytesIn", event.bytesIn());
        json.number("bytesOut", event.bytesOut());
        if (event.cut()) {
            json.flag("cut", true);
        }
        json.number("millis", event.micros() / MICROS_PER_MILLI);
        json.close();
        return json.bytes();
    }

    private void caller(AuditEvent event) {
        switch (event.caller()) {
            case Caller.Identity identity -> {
                json.text("account", identity.account().id(), NAME_CHARS_MAX);
                json.text("caller", identity.arn(), RESOURCE_CHARS_MAX);
                json.text("accessKeyId", identity.accessKeyId(), NAME_CHARS_MAX);
                json.text("session", session(identity.principal()), NAME_CHARS_MAX);
            }
            case Caller.Anonymous anonymous -> json.text("caller", "anonymous", NAME_CHARS_MAX);
            case null -> json.text("claimedAccessKeyId", event.claimedKeyId(), NAME_CHARS_MAX);
        }
    }

    private static @Nullable String session(PolicyPrincipal principal) {
        return switch (principal) {
            case PolicyPrincipal.RoleSession session -> last(session.sessionArn());
            case PolicyPrincipal.FederatedUser session -> last(session.sessionArn());
            case PolicyPrincipal.Anonymous other -> null;
            case PolicyPrincipal.Root other -> null;
            case PolicyPrincipal.User other -> null;
            case PolicyPrincipal.WebIdentity other -> null;
            case PolicyPrincipal.Service other -> null;
        };
    }

    private static String last(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private void decisions(AuditEvent event) {
        if (event.asked().isEmpty()) {
            return;
        }
        json.openList("decisions");
        for (Asked asked : event.asked()) {
            json.open();
            json.text("action", asked.action(), NAME_CHARS_MAX);
            json.text("resource", asked.resource().arn(), RESOURCE_CHARS_MAX);
            json.flag("allowed", asked.decision().allowed());
            json.text("reason", reason(asked), NAME_CHARS_MAX);
            json.text("policy", asked.decision().policy(), NAME_CHARS_MAX);
            PolicyStatement statement = asked.decision().statement();
            if (statement != null) {
                json.number("statement", statement.index() + 1);
                json.text("sid", statement.sid(), NAME_CHARS_MAX);
            }
            json.close();
        }
        json.closeList();
        if (event.askedMore() > 0) {
            json.number("decisionsMore", event.askedMore());
        }
    }

    private static String reason(Asked asked) {
        PolicyDecision policies = asked.decision().policies();
        return policies == null
                ? asked.decision().reason().name()
                : policies.reason().name();
    }
}
