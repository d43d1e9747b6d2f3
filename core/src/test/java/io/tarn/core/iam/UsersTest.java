package io.tarn.core.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class UsersTest {
    private final Iam iam = new Iam();

    @Test
    void create_user_answersLikeIam() {
        String answer = iam.tell(
                "CreateUser", "UserName", "Bob", "Path", "/a/b/", "Tags.member.1.Key", "k", "Tags.member.1.Value", "v");
        String id = Iam.value(answer, "UserId");
        assertThat(id).matches("AIDA[A-Z2-7]{17}");
        assertThat(answer)
                .isEqualTo("<CreateUserResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><CreateUserResult>"
                        + "<User><Path>/a/b/</Path><UserName>Bob</UserName><UserId>" + id + "</UserId><Arn>"
                        + iam.arn("user/a/b/Bob") + "</Arn><CreateDate>2026-11-24T01:02:03.000Z</CreateDate>"
                        + "<Tags><member><Key>k</Key><Value>v</Value></member></Tags></User>"
                        + "</CreateUserResult></CreateUserResponse>");
        assertThat(iam.tell("GetUser", "UserName", "bob")).contains("<UserName>Bob</UserName>", id, "<Key>k</Key>");
    }

    @Test
    void create_nameInOtherCase_alreadyExists() {
        iam.tell("CreateUser", "UserName", "bob");
        assertThat(iam.ask("CreateUser", "UserName", "BOB"))
                .isEqualTo("EntityAlreadyExists: User with name BOB already exists.");
    }

    @Test
    void create_oddNames_areValidationErrors() {
        assertThat(iam.ask("CreateUser", "UserName", "a b"))
                .isEqualTo("ValidationError: The specified value for userName is invalid. It must contain only"
                        + " alphanumeric characters and/or the following: +=,.@_-");
        assertThat(iam.ask("CreateUser", "UserName", "x".repeat(65)))
                .startsWith("ValidationError: ")
                .endsWith("64");
        assertThat(iam.ask("CreateUser")).startsWith("ValidationError: ");
        assertThat(iam.ask("CreateUser", "UserName", "x", "Path", "a/")).startsWith("ValidationError: ");
        assertThat(iam.ask("CreateUser", "UserName", "a/b")).startsWith("ValidationError: ");
    }

    @Test
    void delete_user_idIsNeverGivenAgain() {
        String first = Iam.value(iam.tell("CreateUser", "UserName", "bob"), "UserId");
        iam.tell("DeleteUser", "UserName", "bob");
        assertThat(iam.ask("GetUser", "UserName", "bob"))
                .isEqualTo("NoSuchEntity: The user with name bob cannot be found.");
        assertThat(Iam.value(iam.tell("CreateUser", "UserName", "bob"), "UserId"))
                .isNotEqualTo(first);
        assertThat(iam.grants.user(iam.account, first)).isNull();
    }

    @Test
    void delete_withSomethingLeft_conflicts() {
        iam.tell("CreateUser", "UserName", "bob");
        iam.tell("PutUserPolicy", "UserName", "bob", "PolicyName", "p", "PolicyDocument", Iam.ALLOW_ALL);
        assertThat(iam.ask("DeleteUser", "UserName", "bob"))
                .isEqualTo("DeleteConflict: Cannot delete entity, must delete policies first.");
        iam.tell("DeleteUserPolicy", "UserName", "bob", "PolicyName", "p");
        iam.tell("AttachUserPolicy", "UserName", "bob", "PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess");
        assertThat(iam.ask("DeleteUser", "UserName", "bob"))
                .isEqualTo("DeleteConflict: Cannot delete entity, must detach all policies first.");
        iam.tell("DetachUserPolicy", "UserName", "bob", "PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess");
        iam.tell("DeleteUser", "UserName", "bob");
    }

    @Test
    void update_nameAndPath_keepsIdAndPolicies() {
        String id = Iam.value(iam.tell("CreateUser", "UserName", "bob"), "UserId");
        iam.tell("CreateUser", "UserName", "eve");
        iam.tell("PutUserPolicy", "UserName", "bob", "PolicyName", "p", "PolicyDocument", Iam.ALLOW_ALL);
        assertThat(iam.ask("UpdateUser", "UserName", "bob", "NewUserName", "Eve"))
                .startsWith("EntityAlreadyExists: ");
        iam.tell("UpdateUser", "UserName", "bob", "NewUserName", "rob", "NewPath", "/x/");
        assertThat(iam.ask("GetUser", "UserName", "bob")).startsWith("NoSuchEntity");
        assertThat(iam.tell("GetUser", "UserName", "rob")).contains(id, iam.arn("user/x/rob"));
        assertThat(Iam.values(iam.tell("ListUserPolicies", "UserName", "rob"), "member"))
                .containsExactly("p");
        assertThat(Objects.requireNonNull(iam.grants.user(iam.account, id)).name())
                .isEqualTo("rob");
    }

    // A name that other policies speak of is not taken without permission on it.
    @Test
    void update_toANameWithoutPermission_isDenied() {
        iam.tell("CreateUser", "UserName", "bob");
        String own = Iam.policy("Allow", "iam:UpdateUser", iam.arn("user/${aws:username}"));
        iam.tell("PutUserPolicy", "UserName", "bob", "PolicyName", "p", "PolicyDocument", own);
        assertThat(iam.ask(iam.user("bob"), "UpdateUser", "UserName", "bob", "NewUserName", "admin"))
                .endsWith("iam:UpdateUser on resource: " + iam.arn("user/admin"));
        assertThat(iam.ask(iam.user("bob"), "UpdateUser", "UserName", "bob", "NewPath", "/boss/"))
                .endsWith("iam:UpdateUser on resource: " + iam.arn("user/boss/bob"));
    }

    @Test
    void get_withoutName_isWhoAsks() {
        assertThat(iam.tell("GetUser"))
                .contains("<Arn>" + iam.arn("root") + "</Arn>", "<UserId>" + iam.account.id() + "</UserId>");
        iam.tell("CreateUser", "UserName", "bob", "Path", "/p/");
        assertThat(iam.ask(iam.user("bob"), "GetUser"))
                .isEqualTo("AccessDenied: User: " + iam.arn("user/p/bob")
                        + " is not authorized to perform: iam:GetUser on resource: " + iam.arn("user/p/bob"));
        iam.tell(
                "PutUserPolicy",
                "UserName",
                "bob",
                "PolicyName",
                "p",
                "PolicyDocument",
                Iam.policy("Allow", "iam:GetUser", iam.arn("user/p/${aws:username}")));
        assertThat(iam.ask(iam.user("bob"), "GetUser")).contains("<UserName>bob</UserName>");
        assertThat(iam.ask(iam.user("bob"), "ListUsers")).startsWith("AccessDenied: ");
    }

    @Test
    void list_manyUsers_pagesShowEachOnce() {
        for (int i = 0; i < 25; i++) {
            iam.tell("CreateUser", "UserName", (i % 2 == 0 ? "U" : "u") + i, "Path", i % 5 == 0 ? "/five/" : "/");
        }
        List<String> seen = new ArrayList<>();
        String page = iam.tell("ListUsers", "MaxItems", "10");
        assertThat(page).contains("<IsTruncated>true</IsTruncated>");
        while (page.contains("<Marker>")) {
            seen.addAll(Iam.values(page, "UserName"));
            page = iam.tell("ListUsers", "MaxItems", "10", "Marker", Iam.value(page, "Marker"));
        }
        seen.addAll(Iam.values(page, "UserName"));
        assertThat(page).contains("<IsTruncated>false</IsTruncated>");
        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
        assertThat(Iam.values(iam.tell("ListUsers", "PathPrefix", "/five/"), "UserName"))
                .hasSize(5);
        assertThat(iam.ask("ListUsers", "MaxItems", "0")).startsWith("ValidationError: ");
        assertThat(iam.ask("ListUsers", "MaxItems", "1001")).startsWith("ValidationError: ");
        assertThat(iam.ask("ListUsers", "Marker", "%%")).isEqualTo("ValidationError: Invalid Marker.");
    }

    @Test
    void state_afterRestart_isWhatWasWritten() {
        iam.tell("CreateUser", "UserName", "bob", "Path", "/p/");
        iam.tell("PutUserPolicy", "UserName", "bob", "PolicyName", "p", "PolicyDocument", Iam.ALLOW_ALL);
        IamStore fresh = new IamStore(iam.store, iam.accounts, iam.clock);
        IamState loaded = Objects.requireNonNull(fresh.state(iam.account.id()));
        IamState held = Objects.requireNonNull(iam.iamStore.state(iam.account.id()));
        assertThat(loaded.users().all()).containsExactlyElementsOf(held.users().all());
        assertThat(loaded.inline()).isEqualTo(held.inline());
        assertThat(loaded.bytes()).isEqualTo(held.bytes());
    }
}
