package io.tarn.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.policy.PolicyDecision.Reason;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final String ALL = "{'Effect':'Allow','Action':'s3:*','Resource':'*'}";
    private static final String NOTHING = "{'Effect':'Allow','Action':'s3:ListBucket','Resource':'*'}";
    private static final NamedPolicy OWN = Scene.named("own", PolicyKind.IDENTITY, ALL);
    private static final NamedPolicy NARROW = Scene.named("narrow", PolicyKind.SESSION, NOTHING);
    private static final NamedPolicy BOUND = Scene.named("bound", PolicyKind.BOUNDARY, NOTHING);

    private static NamedPolicy bucket(String effect, String element, String principal) {
        return Scene.named(
                "bucket",
                PolicyKind.RESOURCE,
                "{'Sid':'S','Effect':'" + effect + "','" + element + "':" + principal
                        + ",'Action':'s3:GetObject','Resource':'arn:aws:s3:::box/*'}");
    }

    private static NamedPolicy allow(String principal) {
        return bucket("Allow", "Principal", principal);
    }

    private static String aws(String... names) {
        return "{'AWS':['" + String.join("','", names) + "']}";
    }

    private static Reason reason(PolicySet policies, PolicyPrincipal principal) {
        return Evaluation.decide(policies, Scene.get(principal)).reason();
    }

    // ABUSE 40
    @Test
    void decide_noAllowance_isNo() {
        assertThat(reason(PolicySet.NONE, Scene.ANA)).isEqualTo(Reason.NO_IDENTITY_POLICY_ALLOWS);
        assertThat(reason(PolicySet.NONE, Scene.ANONYMOUS)).isEqualTo(Reason.NO_RESOURCE_POLICY_ALLOWS);
        NamedPolicy denyOther =
                Scene.named("deny", PolicyKind.IDENTITY, "{'Effect':'Deny','Action':'s3:PutObject','Resource':'*'}");
        assertThat(reason(PolicySet.NONE.withIdentity(denyOther), Scene.ANA))
                .isEqualTo(Reason.NO_IDENTITY_POLICY_ALLOWS);
        assertThat(reason(PolicySet.NONE.withResource(bucket("Deny", "Principal", aws("444455556666"))), Scene.ANA))
                .isEqualTo(Reason.NO_IDENTITY_POLICY_ALLOWS);
    }

    @Test
    void decide_identityAllows_namesTheStatement() {
        PolicyDecision decision = Evaluation.decide(PolicySet.NONE.withIdentity(OWN), Scene.get(Scene.ANA));
        assertThat(decision.allowed()).isTrue();
        assertThat(decision.policy()).isEqualTo("own");
        assertThat(decision.explanation()).isEqualTo("allowed by identity policy: own, statement 0");
    }

    @Test
    void decide_denyAnywhere_winsOverEverything() {
        String deny = "{'Sid':'No','Effect':'Deny','Action':'S3:getobject','Resource':'*'}";
        PolicySet open =
                PolicySet.NONE.withIdentity(OWN).withResource(allow("'*'")).withAclGrants(true);
        PolicySet[] denied = {
            open.withIdentity(OWN, Scene.named("no", PolicyKind.IDENTITY, deny)),
            open.withBoundary(Scene.named("no", PolicyKind.BOUNDARY, deny)),
            open.withSession(Scene.named("no", PolicyKind.SESSION, deny)),
            open.withResource(
                    Scene.named("no", PolicyKind.RESOURCE, deny.replace("'Action'", "'Principal':'*','Action'")))
        };
        for (PolicySet policies : denied) {
            for (PolicyPrincipal principal : new PolicyPrincipal[] {Scene.ANA, Scene.ROOT, Scene.SESSION, Scene.BOB}) {
                PolicyDecision decision = Evaluation.decide(policies, Scene.get(principal));
                assertThat(decision.reason()).isEqualTo(Reason.EXPLICIT_DENY);
                assertThat(decision.explanation()).startsWith("explicit deny: no, statement 0 (No)");
            }
        }
        assertThat(reason(denied[3], Scene.ANONYMOUS)).isEqualTo(Reason.EXPLICIT_DENY);
    }

    @Test
    void decide_root_mayAllInTheOwnAccountOnly() {
        assertThat(reason(PolicySet.NONE, Scene.ROOT)).isEqualTo(Reason.ALLOWED_TO_ROOT);
        PolicyPrincipal other = new PolicyPrincipal.Root(Scene.AWAY);
        assertThat(reason(PolicySet.NONE, other)).isEqualTo(Reason.NO_RESOURCE_POLICY_ALLOWS);
        assertThat(reason(PolicySet.NONE.withResource(allow(aws("444455556666"))), other))
                .isEqualTo(Reason.ALLOWED_TO_ROOT);
    }

    @Test
    void decide_root_keepsTheWayOutOfABucketPolicy() {
        NamedPolicy shut = Scene.named(
                "shut", PolicyKind.RESOURCE, "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*'}");
        PolicySet policies = PolicySet.NONE.withResource(shut).withIdentity(OWN);
        for (String action : new String[] {"s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"}) {
            PolicyRequest byRoot = Scene.request(Scene.ROOT, action, "arn:aws:s3:::box", PolicyContext.EMPTY);
            PolicyRequest byUser = Scene.request(Scene.ANA, action, "arn:aws:s3:::box", PolicyContext.EMPTY);
            assertThat(Evaluation.decide(policies, byRoot).allowed()).isTrue();
            assertThat(Evaluation.decide(policies, byUser).allowed()).isFalse();
        }
        assertThat(reason(policies, Scene.ROOT)).isEqualTo(Reason.EXPLICIT_DENY);
    }

    @Test
    void decide_boundaryAndSession_limitTheOwnPolicies() {
        assertThat(reason(PolicySet.NONE.withIdentity(OWN).withBoundary(BOUND), Scene.ANA))
                .isEqualTo(Reason.BOUNDARY_DOES_NOT_ALLOW);
        assertThat(reason(PolicySet.NONE.withIdentity(OWN).withSession(NARROW), Scene.SESSION))
                .isEqualTo(Reason.SESSION_POLICY_DOES_NOT_ALLOW);
        NamedPolicy wide = Scene.named("wide", PolicyKind.SESSION, ALL);
        assertThat(reason(PolicySet.NONE.withIdentity(OWN).withSession(NARROW, wide), Scene.SESSION))
                .isEqualTo(Reason.ALLOWED_BY_IDENTITY_POLICY);
        assertThat(reason(PolicySet.NONE.withSession(wide), Scene.SESSION)).isEqualTo(Reason.NO_IDENTITY_POLICY_ALLOWS);
    }

    @Test
    void decide_sameAccount_resourcePolicyNamesWhom() {
        PolicySet bounded = PolicySet.NONE.withBoundary(BOUND);
        PolicySet narrowed = PolicySet.NONE.withSession(NARROW);
        NamedPolicy user = allow(aws("arn:aws:iam::111122223333:user/ana"));
        assertThat(reason(bounded.withResource(user), Scene.ANA)).isEqualTo(Reason.ALLOWED_BY_RESOURCE_POLICY);
        assertThat(reason(bounded.withResource(allow("'*'")), Scene.ANA)).isEqualTo(Reason.ALLOWED_BY_RESOURCE_POLICY);
        assertThat(reason(PolicySet.NONE.withResource(allow(aws("111122223333"))), Scene.ANA))
                .isEqualTo(Reason.NO_IDENTITY_POLICY_ALLOWS);

        NamedPolicy role = allow(aws("arn:aws:iam::111122223333:role/reader"));
        assertThat(reason(PolicySet.NONE.withResource(role), Scene.SESSION))
                .isEqualTo(Reason.ALLOWED_BY_RESOURCE_POLICY);
        assertThat(reason(bounded.withResource(role), Scene.SESSION).name()).startsWith("NO_");
        assertThat(reason(narrowed.withResource(role), Scene.SESSION).name()).startsWith("NO_");

        NamedPolicy session = allow(aws("arn:aws:sts::111122223333:assumed-role/reader/monday"));
        assertThat(reason(bounded.withSession(NARROW).withResource(session), Scene.SESSION))
                .isEqualTo(Reason.ALLOWED_BY_RESOURCE_POLICY);
        assertThat(reason(narrowed.withResource(user), Scene.FEDERATED).name()).startsWith("NO_");
        assertThat(reason(bounded.withResource(user), Scene.FEDERATED)).isEqualTo(Reason.ALLOWED_BY_RESOURCE_POLICY);
    }

    @Test
    void decide_otherAccount_bothSidesMustAllow() {
        PolicySet own = PolicySet.NONE.withIdentity(OWN);
        String bob = "arn:aws:iam::444455556666:user/bob";
        for (String principal : new String[] {
            "'*'",
            aws(bob),
            aws("444455556666"),
            aws("arn:aws:iam::444455556666:root"),
            "{'CanonicalUser':'" + Scene.AWAY.canonicalId() + "'}"
        }) {
            assertThat(reason(own.withResource(allow(principal)), Scene.BOB))
                    .as(principal)
                    .isEqualTo(Reason.ALLOWED_BY_IDENTITY_POLICY);
            assertThat(reason(PolicySet.NONE.withResource(allow(principal)), Scene.BOB))
                    .as(principal)
                    .isEqualTo(Reason.NO_IDENTITY_POLICY_ALLOWS);
            assertThat(reason(own.withBoundary(BOUND).withResource(allow(principal)), Scene.BOB))
                    .as(principal)
                    .isEqualTo(Reason.BOUNDARY_DOES_NOT_ALLOW);
        }
        assertThat(reason(own, Scene.BOB)).isEqualTo(Reason.NO_RESOURCE_POLICY_ALLOWS);
        assertThat(reason(own.withAclGrants(true), Scene.BOB)).isEqualTo(Reason.ALLOWED_BY_IDENTITY_POLICY);
        assertThat(reason(own.withResource(allow(aws("111122223333"))), Scene.BOB))
                .isEqualTo(Reason.NO_RESOURCE_POLICY_ALLOWS);
    }

    @Test
    void decide_whoHasNoAccount_needsTheResource() {
        PolicySet open = PolicySet.NONE.withResource(allow("'*'"));
        PolicyPrincipal service = new PolicyPrincipal.Service("logging.s3.amazonaws.com");
        assertThat(reason(open, Scene.ANONYMOUS)).isEqualTo(Reason.ALLOWED_BY_RESOURCE_POLICY);
        assertThat(reason(PolicySet.NONE.withResource(allow("{'AWS':'*'}")), Scene.ANONYMOUS))
                .isEqualTo(Reason.ALLOWED_BY_RESOURCE_POLICY);
        assertThat(reason(PolicySet.NONE.withAclGrants(true), Scene.ANONYMOUS)).isEqualTo(Reason.ALLOWED_BY_ACL);
        assertThat(reason(open, service)).isEqualTo(Reason.NO_RESOURCE_POLICY_ALLOWS);
        assertThat(reason(PolicySet.NONE.withResource(allow("{'Service':'logging.s3.amazonaws.com'}")), service))
                .isEqualTo(Reason.ALLOWED_BY_RESOURCE_POLICY);
        assertThat(reason(PolicySet.NONE.withResource(bucket("Deny", "Principal", "'*'")), service))
                .isEqualTo(Reason.EXPLICIT_DENY);
    }

    @Test
    void decide_notPrincipal_sparesOnlyWhomItNamesWholly() {
        String ana = "arn:aws:iam::111122223333:user/ana";
        PolicySet own = PolicySet.NONE.withIdentity(OWN);
        PolicySet all = own.withResource(bucket("Deny", "NotPrincipal", aws(ana, "111122223333")));
        assertThat(reason(all, Scene.ANA)).isEqualTo(Reason.ALLOWED_BY_IDENTITY_POLICY);
        assertThat(reason(all, Scene.ROOT)).isEqualTo(Reason.ALLOWED_TO_ROOT);
        assertThat(reason(all, Scene.SESSION)).isEqualTo(Reason.EXPLICIT_DENY);
        assertThat(reason(all, Scene.BOB)).isEqualTo(Reason.EXPLICIT_DENY);
        assertThat(reason(all, Scene.ANONYMOUS)).isEqualTo(Reason.EXPLICIT_DENY);
        assertThat(reason(own.withResource(bucket("Deny", "NotPrincipal", aws(ana))), Scene.ANA))
                .isEqualTo(Reason.EXPLICIT_DENY);
        PolicySet allowing = PolicySet.NONE.withResource(bucket("Allow", "NotPrincipal", aws(ana)));
        assertThat(reason(allowing, Scene.ANA)).isEqualTo(Reason.NO_IDENTITY_POLICY_ALLOWS);
        assertThat(reason(allowing, Scene.ANONYMOUS)).isEqualTo(Reason.ALLOWED_BY_RESOURCE_POLICY);
    }

    @Test
    void decide_trust_saysWhoMayAssume() {
        NamedPolicy trust = Scene.named(
                "trust",
                PolicyKind.TRUST,
                "{'Effect':'Allow','Principal':{'Federated':'accounts.example.com'},'Action':'sts:AssumeRoleWithWebIdentity',"
                        + "'Condition':{'StringEquals':{'accounts.example.com:aud':'app'}}}");
        PolicyPrincipal outsider = new PolicyPrincipal.WebIdentity("accounts.example.com");
        PolicyRequest request = Scene.request(
                outsider,
                "sts:AssumeRoleWithWebIdentity",
                "arn:aws:iam::111122223333:role/reader",
                Scene.context("accounts.example.com:aud", "app"));
        assertThat(Evaluation.decide(PolicySet.NONE.withResource(trust), request)
                        .allowed())
                .isTrue();
        assertThat(reason(PolicySet.NONE.withResource(trust), outsider)).isEqualTo(Reason.NO_RESOURCE_POLICY_ALLOWS);
    }
}
