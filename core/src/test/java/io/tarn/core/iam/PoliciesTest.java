package io.tarn.core.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

final class PoliciesTest {
    private static final String ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";

    private final Iam iam = new Iam();
    private final String arn = iam.arn("policy/x/p");

    private String create() {
        return iam.tell(
                "CreatePolicy",
                "PolicyName",
                "p",
                "Path",
                "/x/",
                "PolicyDocument",
                Iam.ALLOW_ALL,
                "Description",
                "all");
    }

    @Test
    void create_policy_isReadBack() {
        assertThat(create())
                .contains("<Arn>" + arn + "</Arn>", "<DefaultVersionId>v1</DefaultVersionId>", "<AttachmentCount>0<");
        assertThat(Iam.value(iam.tell("GetPolicyVersion", "PolicyArn", arn, "VersionId", "v1"), "Document"))
                .isEqualTo("%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C"
                        + "%22Action%22%3A%22%2A%22%2C%22Resource%22%3A%22%2A%22%7D%5D%7D");
        assertThat(iam.tell("GetPolicy", "PolicyArn", arn)).contains("<Description>all</Description>");
        assertThat(iam.ask("CreatePolicy", "PolicyName", "P", "PolicyDocument", Iam.ALLOW_ALL))
                .isEqualTo("EntityAlreadyExists: A policy called P already exists. Duplicate names are not allowed.");
        assertThat(iam.ask("GetPolicy", "PolicyArn", iam.arn("policy/p")))
                .isEqualTo("NoSuchEntity: Policy " + iam.arn("policy/p") + " was not found.");
    }

    @Test
    void create_badDocument_isMalformed() {
        assertThat(iam.ask("CreatePolicy", "PolicyName", "q", "PolicyDocument", "{"))
                .startsWith("MalformedPolicyDocument: ");
        assertThat(iam.ask("CreatePolicy", "PolicyName", "q", "PolicyDocument", "\u4e2d"))
                .startsWith("ValidationError: ");
        String large = Iam.policy("Allow", "s3:" + "x".repeat(6_200), "*");
        assertThat(iam.ask("CreatePolicy", "PolicyName", "q", "PolicyDocument", large))
                .isEqualTo("LimitExceeded: Cannot exceed quota for PolicySize: 6144");
        String spacious = Iam.ALLOW_ALL + " ".repeat(100_000);
        iam.tell("CreatePolicy", "PolicyName", "q", "PolicyDocument", spacious);
        assertThat(Iam.value(
                        iam.tell("GetPolicyVersion", "PolicyArn", iam.arn("policy/q"), "VersionId", "v1"), "Document"))
                .hasSizeLessThan(300);
    }

    @Test
    void versions_upToFive_thenLimit() {
        create();
        for (int i = 2; i <= 5; i++) {
            iam.tell("CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", Iam.ALLOW_ALL);
        }
        assertThat(iam.ask("CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", Iam.ALLOW_ALL))
                .startsWith("LimitExceeded: A managed policy can have up to 5 versions.");
        assertThat(Iam.values(iam.tell("ListPolicyVersions", "PolicyArn", arn), "VersionId"))
                .containsExactly("v5", "v4", "v3", "v2", "v1");
        assertThat(iam.ask("DeletePolicyVersion", "PolicyArn", arn, "VersionId", "v1"))
                .isEqualTo("DeleteConflict: Cannot delete the default version of a policy.");
        iam.tell("SetDefaultPolicyVersion", "PolicyArn", arn, "VersionId", "v3");
        iam.tell("DeletePolicyVersion", "PolicyArn", arn, "VersionId", "v1");
        assertThat(iam.tell(
                        "CreatePolicyVersion",
                        "PolicyArn",
                        arn,
                        "PolicyDocument",
                        Iam.ALLOW_ALL,
                        "SetAsDefault",
                        "true"))
                .contains("<VersionId>v6</VersionId>", "<IsDefaultVersion>true</IsDefaultVersion>");
        assertThat(iam.ask("GetPolicyVersion", "PolicyArn", arn, "VersionId", "v1"))
                .startsWith("NoSuchEntity");
        assertThat(iam.ask("DeletePolicy", "PolicyArn", arn))
                .startsWith("DeleteConflict: This policy has more than one");
    }

    @Test
    void delete_attached_conflicts() {
        create();
        iam.tell("CreateUser", "UserName", "bob");
        iam.tell("AttachUserPolicy", "UserName", "bob", "PolicyArn", arn);
        iam.tell("AttachUserPolicy", "UserName", "bob", "PolicyArn", arn);
        assertThat(Iam.values(iam.tell("ListAttachedUserPolicies", "UserName", "bob"), "PolicyArn"))
                .containsExactly(arn);
        assertThat(iam.tell("GetPolicy", "PolicyArn", arn)).contains("<AttachmentCount>1<");
        assertThat(iam.ask("DeletePolicy", "PolicyArn", arn))
                .isEqualTo("DeleteConflict: Cannot delete a policy attached to entities.");
        assertThat(Iam.values(iam.tell("ListEntitiesForPolicy", "PolicyArn", arn), "UserName"))
                .containsExactly("bob");
        iam.tell("DetachUserPolicy", "UserName", "bob", "PolicyArn", arn);
        assertThat(iam.ask("DetachUserPolicy", "UserName", "bob", "PolicyArn", arn))
                .isEqualTo("NoSuchEntity: Policy " + arn + " was not found.");
        iam.tell("DeletePolicy", "PolicyArn", arn);
        assertThat(iam.ask("AttachUserPolicy", "UserName", "bob", "PolicyArn", arn))
                .isEqualTo("NoSuchEntity: Policy " + arn + " does not exist or is not attachable.");
    }

    @Test
    void awsPolicies_areListedAndCannotBeChanged() {
        assertThat(Iam.values(iam.tell("ListPolicies", "Scope", "AWS"), "Arn"))
                .contains(ADMIN, "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess");
        assertThat(Iam.values(iam.tell("ListPolicies", "Scope", "Local"), "Arn"))
                .isEmpty();
        assertThat(iam.tell("GetPolicyVersion", "PolicyArn", ADMIN, "VersionId", "v1"))
                .contains("<Document>%7B");
        assertThat(iam.ask("DeletePolicy", "PolicyArn", ADMIN)).startsWith("AccessDenied: ");
        assertThat(iam.ask("CreatePolicyVersion", "PolicyArn", ADMIN, "PolicyDocument", Iam.ALLOW_ALL))
                .startsWith("AccessDenied: ");
        AwsPolicies.all()
                .forEach(policy -> iam.grants
                        .documents()
                        .compile(
                                Objects.requireNonNull(AwsPolicies.version(policy.id()))
                                        .document(),
                                io.tarn.core.policy.PolicyKind.IDENTITY));
    }

    @Test
    void attach_policy_holdsFromTheNextRequest() {
        iam.tell("CreateUser", "UserName", "bob");
        assertThat(iam.ask(iam.user("bob"), "ListUsers")).startsWith("AccessDenied");
        iam.tell("AttachUserPolicy", "UserName", "bob", "PolicyArn", ADMIN);
        assertThat(iam.ask(iam.user("bob"), "ListUsers")).contains("<UserName>bob</UserName>");
        iam.tell(
                "PutUserPolicy",
                "UserName",
                "bob",
                "PolicyName",
                "no",
                "PolicyDocument",
                Iam.policy("Deny", "iam:List*", "*"));
        assertThat(iam.ask(iam.user("bob"), "ListUsers")).startsWith("AccessDenied");
    }

    @Test
    void policy_ofAnotherAccount_isNotReached() {
        create();
        String answer =
                iam.ask(io.tarn.core.access.Caller.Identity.root(iam.other, "K"), "GetPolicy", "PolicyArn", arn);
        assertThat(answer).startsWith("AccessDenied: ");
    }

    @Test
    void inline_overTheQuota_isLimitExceeded() {
        iam.tell("CreateUser", "UserName", "bob");
        String half = Iam.policy("Allow", "s3:" + "x".repeat(1_000), "*");
        iam.tell("PutUserPolicy", "UserName", "bob", "PolicyName", "a", "PolicyDocument", half);
        assertThat(iam.ask("PutUserPolicy", "UserName", "bob", "PolicyName", "b", "PolicyDocument", half))
                .isEqualTo("LimitExceeded: Maximum policy size of 2048 bytes exceeded for user bob");
        iam.tell("PutUserPolicy", "UserName", "bob", "PolicyName", "A", "PolicyDocument", half);
        assertThat(Iam.values(iam.tell("ListUserPolicies", "UserName", "bob"), "member"))
                .containsExactly("a");
    }
}
