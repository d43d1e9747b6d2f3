package io.tarn.core.policy;

import io.tarn.core.account.Account;
import java.util.List;

/** The people, the bucket and the short forms that the tests of policies share. */
final class Scene {
    static final Account HOME = new Account("111122223333", "a".repeat(64));
    static final Account AWAY = new Account("444455556666", "b".repeat(64));
    static final PolicyPrincipal ANONYMOUS = new PolicyPrincipal.Anonymous();
    static final PolicyPrincipal ROOT = new PolicyPrincipal.Root(HOME);
    static final PolicyPrincipal ANA = user(HOME, "ana");
    static final PolicyPrincipal BOB = user(AWAY, "bob");
    static final PolicyPrincipal SESSION = new PolicyPrincipal.RoleSession(
            HOME, "arn:aws:iam::111122223333:role/reader", "arn:aws:sts::111122223333:assumed-role/reader/monday");
    static final PolicyPrincipal FEDERATED = new PolicyPrincipal.FederatedUser(
            HOME, "arn:aws:iam::111122223333:user/ana", "arn:aws:sts::111122223333:federated-user/guest");
    static final String OBJECT = "arn:aws:s3:::box/letters/a.txt";

    private Scene() {}

    static PolicyPrincipal user(Account account, String name) {
        return new PolicyPrincipal.User(account, "arn:aws:iam::" + account.id() + ":user/" + name);
    }

    /** JSON in which single quotes stand for double ones. */
    static PolicyDocument policy(PolicyKind kind, String json) {
        return PolicyDocument.parse(json.replace('\'', '"'), kind);
    }

    /** A policy of today's version with these statements. */
    static PolicyDocument statements(PolicyKind kind, String... statements) {
        return policy(kind, "{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}");
    }

    /** An identity policy that allows all on everything, under a condition. */
    static PolicyDocument allowIf(String condition) {
        return statements(
                PolicyKind.IDENTITY, "{'Effect':'Allow','Action':'*','Resource':'*','Condition':" + condition + "}");
    }

    static NamedPolicy named(String name, PolicyKind kind, String... statements) {
        return new NamedPolicy(name, statements(kind, statements));
    }

    static PolicyRequest get(PolicyPrincipal principal, PolicyContext context) {
        return request(principal, "s3:GetObject", OBJECT, context);
    }

    static PolicyRequest get(PolicyPrincipal principal) {
        return get(principal, PolicyContext.EMPTY);
    }

    static PolicyRequest request(PolicyPrincipal principal, String action, String resource, PolicyContext context) {
        return new PolicyRequest(principal, action, resource, HOME.id(), context);
    }

    /** Whether one identity policy alone allows a user's request. */
    static boolean allows(PolicyDocument identity, PolicyRequest request) {
        return Evaluation.decide(PolicySet.NONE.withIdentity(new NamedPolicy("own", identity)), request)
                .allowed();
    }

    static PolicyContext context(String key, String... values) {
        return PolicyContext.builder().texts(key, List.of(values)).build();
    }
}
