package io.tarn.core.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.access.GrantSource;
import io.tarn.core.access.Grants;
import io.tarn.core.identity.People;
import io.tarn.core.policy.PolicyPrincipal;
import io.tarn.core.sts.StsScene.Keys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** AssumeRole and what its sessions are. */
final class AssumeRoleTest {
    private static final Grants ASSUMES = People.allowing("sts:*");

    private final StsScene scene = new StsScene((provider, id) -> null);

    @AfterEach
    void close() {
        scene.close();
    }

    private GrantSource.Role role(String name, String trust) {
        return scene.people.role(scene.home, "AROA" + name, name, People.allowing("s3:*"), trust, 7_200);
    }

    private String user(String name) {
        return "arn:aws:iam::" + scene.home.id() + ":user/" + name;
    }

    private String assume(Keys keys, GrantSource.Role role, String... more) {
        String[] parameters = new String[more.length + 4];
        parameters[0] = "RoleArn";
        parameters[1] = role.arn();
        parameters[2] = "RoleSessionName";
        parameters[3] = "work";
        System.arraycopy(more, 0, parameters, 4, more.length);
        return scene.ask(keys, "AssumeRole", parameters);
    }

    private void refused(String code, Keys keys, GrantSource.Role role, String... more) {
        String[] parameters = new String[more.length + 4];
        parameters[0] = "RoleArn";
        parameters[1] = role.arn();
        parameters[2] = "RoleSessionName";
        parameters[3] = "work";
        System.arraycopy(more, 0, parameters, 4, more.length);
        scene.refused(code, keys, "AssumeRole", parameters);
    }

    @Test
    void assumeRole_trusted_isASessionOfTheRole() {
        Keys ana = scene.user(scene.home, "ana", Grants.NONE);
        GrantSource.Role role = role("worker", StsScene.trust(StsScene.aws(user("ana")), ""));
        String answer = assume(ana, role);
        Keys session = StsScene.credentials(answer);
        assertThat(session.id()).startsWith("TART");
        assertThat(StsScene.element(answer, "AssumedRoleId")).isEqualTo("AROAworker:work");
        assertThat(answer).doesNotContain("PackedPolicySize");
        assertThat(StsScene.element(answer, "Expiration")).startsWith("2026-01-01T01:00:00");
        String arn = "arn:aws:sts::" + scene.home.id() + ":assumed-role/worker/work";
        assertThat(scene.ask(session, "GetCallerIdentity"))
                .contains("<Arn>" + arn + "</Arn>", "<UserId>AROAworker:work</UserId>");
        assertThat(scene.caller(session).grants()).isEqualTo(role.grants());
        assertThat(scene.caller(session).traits().values("aws:tokenissuetime")).containsExactly("2026-01-01T00:00:00Z");
    }

    @Test
    void assumeRole_notTrustedOrNotPermitted_isDenied() {
        Keys ana = scene.user(scene.home, "ana", ASSUMES);
        Keys weak = scene.user(scene.home, "weak", Grants.NONE);
        GrantSource.Role others = role("others", StsScene.trust(StsScene.aws(user("nobody")), ""));
        refused("AccessDenied", ana, others);
        GrantSource.Role accounts = role("accounts", StsScene.trust(StsScene.aws(scene.home.id()), ""));
        refused("AccessDenied", weak, accounts);
        assertThat(assume(ana, accounts)).contains("SessionToken");
        refused("AccessDenied", scene.root(scene.home), accounts);
        scene.refused(
                "AccessDenied",
                ana,
                "AssumeRole",
                "RoleArn",
                "arn:aws:iam::" + scene.home.id() + ":role/missing",
                "RoleSessionName",
                "work");
        scene.refused("ValidationError", ana, "AssumeRole", "RoleArn", "worker", "RoleSessionName", "work");
    }

    @Test
    void assumeRole_acrossAccounts_needsBothSides() {
        Keys permitted = scene.user(scene.other, "permitted", ASSUMES);
        Keys weak = scene.user(scene.other, "weak", Grants.NONE);
        String arn = "arn:aws:iam::" + scene.other.id() + ":user/";
        GrantSource.Role role =
                role("shared", StsScene.trust("\"AWS\":[\"" + arn + "permitted\",\"" + arn + "weak\"]", ""));
        Keys session = StsScene.credentials(assume(permitted, role));
        assertThat(scene.caller(session).account()).isEqualTo(scene.home);
        refused("AccessDenied", weak, role);
        refused("AccessDenied", permitted, role("closed", StsScene.trust(StsScene.aws(scene.home.id()), "")));
    }

    @Test
    void assumeRole_externalId_mustBeTheOneOfTheTrustPolicy() {
        Keys ana = scene.user(scene.home, "ana", ASSUMES);
        String condition = ",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"secret-42\"}}";
        GrantSource.Role role = role("vendor", StsScene.trust(StsScene.aws(user("ana")), condition));
        refused("AccessDenied", ana, role);
        refused("AccessDenied", ana, role, "ExternalId", "other");
        assertThat(assume(ana, role, "ExternalId", "secret-42")).contains("SessionToken");
    }

    // ABUSE 39
    @Test
    void assumeRole_sessionPolicies_narrowAndAreMeasured() {
        Keys ana = scene.user(scene.home, "ana", ASSUMES);
        GrantSource.Role role = role("worker", StsScene.trust(StsScene.aws(user("ana")), ""));
        String answer = assume(ana, role, "Policy", StsScene.ALLOW_S3);
        assertThat(Integer.parseInt(StsScene.element(answer, "PackedPolicySize")))
                .isBetween(1, 30);
        assertThat(scene.caller(StsScene.credentials(answer)).grants().session())
                .hasSize(1);
        refused("MalformedPolicyDocument", ana, role, "Policy", "{}");
        refused("MalformedPolicyDocument", ana, role, "PolicyArns.member.1.arn", "arn:aws:iam::aws:policy/None");
        scene.people.policies.put(
                "arn:aws:iam::aws:policy/Some",
                People.allowing("s3:*").identity().getFirst().document());
        String managed = assume(ana, role, "PolicyArns.member.1.arn", "arn:aws:iam::aws:policy/Some");
        assertThat(scene.caller(StsScene.credentials(managed)).grants().session())
                .hasSize(1);
    }

    @Test
    void assumeRole_duration_isBoundedByTheRoleAndByChaining() {
        Keys ana = scene.user(scene.home, "ana", ASSUMES);
        GrantSource.Role first = role("first", StsScene.trust(StsScene.aws(user("ana")), ""));
        GrantSource.Role second = role("second", StsScene.trust(StsScene.aws(first.arn()), ""));
        assertThat(assume(ana, first, "DurationSeconds", "7200")).contains("2026-01-01T02:00:00");
        refused("ValidationError", ana, first, "DurationSeconds", "7201");
        refused("ValidationError", ana, first, "DurationSeconds", "899");
        Keys session = StsScene.credentials(assume(ana, first));
        refused("ValidationError", session, second, "DurationSeconds", "3601");
        assertThat(assume(session, second, "DurationSeconds", "3600")).contains("assumed-role/second");
    }

    @Test
    void assumeRole_tags_areAllowedSeparatelyAndHandedOn() {
        Keys ana = scene.user(scene.home, "ana", ASSUMES);
        GrantSource.Role first = role("first", StsScene.trust(StsScene.aws(user("ana")), ""));
        GrantSource.Role second = role("second", StsScene.trust(StsScene.aws(first.arn()), ""));
        String[] tags = {
            "Tags.member.1.Key",
            "team",
            "Tags.member.1.Value",
            "red",
            "Tags.member.2.Key",
            "cost",
            "Tags.member.2.Value",
            "7",
            "TransitiveTagKeys.member.1",
            "team",
            "SourceIdentity",
            "ana"
        };
        Keys session = StsScene.credentials(assume(ana, first, tags));
        assertThat(scene.caller(session).traits().values("aws:principaltag/team"))
                .containsExactly("red");
        Keys chained = StsScene.credentials(assume(session, second));
        assertThat(scene.caller(chained).traits().values("aws:principaltag/team"))
                .containsExactly("red");
        assertThat(scene.caller(chained).traits().values("aws:principaltag/cost"))
                .isEmpty();
        assertThat(scene.caller(chained).traits().values("aws:sourceidentity")).containsExactly("ana");
        refused("ValidationError", session, second, "Tags.member.1.Key", "Team", "Tags.member.1.Value", "blue");
        refused("AccessDenied", session, second, "SourceIdentity", "bob");
        refused("ValidationError", ana, first, "TransitiveTagKeys.member.1", "absent");
        Keys weak = scene.user(scene.home, "weak", Grants.NONE);
        GrantSource.Role plain = role(
                "plain",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{" + StsScene.aws(user("weak"))
                        + "},\"Action\":\"sts:AssumeRole\"}}");
        assertThat(assume(weak, plain)).contains("SessionToken");
        refused("AccessDenied", weak, plain, "Tags.member.1.Key", "a", "Tags.member.1.Value", "b");
        refused("AccessDenied", weak, plain, "SourceIdentity", "weak");
    }

    // ABUSE 50
    @Test
    void session_expiredOrRoleMadeAnewOrAccountDisabled_isRefusedAtOnce() {
        Keys ana = scene.user(scene.home, "ana", ASSUMES);
        GrantSource.Role role = role("worker", StsScene.trust(StsScene.aws(user("ana")), ""));
        Keys session = StsScene.credentials(assume(ana, role));
        scene.caller(session);
        scene.registry.life().enable(scene.home.id(), false, "R");
        assertThatThrownBy(() -> scene.identities.find(session.id(), session.token()))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCOUNT_PROBLEM));
        scene.registry.life().enable(scene.home.id(), true, "R");
        scene.caller(session);
        scene.people.roles.clear();
        scene.people.role(scene.home, "AROAnew", "worker", Grants.NONE, StsScene.trust(StsScene.aws("*"), ""), 3_600);
        scene.touch(scene.home);
        assertThat(scene.identities.find(session.id(), session.token())).isNull();
        scene.people.roles.clear();
        role("worker", StsScene.trust(StsScene.aws(user("ana")), ""));
        scene.touch(scene.home);
        scene.advance(3_599);
        scene.caller(session);
        scene.advance(1);
        assertThatThrownBy(() -> scene.identities.find(session.id(), session.token()))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.EXPIRED_TOKEN));
    }

    @Test
    void getSessionToken_user_isTheUserButMakesNoMoreSessions() {
        Keys ana = scene.user(scene.home, "ana", ASSUMES);
        Keys session = StsScene.credentials(scene.ask(ana, "GetSessionToken"));
        assertThat(scene.caller(session).principal())
                .isEqualTo(scene.caller(ana).principal());
        assertThat(scene.caller(session).grants()).isEqualTo(ASSUMES);
        scene.refused("AccessDenied", session, "GetSessionToken");
        scene.refused("AccessDenied", session, "GetFederationToken", "Name", "guest");
        scene.refused("AccessDenied", ana, "GetSessionToken", "SerialNumber", "x", "TokenCode", "123456");
        GrantSource.Role role = role("worker", StsScene.trust(StsScene.aws(user("ana")), ""));
        assertThat(assume(session, role)).contains("SessionToken");
        assertThat(scene.ask(scene.root(scene.home), "GetSessionToken", "DurationSeconds", "7200"))
                .contains("2026-01-01T01:00:00");
        scene.refused("ValidationError", ana, "GetSessionToken", "DurationSeconds", "129601");
    }

    // ABUSE 39
    @Test
    void getFederationToken_session_mayWhatBothSay() {
        Keys ana = scene.user(scene.home, "ana", People.allowing("*"));
        String answer = scene.ask(ana, "GetFederationToken", "Name", "guest", "Policy", StsScene.ALLOW_S3);
        Keys session = StsScene.credentials(answer);
        assertThat(scene.caller(session).principal()).isInstanceOf(PolicyPrincipal.FederatedUser.class);
        assertThat(scene.caller(session).grants().session()).hasSize(1);
        assertThat(scene.ask(session, "GetCallerIdentity"))
                .contains(":federated-user/guest</Arn>", "<UserId>" + scene.home.id() + ":guest</UserId>");
        Keys bare = StsScene.credentials(scene.ask(ana, "GetFederationToken", "Name", "bare"));
        assertThat(scene.caller(bare).grants().identity()).isEmpty();
        GrantSource.Role role = role("worker", StsScene.trust(StsScene.aws("*"), ""));
        refused("AccessDenied", session, role);
        Keys weak = scene.user(scene.home, "weak", Grants.NONE);
        scene.refused("AccessDenied", weak, "GetFederationToken", "Name", "guest");
        scene.refused("ValidationError", ana, "GetFederationToken", "Name", "x");
    }

    @Test
    void packedPolicy_tooLarge_isRefused() {
        Keys ana = scene.user(scene.home, "ana", ASSUMES);
        GrantSource.Role role = role("worker", StsScene.trust(StsScene.aws(user("ana")), ""));
        java.util.Random random = new java.util.Random(1);
        String[] tags = new String[4 * 50];
        for (int i = 0; i < 50; i++) {
            tags[4 * i] = "Tags.member." + (i + 1) + ".Key";
            tags[4 * i + 1] = "key" + i;
            tags[4 * i + 2] = "Tags.member." + (i + 1) + ".Value";
            tags[4 * i + 3] = letters(random, 250);
        }
        refused("PackedPolicyTooLarge", ana, role, tags);
    }

    private static String letters(java.util.Random random, int length) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < length; i++) {
            letters.append((char) ('!' + random.nextInt(90)));
        }
        return letters.toString();
    }

    @Test
    void keyInfoAndMessages_areAnsweredHonestly() {
        Keys ana = scene.user(scene.home, "ana", People.allowing("sts:*"));
        assertThat(scene.ask(ana, "GetAccessKeyInfo", "AccessKeyId", ana.id()))
                .contains("<Account>" + scene.home.id() + "</Account>");
        scene.refused("ValidationError", ana, "GetAccessKeyInfo", "AccessKeyId", "NOBODYSKEY1234567");
        scene.refused("ValidationError", ana, "GetAccessKeyInfo", "AccessKeyId", "A".repeat(2_000));
        scene.refused(
                "InvalidAuthorizationMessageException", ana, "DecodeAuthorizationMessage", "EncodedMessage", "abc");
        scene.refused("NotImplemented", ana, "GetWebIdentityToken");
        Keys weak = scene.user(scene.home, "weak", Grants.NONE);
        scene.refused("AccessDenied", weak, "GetAccessKeyInfo", "AccessKeyId", ana.id());
        assertThat(scene.ask(weak, "GetCallerIdentity")).contains("user/weak</Arn>", "<UserId>AIDAWEAK");
        assertThat(scene.ask(scene.root(scene.home), "GetCallerIdentity")).contains(scene.home.rootArn());
    }
}
