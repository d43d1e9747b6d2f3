package io.tarn.core.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GroupsAndRolesTest {
    private static final String READ = "arn:aws:iam::aws:policy/IAMReadOnlyAccess";

    private final Iam iam = new Iam();

    @BeforeEach
    void fill() {
        iam.tell("CreateUser", "UserName", "bob");
        iam.tell("CreateGroup", "GroupName", "Readers", "Path", "/g/");
    }

    private static String trust(String principal) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                + "\"Principal\":{\"AWS\":\"" + principal + "\"}}]}";
    }

    @Test
    void group_policy_grantsItsMembersFromTheNextRequest() {
        iam.tell("AttachGroupPolicy", "GroupName", "readers", "PolicyArn", READ);
        assertThat(iam.ask(iam.user("bob"), "ListUsers")).startsWith("AccessDenied");
        iam.tell("AddUserToGroup", "GroupName", "Readers", "UserName", "bob");
        iam.tell("AddUserToGroup", "GroupName", "Readers", "UserName", "bob");
        assertThat(iam.ask(iam.user("bob"), "ListUsers")).contains("<UserName>bob<");
        iam.tell("UpdateGroup", "GroupName", "readers", "NewGroupName", "watchers");
        assertThat(Iam.values(iam.tell("ListGroupsForUser", "UserName", "bob"), "GroupName"))
                .containsExactly("watchers");
        assertThat(Iam.values(iam.tell("GetGroup", "GroupName", "watchers"), "UserName"))
                .containsExactly("bob");
        assertThat(iam.ask("DeleteGroup", "GroupName", "watchers"))
                .isEqualTo("DeleteConflict: Cannot delete entity, must remove users from group first.");
        assertThat(iam.ask("DeleteUser", "UserName", "bob")).startsWith("DeleteConflict: ");
        iam.tell("RemoveUserFromGroup", "GroupName", "watchers", "UserName", "bob");
        assertThat(iam.ask(iam.user("bob"), "ListUsers")).startsWith("AccessDenied");
        assertThat(iam.ask("DeleteGroup", "GroupName", "watchers"))
                .isEqualTo("DeleteConflict: Cannot delete entity, must detach all policies first.");
        iam.tell("DetachGroupPolicy", "GroupName", "watchers", "PolicyArn", READ);
        iam.tell("DeleteGroup", "GroupName", "watchers");
        assertThat(iam.ask("GetGroup", "GroupName", "watchers"))
                .isEqualTo("NoSuchEntity: The group with name watchers cannot be found.");
    }

    @Test
    void boundary_limitsWhatPoliciesAllow() {
        iam.tell("AttachUserPolicy", "UserName", "bob", "PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess");
        iam.tell("PutUserPermissionsBoundary", "UserName", "bob", "PermissionsBoundary", READ);
        assertThat(iam.tell("GetUser", "UserName", "bob"))
                .contains("<PermissionsBoundaryArn>" + READ + "<", "<PermissionsBoundaryType>Policy<");
        assertThat(iam.ask(iam.user("bob"), "ListUsers")).contains("<UserName>bob<");
        assertThat(iam.ask(iam.user("bob"), "CreateUser", "UserName", "eve")).startsWith("AccessDenied");
        assertThat(iam.tell("ListEntitiesForPolicy", "PolicyArn", READ, "PolicyUsageFilter", "PermissionsBoundary"))
                .contains("<UserName>bob<");
        iam.tell("DeleteUserPermissionsBoundary", "UserName", "bob");
        assertThat(iam.ask(iam.user("bob"), "CreateUser", "UserName", "eve")).contains("<UserName>eve<");
    }

    // A user who may only make users inside a boundary cannot make one outside of it.
    @Test
    void create_userWithoutTheBoundaryThatAPolicyAsksFor_isDenied() {
        String policy =
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"iam:*\",\"Resource\":\"*\","
                        + "\"Condition\":{\"StringEquals\":{\"iam:PermissionsBoundary\":\"" + READ + "\"}}}}";
        iam.tell("PutUserPolicy", "UserName", "bob", "PolicyName", "p", "PolicyDocument", policy);
        assertThat(iam.ask(iam.user("bob"), "CreateUser", "UserName", "eve")).startsWith("AccessDenied");
        assertThat(iam.ask(iam.user("bob"), "CreateUser", "UserName", "eve", "PermissionsBoundary", READ))
                .contains("<UserName>eve<");
        assertThat(iam.ask(iam.user("bob"), "DeleteUser", "UserName", "eve")).contains("<DeleteUserResponse");
        assertThat(iam.ask(iam.user("bob"), "DeleteUser", "UserName", "bob")).startsWith("AccessDenied");
    }

    @Test
    void role_life_isThatOfIam() {
        assertThat(iam.ask("CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", trust(iam.arn("user/eve"))))
                .isEqualTo("MalformedPolicyDocument: Invalid principal in policy: \"AWS\":\"" + iam.arn("user/eve")
                        + "\"");
        String made = iam.tell(
                "CreateRole",
                "RoleName",
                "r",
                "AssumeRolePolicyDocument",
                trust(iam.arn("user/bob")),
                "MaxSessionDuration",
                "7200",
                "Description",
                "x");
        assertThat(made).contains("<MaxSessionDuration>7200<", "<AssumeRolePolicyDocument>%7B");
        assertThat(Iam.value(made, "RoleId")).startsWith("AROA");
        iam.tell("PutRolePolicy", "RoleName", "r", "PolicyName", "p", "PolicyDocument", Iam.ALLOW_ALL);
        var role = Objects.requireNonNull(iam.grants.roleNamed(iam.account, "R"));
        assertThat(role.grants().identity()).hasSize(1);
        assertThat(role.sessionSecondsMax()).isEqualTo(7200);
        iam.tell("UpdateAssumeRolePolicy", "RoleName", "r", "PolicyDocument", trust("*"));
        iam.tell("UpdateRole", "RoleName", "r", "Description", "y");
        assertThat(iam.tell("GetRole", "RoleName", "r")).contains("<Description>y<", "<MaxSessionDuration>7200<");
        assertThat(iam.ask("DeleteRole", "RoleName", "r")).startsWith("DeleteConflict: ");
        iam.tell("DeleteRolePolicy", "RoleName", "r", "PolicyName", "p");
        iam.tell("CreateInstanceProfile", "InstanceProfileName", "i");
        iam.tell("AddRoleToInstanceProfile", "InstanceProfileName", "i", "RoleName", "r");
        assertThat(iam.ask("DeleteRole", "RoleName", "r"))
                .isEqualTo("DeleteConflict: Cannot delete entity, must remove roles from instance profile first.");
        assertThat(iam.ask("DeleteInstanceProfile", "InstanceProfileName", "i")).startsWith("DeleteConflict: ");
        assertThat(iam.tell("ListInstanceProfilesForRole", "RoleName", "r")).contains("<InstanceProfileName>i<");
        iam.tell("RemoveRoleFromInstanceProfile", "InstanceProfileName", "i", "RoleName", "r");
        iam.tell("DeleteInstanceProfile", "InstanceProfileName", "i");
        iam.tell("DeleteRole", "RoleName", "r");
        assertThat(iam.grants.role(iam.account, role.id())).isNull();
    }

    @Test
    void addRole_withoutPassRole_isDenied() {
        iam.tell("CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", trust("*"));
        iam.tell("CreateInstanceProfile", "InstanceProfileName", "i");
        iam.tell(
                "PutUserPolicy",
                "UserName",
                "bob",
                "PolicyName",
                "p",
                "PolicyDocument",
                Iam.policy("Allow", "iam:AddRoleToInstanceProfile", "*"));
        assertThat(iam.ask(iam.user("bob"), "AddRoleToInstanceProfile", "InstanceProfileName", "i", "RoleName", "r"))
                .contains("iam:PassRole on resource: " + iam.arn("role/r"));
    }

    @Test
    void tags_keysKnowNoCase_upToFifty() {
        iam.tell("TagUser", "UserName", "bob", "Tags.member.1.Key", "Team", "Tags.member.1.Value", "a");
        iam.tell("TagUser", "UserName", "bob", "Tags.member.1.Key", "TEAM", "Tags.member.1.Value", "b");
        assertThat(iam.tell("ListUserTags", "UserName", "bob")).contains("<Key>Team</Key><Value>b</Value>");
        assertThat(iam.ask("TagUser", "UserName", "bob", "Tags.member.1.Key", "aws:x", "Tags.member.1.Value", "a"))
                .startsWith("InvalidInput: ");
        String[] many = new String[2 + 4 * 50];
        many[0] = "UserName";
        many[1] = "bob";
        for (int i = 0; i < 50; i++) {
            many[2 + 4 * i] = "Tags.member." + (i + 1) + ".Key";
            many[3 + 4 * i] = "k" + i;
            many[4 + 4 * i] = "Tags.member." + (i + 1) + ".Value";
            many[5 + 4 * i] = "";
        }
        assertThat(iam.ask("TagUser", many)).startsWith("LimitExceeded: ");
        iam.tell("UntagUser", "UserName", "bob", "TagKeys.member.1", "team");
        iam.tell("TagUser", many);
    }

    @Test
    void condition_onTagsOfThing_decides() {
        String policy =
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"iam:GetUser\",\"Resource\":\"*\","
                        + "\"Condition\":{\"StringEquals\":{\"aws:ResourceTag/team\":\"${aws:PrincipalTag/team}\"}}}}";
        iam.tell("PutUserPolicy", "UserName", "bob", "PolicyName", "p", "PolicyDocument", policy);
        iam.tell("TagUser", "UserName", "bob", "Tags.member.1.Key", "team", "Tags.member.1.Value", "a");
        iam.tell("CreateUser", "UserName", "eve", "Tags.member.1.Key", "team", "Tags.member.1.Value", "a");
        iam.tell("CreateUser", "UserName", "dan", "Tags.member.1.Key", "team", "Tags.member.1.Value", "b");
        assertThat(iam.ask(iam.user("bob"), "GetUser", "UserName", "eve")).contains("<UserName>eve<");
        assertThat(iam.ask(iam.user("bob"), "GetUser", "UserName", "dan")).startsWith("AccessDenied");
    }
}
