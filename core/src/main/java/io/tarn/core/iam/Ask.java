package io.tarn.core.iam;

import io.tarn.core.layout.IamIdentity;
import io.tarn.core.layout.IamPolicy;
import io.tarn.core.policy.PolicyContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the authorizer is asked before an operation acts.
 *
 * @param arn what it is done to
 * @param accountId whose that is
 * @param keys condition keys of the thing and the request
 * @param tags whether the request carries tags, which need a permission of their own
 * @param passes the ARN of a role that is handed on, or null
 * @param ownRight whether the account lets its users do this to themselves without a policy that allows it
 * @param becomes the ARN that the thing has afterwards, which needs the same permission, or null if it keeps its own
 */
record Ask(
        String arn,
        String accountId,
        PolicyContext keys,
        boolean tags,
        @Nullable String passes,
        boolean ownRight,
        @Nullable String becomes) {

    /** About everything that an account has. */
    static Ask everything(IamCall call) {
        return new Ask("*", call.accountId(), PolicyContext.EMPTY, false, null, false, null);
    }

    /** About all things of a type below a path. */
    static Ask all(IamCall call, String type, @Nullable String pathPrefix) {
        String arn = Arns.of(call.accountId(), type, Checks.pathPrefix(pathPrefix));
        return new Ask(arn, call.accountId(), PolicyContext.EMPTY, false, null, false, null);
    }

    /** About a thing that is only named. */
    static Builder of(IamCall call, String arn) {
        return new Builder(call, arn);
    }

    /** About a user, group or role, existing or not. */
    static Builder of(IamCall call, IamIdentity.Kind kind, @Nullable String name) {
        String checked = Checks.name(kind, name);
        IamIdentity found = call.state().shelf(kind).named(checked);
        if (found == null) {
            return new Builder(call, Arns.of(call.accountId(), Arns.type(kind), "/" + checked));
        }
        Builder ask = new Builder(call, Arns.of(call.accountId(), found)).tagged(found.tags());
        IamPolicy boundary = found.boundary() == null ? null : call.state().policy(found.boundary());
        return boundary == null ? ask : ask.boundary(call.state().arn(boundary));
    }

    /** About a managed policy, existing or not, whoever's it is. */
    static Builder ofPolicy(IamCall call, @Nullable String arn) {
        String checked = Checks.policyArn(arn, "policyArn");
        IamPolicy found = call.policy(checked);
        return found == null ? new Builder(call, checked) : new Builder(call, checked).tagged(found.tags());
    }

    /** Collects condition keys. */
    static final class Builder {
        private final PolicyContext.Builder keys = PolicyContext.builder();
        private final IamCall call;
        private final String arn;
        private final String accountId;
        private boolean tags;
        private @Nullable String passes;
        private boolean ownRight;
        private @Nullable String becomes;

        private Builder(IamCall call, String arn) {
            this.call = call;
            this.arn = arn;
            String named = Arns.account(arn);
            // What all accounts share is everyone's own.
            this.accountId = named.isEmpty() || named.equals("aws") ? call.accountId() : named;
        }

        /** The thing has tags. */
        Builder tagged(Map<String, String> thing) {
            thing.forEach(
                    (key, value) -> keys.text("aws:ResourceTag/" + key, value).text("iam:ResourceTag/" + key, value));
            return this;
        }

        /** The request brings tags. */
        Builder tags(@Nullable List<io.tarn.api.iam.Tag> sent) {
            if (sent != null && !sent.isEmpty()) {
                tags = true;
                List<String> names = new ArrayList<>();
                for (io.tarn.api.iam.Tag tag : sent) {
                    if (tag.key() != null) {
                        names.add(tag.key());
                        keys.text("aws:RequestTag/" + tag.key(), tag.value() == null ? "" : tag.value());
                    }
                }
                keys.texts("aws:TagKeys", names);
            }
            return this;
        }

        /** The request names tags to take away. */
        Builder tagKeys(@Nullable List<String> names) {
            keys.texts("aws:TagKeys", names == null ? List.of() : names);
            return this;
        }

        /** The boundary that the thing has, or shall have. */
        Builder boundary(@Nullable String policyArn) {
            if (policyArn != null) {
                keys.text("iam:PermissionsBoundary", policyArn);
            }
            return this;
        }

        /** A managed policy that is attached or detached. */
        Builder policy(@Nullable String policyArn) {
            keys.text("iam:PolicyARN", Checks.policyArn(policyArn, "policyArn"));
            return this;
        }

        /** A role that is handed on. */
        Builder passes(String roleArn) {
            passes = roleArn;
            return this;
        }

        /** The account may let its users do this to themselves. */
        Builder ownRight(boolean given) {
            ownRight = given;
            return this;
        }

        /** A user, group or role gets another name or path. */
        Builder becomes(
                IamIdentity.Kind kind, @Nullable String name, @Nullable String newName, @Nullable String newPath) {
            IamIdentity found = call.state().shelf(kind).named(Checks.name(kind, name));
            if (found != null && (newName != null || newPath != null)) {
                String path = newPath == null ? found.path() : Checks.path(newPath, "newPath");
                String target = newName == null ? found.name() : Checks.name(kind, newName);
                becomes = Arns.of(accountId, Arns.type(kind), path + target);
            }
            return this;
        }

        Ask build() {
            return new Ask(arn, accountId, keys.build(), tags, passes, ownRight, becomes);
        }
    }
}
