package io.tarn.core.access;

import io.tarn.core.account.Account;
import io.tarn.core.acl.AccessControlList;
import io.tarn.core.acl.AclGrant;
import io.tarn.core.acl.AclPermission;
import io.tarn.core.acl.Grantee;
import io.tarn.core.policy.NamedPolicy;
import io.tarn.core.policy.PolicyContext;
import io.tarn.core.policy.PolicyDocument;
import io.tarn.core.policy.PolicyKind;
import io.tarn.core.policy.PolicyPrincipal;
import io.tarn.core.setting.BucketSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two accounts with their people, and the bucket {@code lake} of the first. */
final class AccessScene {
    static final Account OWNER = new Account("111111111111", "a".repeat(64));
    static final Account OTHER = new Account("222222222222", "b".repeat(64));
    static final Caller ANONYMOUS = new Caller.Anonymous();
    static final Caller.Identity ROOT = Caller.Identity.root(OWNER, "AKIAROOT");
    static final Caller.Identity OTHER_ROOT = Caller.Identity.root(OTHER, "AKIAOTHER");

    private AccessScene() {}

    static NamedPolicy policy(PolicyKind kind, String... statements) {
        String text = "{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}";
        return new NamedPolicy(
                kind.name().toLowerCase(java.util.Locale.ROOT), PolicyDocument.parse(text.replace('\'', '"'), kind));
    }

    /** A statement of a user's policy. */
    static String statement(String effect, String action, String resource) {
        return "{'Effect':'" + effect + "','Action':'" + action + "','Resource':'" + resource + "'}";
    }

    /** A statement of a bucket's policy over everything in the bucket. */
    static String of(String effect, String principal, String action, String... conditions) {
        String condition = conditions.length == 0 ? "" : ",'Condition':{" + conditions[0] + "}";
        return "{'Effect':'" + effect + "','Principal':" + principal + ",'Action':'" + action
                + "','Resource':['arn:aws:s3:::lake','arn:aws:s3:::lake/*']" + condition + "}";
    }

    static String aws(String arn) {
        return "{'AWS':'" + arn + "'}";
    }

    static BucketSettings with(String... statements) {
        return BucketSettings.DEFAULT.withPolicy(
                policy(PolicyKind.RESOURCE, statements).document());
    }

    static Caller.Identity user(Account account, String... statements) {
        return user(account, Grants.NONE, statements);
    }

    static Caller.Identity user(Account account, Grants more, String... statements) {
        List<NamedPolicy> identity = new ArrayList<>();
        if (statements.length > 0) {
            identity.add(policy(PolicyKind.IDENTITY, statements));
        }
        String arn = "arn:aws:iam::" + account.id() + ":user/ana";
        PolicyContext traits = PolicyContext.builder()
                .text("aws:username", "ana")
                .text("aws:PrincipalArn", arn)
                .text("aws:PrincipalAccount", account.id())
                .build();
        Grants grants = new Grants(identity, more.boundary(), more.session());
        return new Caller.Identity(new PolicyPrincipal.User(account, arn), "AKIAANA", grants, traits);
    }

    static AccessControlList acl(AclGrant... grants) {
        return new AccessControlList(List.of(grants));
    }

    static AclGrant everybody(AclPermission permission) {
        return new AclGrant(Grantee.Group.ALL_USERS, permission);
    }

    static AclGrant signers(AclPermission permission) {
        return new AclGrant(Grantee.Group.AUTHENTICATED_USERS, permission);
    }

    static AclGrant account(Account account, AclPermission permission) {
        return new AclGrant(new Grantee.CanonicalUser(account.canonicalId()), permission);
    }

    static Resource.Bucket bucket(BucketSettings settings) {
        return Resource.Bucket.of("lake", OWNER.id(), settings);
    }

    static Resource.Object object(BucketSettings settings, @Nullable ObjectRules rules) {
        return new Resource.Object(bucket(settings), "key", () -> rules);
    }

    /** An object that nothing is asked of: where lists do not count, its rules are not looked up. */
    static Resource.Object object(BucketSettings settings) {
        return new Resource.Object(bucket(settings), "key", () -> {
            throw new AssertionError("looked up for nothing");
        });
    }
}
