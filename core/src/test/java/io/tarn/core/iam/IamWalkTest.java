package io.tarn.core.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.iam.IamOperation;
import io.tarn.core.access.AccessRequest;
import io.tarn.core.access.Caller;
import io.tarn.core.access.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No operation of IAM is reached without a decision. Who is not known at all does not come this far. */
final class IamWalkTest {
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
            + "\"sts:AssumeRole\",\"Principal\":{\"AWS\":\"*\"}}]}";

    private final Iam iam = new Iam();
    private final Map<String, String> parameters = new LinkedHashMap<>();

    @BeforeEach
    void fill() {
        for (String user : List.of("bob", "nobody", "nay", "yea")) {
            iam.tell("CreateUser", "UserName", user, "Tags.member.1.Key", "k", "Tags.member.1.Value", "v");
        }
        String admin = "arn:aws:iam::aws:policy/AdministratorAccess";
        iam.tell("AttachUserPolicy", "UserName", "nay", "PolicyArn", admin);
        iam.tell("AttachUserPolicy", "UserName", "yea", "PolicyArn", admin);
        String deny = Iam.policy("Deny", "iam:*", "*");
        iam.tell("PutUserPolicy", "UserName", "nay", "PolicyName", "no", "PolicyDocument", deny);
        iam.tell("PutUserPolicy", "UserName", "bob", "PolicyName", "p", "PolicyDocument", Iam.ALLOW_ALL);
        iam.tell("CreatePolicy", "PolicyName", "p", "PolicyDocument", Iam.ALLOW_ALL);
        iam.tell("CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", TRUST);
        iam.tell("CreateGroup", "GroupName", "g");
        iam.tell("CreateInstanceProfile", "InstanceProfileName", "i");
        iam.tell("CreateOpenIDConnectProvider", "Url", "https://id.example.com");
        String key = Iam.value(iam.tell("CreateAccessKey", "UserName", "bob"), "AccessKeyId");
        parameters.put("UserName", "bob");
        parameters.put("GroupName", "g");
        parameters.put("RoleName", "r");
        parameters.put("InstanceProfileName", "i");
        parameters.put("PolicyName", "p");
        parameters.put("PolicyArn", iam.arn("policy/p"));
        parameters.put("PolicySourceArn", iam.arn("user/bob"));
        parameters.put("PermissionsBoundary", iam.arn("policy/p"));
        parameters.put("PolicyDocument", Iam.ALLOW_ALL);
        parameters.put("PolicyInputList.member.1", Iam.ALLOW_ALL);
        parameters.put("ActionNames.member.1", "s3:GetObject");
        parameters.put("AssumeRolePolicyDocument", TRUST);
        parameters.put("VersionId", "v1");
        parameters.put("OpenIDConnectProviderArn", iam.arn("oidc-provider/id.example.com"));
        parameters.put("Url", "https://other.example.com");
        parameters.put("ClientID", "c");
        parameters.put("ThumbprintList.member.1", "a".repeat(40));
        parameters.put("AccessKeyId", key);
        parameters.put("Status", "Inactive");
        parameters.put("AccountAlias", "lake");
        parameters.put("Password", "correct horse");
        parameters.put("OldPassword", "x");
        parameters.put("NewPassword", "y");
        parameters.put("Description", "d");
        parameters.put("Tags.member.1.Key", "k");
        parameters.put("Tags.member.1.Value", "v");
        parameters.put("TagKeys.member.1", "k");
    }

    private String ask(Caller.Identity caller, IamOperation operation) {
        List<String> form = new ArrayList<>();
        parameters.forEach((name, value) -> form.addAll(List.of(name, value)));
        iam.asked.clear();
        return iam.ask(caller, operation.apiName(), form.toArray(String[]::new));
    }

    private IamState state() {
        return Objects.requireNonNull(iam.iamStore.state(iam.account.id()));
    }

    private static String simpleArn(AccessRequest request) {
        return request.resource().arn();
    }

    @ParameterizedTest
    @EnumSource(IamOperation.class)
    void operation_byEveryCaller_isDecidedFirst(IamOperation operation) {
        if (!operation.served()) {
            assertThat(ask(iam.root(), operation)).startsWith("NotImplemented: ");
            return;
        }
        long stamp = Objects.requireNonNull(iam.accounts.read(iam.account.id())).stamp();
        for (String user : List.of("nobody", "nay")) {
            assertThat(ask(iam.user(user), operation))
                    .as(user)
                    .startsWith("AccessDenied: User: " + iam.arn("user/" + user));
            assertThat(iam.asked).hasSize(1);
            assertThat(iam.asked.getFirst().action()).isEqualTo("iam:" + operation.apiName());
            assertThat(simpleArn(iam.asked.getFirst())).matches("\\*|" + iam.arn(".*"));
        }
        String stranger = ask(Caller.Identity.root(iam.other, "K"), operation);
        boolean named =
                ((Resource.Iam) iam.asked.getFirst().resource()).accountId().equals(iam.account.id());
        assertThat(!named || stranger.startsWith("AccessDenied: User: " + iam.other.rootArn()))
                .as(stranger)
                .isTrue();
        assertThat(state().users().size()).isEqualTo(4);
        assertThat(Objects.requireNonNull(iam.accounts.read(iam.account.id())).stamp())
                .isEqualTo(stamp);
        String answer = ask(iam.user("yea"), operation);
        assertThat(iam.asked).isNotEmpty();
        if (operation != IamOperation.CHANGE_PASSWORD) {
            assertThat(answer).doesNotStartWith("AccessDenied");
        }
        assertThat(answer).doesNotStartWith("InternalFailure");
    }
}
