package io.tarn.core.policy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketPolicyRulesTest {
    private final BucketPolicyRules rules = new BucketPolicyRules(
            Set.of("s3:ListBucket", "s3:PutBucketPolicy"), Set.of("s3:GetObject", "s3:PutObject"));

    private void check(String action, String resource) {
        PolicyDocument policy = Scene.statements(
                PolicyKind.RESOURCE,
                "{'Effect':'Allow','Principal':'*','Action':'" + action + "','Resource':'" + resource + "'}");
        rules.check(policy, "box");
    }

    @ParameterizedTest
    @CsvSource({
        "s3:GetObject, arn:aws:s3:::box/*",
        "S3:getobject, arn:aws:s3:::box/a/b",
        "s3:*, arn:aws:s3:::box",
        "*, arn:aws:s3:::box/*",
        "s3:ListBucket, arn:aws:s3:::box",
        "s3:ListBucket, arn:aws:s3:::b*",
        "s3:GetObject, arn:aws:s3:::box*",
        "s3:GetObject, arn:aws:s3:::box/${aws:username}/*",
        "s3:GetObject, *"
    })
    void check_policyOfTheBucket_passes(String action, String resource) {
        assertThatCode(() -> check(action, resource)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "s3:GetObject, arn:aws:s3:::other/*, invalid resource",
        "s3:GetObject, arn:aws:s3:::boxes/*, invalid resource",
        "s3:GetObject, arn:aws:iam::111122223333:user/ana, invalid resource",
        "s3:Juggle, arn:aws:s3:::box/*, invalid action",
        "iam:*, arn:aws:s3:::box/*, invalid action",
        "s3:GetObject, arn:aws:s3:::box, does not apply",
        "s3:ListBucket, arn:aws:s3:::box/*, does not apply"
    })
    void check_policyOfAnother_isRefused(String action, String resource, String message) {
        assertThatThrownBy(() -> check(action, resource))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessageContaining(message);
    }

    @Test
    void check_negations_needNotFit() {
        PolicyDocument policy = Scene.statements(
                PolicyKind.RESOURCE,
                "{'Effect':'Deny','Principal':'*','NotAction':'s3:GetObject','Resource':'arn:aws:s3:::box'}",
                "{'Effect':'Deny','Principal':'*','Action':'s3:GetObject','NotResource':'arn:aws:s3:::box/a'}");
        assertThatCode(() -> rules.check(policy, "box")).doesNotThrowAnyException();
    }
}
