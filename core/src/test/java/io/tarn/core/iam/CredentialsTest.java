package io.tarn.core.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CredentialsTest {
    private final Iam iam = new Iam();

    @BeforeEach
    void fill() {
        iam.tell("CreateUser", "UserName", "bob");
    }

    @Test
    void accessKeys_ofUser_comeAndGo() {
        String made = iam.tell("CreateAccessKey", "UserName", "bob");
        String id = Iam.value(made, "AccessKeyId");
        assertThat(made).contains("<Status>Active<", "<SecretAccessKey>");
        iam.tell("CreateAccessKey", "UserName", "bob");
        assertThat(iam.ask("CreateAccessKey", "UserName", "bob"))
                .isEqualTo("LimitExceeded: Cannot exceed quota for AccessKeysPerUser: 2");
        iam.tell("UpdateAccessKey", "UserName", "bob", "AccessKeyId", id, "Status", "Inactive");
        assertThat(iam.tell("ListAccessKeys", "UserName", "bob"))
                .contains("<AccessKeyId>" + id + "</AccessKeyId><Status>Inactive<")
                .doesNotContain("Secret");
        assertThat(iam.tell("GetAccessKeyLastUsed", "AccessKeyId", id)).contains("<UserName>bob<", "<Region>N/A<");
        assertThat(iam.ask("DeleteUser", "UserName", "bob"))
                .isEqualTo("DeleteConflict: Cannot delete entity, must delete access keys first.");
        for (String key : Iam.values(iam.tell("ListAccessKeys", "UserName", "bob"), "AccessKeyId")) {
            iam.tell("DeleteAccessKey", "UserName", "bob", "AccessKeyId", key);
        }
        assertThat(iam.ask("DeleteAccessKey", "UserName", "bob", "AccessKeyId", id))
                .isEqualTo("NoSuchEntity: The Access Key with id " + id + " cannot be found.");
        iam.tell("DeleteUser", "UserName", "bob");
    }

    @Test
    void accessKeys_ofRoot_areItsOwn() {
        String id = Iam.value(iam.tell("CreateAccessKey"), "AccessKeyId");
        assertThat(iam.keys.describe(id))
                .satisfies(key ->
                        assertThat(Objects.requireNonNull(key).owner().isRoot()).isTrue());
        assertThat(iam.ask(iam.user("bob"), "CreateAccessKey")).startsWith("AccessDenied");
    }

    @Test
    void password_isHashedAndKeepsTheRules() {
        assertThat(iam.ask("CreateLoginProfile", "UserName", "bob", "Password", "short"))
                .startsWith("PasswordPolicyViolation");
        iam.tell(
                "UpdateAccountPasswordPolicy",
                "MinimumPasswordLength",
                "10",
                "RequireNumbers",
                "true",
                "PasswordReusePrevention",
                "2");
        assertThat(iam.ask("CreateLoginProfile", "UserName", "bob", "Password", "long enough"))
                .startsWith("PasswordPolicyViolation");
        iam.tell("CreateLoginProfile", "UserName", "bob", "Password", "long enough 1");
        assertThat(iam.tell("GetLoginProfile", "UserName", "bob")).doesNotContain("long");
        assertThat(iam.ask("UpdateLoginProfile", "UserName", "bob", "Password", "long enough 1"))
                .startsWith("PasswordPolicyViolation");
        assertThat(iam.ask("DeleteUser", "UserName", "bob")).startsWith("DeleteConflict: ");
        String hash = Objects.requireNonNull(iam.iamStore.state(iam.account.id()))
                .logins()
                .values()
                .iterator()
                .next()
                .hash();
        assertThat(hash).startsWith("pbkdf2-sha512$210000$").doesNotContain("long");
        assertThat(PasswordHash.matches(hash, "long enough 1")).isTrue();
        assertThat(PasswordHash.matches(hash, "long enough 2")).isFalse();
        iam.tell("DeleteLoginProfile", "UserName", "bob");
        assertThat(iam.ask("GetLoginProfile", "UserName", "bob"))
                .isEqualTo("NoSuchEntity: Login Profile for User bob cannot be found.");
    }

    @Test
    void changePassword_own_needsPolicyOrTheAccountsLeave() {
        iam.tell("CreateLoginProfile", "UserName", "bob", "Password", "long enough 1");
        String[] change = {"OldPassword", "long enough 1", "NewPassword", "long enough 2"};
        assertThat(iam.ask(iam.user("bob"), "ChangePassword", change)).startsWith("AccessDenied: User");
        iam.tell("UpdateAccountPasswordPolicy", "AllowUsersToChangePassword", "true");
        assertThat(iam.ask(iam.user("bob"), "ChangePassword", "OldPassword", "wrong", "NewPassword", "long enough 2"))
                .isEqualTo("AccessDenied: The old password was incorrect.");
        assertThat(iam.ask(iam.user("bob"), "ChangePassword", change)).contains("ChangePasswordResponse");
        iam.tell(
                "PutUserPolicy",
                "UserName",
                "bob",
                "PolicyName",
                "p",
                "PolicyDocument",
                Iam.policy("Deny", "iam:*", "*"));
        assertThat(iam.ask(iam.user("bob"), "ChangePassword", change)).startsWith("AccessDenied: User");
    }

    @Test
    void provider_life_isThatOfIam() {
        String arn = Iam.value(
                iam.tell(
                        "CreateOpenIDConnectProvider",
                        "Url",
                        "https://id.example.com/a/",
                        "ClientIDList.member.1",
                        "one",
                        "ThumbprintList.member.1",
                        "A".repeat(40)),
                "OpenIDConnectProviderArn");
        assertThat(arn).isEqualTo(iam.arn("oidc-provider/id.example.com/a"));
        iam.tell("AddClientIDToOpenIDConnectProvider", "OpenIDConnectProviderArn", arn, "ClientID", "two");
        assertThat(iam.tell("GetOpenIDConnectProvider", "OpenIDConnectProviderArn", arn))
                .contains("<Url>id.example.com/a<", "<member>one</member><member>two</member>", "a".repeat(40));
        iam.tell("RemoveClientIDFromOpenIDConnectProvider", "OpenIDConnectProviderArn", arn, "ClientID", "one");
        assertThat(Objects.requireNonNull(iam.grants.provider(iam.account, "id.example.com/a"))
                        .clientIds())
                .isEqualTo(List.of("two"));
        assertThat(iam.ask("CreateOpenIDConnectProvider", "Url", "https://ID.example.com/a"))
                .startsWith("EntityAlreadyExists");
        assertThat(iam.ask("CreateOpenIDConnectProvider", "Url", "http://id.example.com"))
                .startsWith("ValidationError");
        iam.tell("DeleteOpenIDConnectProvider", "OpenIDConnectProviderArn", arn);
        assertThat(iam.ask("GetOpenIDConnectProvider", "OpenIDConnectProviderArn", arn))
                .startsWith("NoSuchEntity");
    }

    @Test
    void account_aliasSummaryAndDetails_tellWhatIsThere() {
        iam.tell("CreateAccountAlias", "AccountAlias", "my-lake");
        assertThat(Iam.values(iam.tell("ListAccountAliases"), "member")).containsExactly("my-lake");
        assertThat(iam.ask("CreateAccountAlias", "AccountAlias", "a--b")).startsWith("ValidationError");
        assertThat(iam.tell("GetAccountSummary")).contains("<key>Users</key><value>1</value>");
        iam.tell("CreatePolicy", "PolicyName", "p", "PolicyDocument", Iam.ALLOW_ALL);
        iam.tell("CreateGroup", "GroupName", "g");
        String first = iam.tell("GetAccountAuthorizationDetails", "MaxItems", "2");
        assertThat(first)
                .contains("<UserName>bob<", "<GroupName>g<", "<IsTruncated>true<")
                .doesNotContain("PolicyName");
        assertThat(iam.tell("GetAccountAuthorizationDetails", "Marker", Iam.value(first, "Marker")))
                .contains("<PolicyName>p<", "<IsTruncated>false<");
        assertThat(iam.tell("GetAccountAuthorizationDetails", "Filter.member.1", "Group"))
                .doesNotContain("bob");
        assertThat(iam.tell("ListMFADevices", "UserName", "bob")).contains("<MFADevices/>");
    }

    @Test
    void rows_holdNoPasswordOrSecret() {
        iam.tell("CreateLoginProfile", "UserName", "bob", "Password", "long enough 1");
        String secret = Iam.value(iam.tell("CreateAccessKey", "UserName", "bob"), "SecretAccessKey");
        for (byte table : new byte[] {'i', 'k', 'a'}) {
            try (var scan = iam.store.scan(0, table)) {
                for (var row = scan.next(); row != null; row = scan.next()) {
                    assertThat(new String(row.value().toArray(), StandardCharsets.ISO_8859_1))
                            .doesNotContain(secret, "long enough");
                }
            }
        }
    }
}
