package io.tarn.core.iam;

import io.tarn.core.layout.IamIdentity;
import io.tarn.core.policy.PolicyDocument;
import io.tarn.core.policy.PolicyKind;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What IAM asks of a trust policy beyond the grammar: it is short, and whom it names exists. */
final class TrustRules {
    private final Documents documents;
    private final Function<String, @Nullable IamState> states;

    /**
     * Rules that look names up.
     *
     * @param states the state of an account by its id, or null if there is no such account
     */
    TrustRules(Documents documents, Function<String, @Nullable IamState> states) {
        this.documents = documents;
        this.states = states;
    }

    /** The form in which a trust policy that was sent is kept. */
    String check(IamCall call, @Nullable String sent) {
        PolicyDocument document = documents.check(sent, PolicyKind.TRUST);
        if (document.sizeWithoutWhiteSpace() > Quotas.TRUST_SIZE) {
            throw IamErrors.quota("ACLSizePerRole", Quotas.TRUST_SIZE);
        }
        for (String arn : document.principalArns()) {
            if (!exists(call, arn)) {
                throw IamErrors.malformedPolicy("Invalid principal in policy: \"AWS\":\"" + arn + "\"");
            }
        }
        return Documents.kept(document);
    }

    private boolean exists(IamCall call, String arn) {
        String[] segments = arn.split(":", -1);
        String account = segments.length == 6 ? segments[4] : "";
        IamState state = account.equals(call.accountId()) ? call.state() : states.apply(account);
        if (state == null) {
            return false;
        }
        String[] names = segments[5].split("/", -1);
        return switch (names[0]) {
            case "user" -> named(state, state.users().named(names[names.length - 1]), arn);
            case "role" -> named(state, state.roles().named(names[names.length - 1]), arn);
            case "assumed-role" -> names.length == 3 && state.roles().named(names[1]) != null;
            case "federated-user" -> names.length == 2;
            default -> false;
        };
    }

    private static boolean named(IamState state, @Nullable IamIdentity found, String arn) {
        return found != null && Arns.of(state.accountId(), found).equals(arn);
    }
}
