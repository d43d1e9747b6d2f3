package io.tarn.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The kinds of policy that the guides of IAM and S3 show, each with who gets through it and who does not. */
class AwsExamplesTest {
    private static final String BOX = "arn:aws:s3:::box";

    private static boolean bucket(String statement, PolicyRequest request) {
        NamedPolicy all = Scene.named("all", PolicyKind.IDENTITY, "{'Effect':'Allow','Action':'*','Resource':'*'}");
        PolicySet policies = PolicySet.NONE
                .withResource(Scene.named("bucket", PolicyKind.RESOURCE, statement))
                .withIdentity(all);
        return Evaluation.decide(policies, request).allowed();
    }

    private static boolean own(PolicyDocument policy, String action, String resource, PolicyContext context) {
        return Scene.allows(policy, Scene.request(Scene.ANA, action, resource, context));
    }

    @Test
    void onlyHttps_deniesPlainRequests() {
        String statement = "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':['" + BOX + "','" + BOX
                + "/*'],'Condition':{'Bool':{'aws:SecureTransport':'false'}}}";
        assertThat(bucket(
                        statement,
                        Scene.get(
                                Scene.ANA,
                                PolicyContext.builder()
                                        .flag("aws:SecureTransport", true)
                                        .build())))
                .isTrue();
        assertThat(bucket(
                        statement,
                        Scene.get(
                                Scene.ANA,
                                PolicyContext.builder()
                                        .flag("aws:SecureTransport", false)
                                        .build())))
                .isFalse();
    }

    @Test
    void onlySomeAddresses_deniesTheRest() {
        String statement =
                "{'Sid':'IPAllow','Effect':'Deny','Principal':'*','Action':'s3:*','Resource':['" + BOX + "','" + BOX
                        + "/*'],'Condition':{'NotIpAddress':{'aws:SourceIp':['192.0.2.0/24','2001:DB8:1234:5678::/64']}}}";
        assertThat(bucket(statement, Scene.get(Scene.ANA, Scene.context("aws:SourceIp", "192.0.2.44"))))
                .isTrue();
        assertThat(bucket(statement, Scene.get(Scene.ANA, Scene.context("aws:SourceIp", "2001:db8:1234:5678::9"))))
                .isTrue();
        assertThat(bucket(statement, Scene.get(Scene.ANA, Scene.context("aws:SourceIp", "203.0.113.1"))))
                .isFalse();
        assertThat(bucket(statement, Scene.get(Scene.ANA))).isFalse();
    }

    @Test
    void publicRead_isForEveryoneAndReadingOnly() {
        String statement = "{'Sid':'PublicRead','Effect':'Allow','Principal':'*','Action':['s3:GetObject',"
                + "'s3:GetObjectVersion'],'Resource':['" + BOX + "/*']}";
        assertThat(bucket(statement, Scene.get(Scene.ANONYMOUS))).isTrue();
        assertThat(bucket(statement, Scene.request(Scene.ANONYMOUS, "s3:PutObject", Scene.OBJECT, PolicyContext.EMPTY)))
                .isFalse();
    }

    @Test
    void crossAccountUpload_needsTheOwnersFullControl() {
        String statement = "{'Effect':'Allow','Principal':{'AWS':'444455556666'},'Action':'s3:PutObject','Resource':'"
                + BOX + "/*','Condition':{'StringEquals':{'s3:x-amz-acl':'bucket-owner-full-control'}}}";
        PolicyContext control = Scene.context("s3:x-amz-acl", "bucket-owner-full-control");
        assertThat(bucket(statement, Scene.request(Scene.BOB, "s3:PutObject", Scene.OBJECT, control)))
                .isTrue();
        assertThat(bucket(statement, Scene.request(Scene.BOB, "s3:PutObject", Scene.OBJECT, PolicyContext.EMPTY)))
                .isFalse();
    }

    @Test
    void homeFolders_showOnlyTheOwn() {
        PolicyDocument policy = Scene.statements(
                PolicyKind.IDENTITY,
                "{'Effect':'Allow','Action':['s3:ListAllMyBuckets','s3:GetBucketLocation'],'Resource':'arn:aws:s3:::*'}",
                "{'Effect':'Allow','Action':'s3:ListBucket','Resource':'" + BOX
                        + "','Condition':{'StringLike':{'s3:prefix':['','home/','home/${aws:username}/*']}}}",
                "{'Effect':'Allow','Action':'s3:*','Resource':['" + BOX + "/home/${aws:username}','" + BOX
                        + "/home/${aws:username}/*']}");
        PolicyContext.Builder ana = PolicyContext.builder().text("aws:username", "ana");
        assertThat(own(policy, "s3:ListAllMyBuckets", "arn:aws:s3:::*", ana.build()))
                .isTrue();
        assertThat(own(policy, "s3:ListBucket", BOX, ana.text("s3:prefix", "").build()))
                .isTrue();
        assertThat(own(
                        policy,
                        "s3:ListBucket",
                        BOX,
                        ana.text("s3:prefix", "home/ana/x").build()))
                .isTrue();
        assertThat(own(
                        policy,
                        "s3:ListBucket",
                        BOX,
                        ana.text("s3:prefix", "home/bob/").build()))
                .isFalse();
        assertThat(own(policy, "s3:PutObject", BOX + "/home/ana/a", ana.build()))
                .isTrue();
        assertThat(own(policy, "s3:PutObject", BOX + "/home/bob/a", ana.build()))
                .isFalse();
    }

    @Test
    void dateRange_holdsBetweenTwoDays() {
        PolicyDocument policy = Scene.allowIf("{'DateGreaterThan':{'aws:CurrentTime':'2020-04-01T00:00:00Z'},"
                + "'DateLessThan':{'aws:CurrentTime':'2020-06-30T23:59:59Z'}}");
        assertThat(own(policy, "s3:GetObject", Scene.OBJECT, Scene.context("aws:CurrentTime", "2020-05-05T10:00:00Z")))
                .isTrue();
        assertThat(own(policy, "s3:GetObject", Scene.OBJECT, Scene.context("aws:CurrentTime", "2020-07-01T00:00:00Z")))
                .isFalse();
    }

    @Test
    void tagsOfPrincipalAndObject_mustBeEqual() {
        PolicyDocument policy =
                Scene.allowIf("{'StringEquals':{'s3:ExistingObjectTag/project':'${aws:PrincipalTag/project}'}}");
        PolicyContext.Builder context = PolicyContext.builder().text("aws:PrincipalTag/project", "red");
        assertThat(Scene.allows(
                        policy,
                        Scene.get(
                                Scene.ANA,
                                context.text("s3:ExistingObjectTag/project", "red")
                                        .build())))
                .isTrue();
        assertThat(Scene.allows(
                        policy,
                        Scene.get(
                                Scene.ANA,
                                context.text("s3:ExistingObjectTag/project", "blue")
                                        .build())))
                .isFalse();
        assertThat(Scene.allows(policy, Scene.get(Scene.ANA, Scene.context("s3:ExistingObjectTag/project", "red"))))
                .isFalse();
    }

    @Test
    void tagKeys_presentAndAllKnown() {
        PolicyDocument policy = Scene.allowIf(
                "{'Null':{'aws:TagKeys':'false'},'ForAllValues:StringLike':{'aws:TagKeys':['key1*','key2*']}}");
        assertThat(Scene.allows(policy, Scene.get(Scene.ANA, Scene.context("aws:TagKeys", "key1a", "key2"))))
                .isTrue();
        assertThat(Scene.allows(policy, Scene.get(Scene.ANA, Scene.context("aws:TagKeys", "key1", "other"))))
                .isFalse();
        assertThat(Scene.allows(policy, Scene.get(Scene.ANA))).isFalse();
    }

    @Test
    void everythingButIam_isLeftByNotAction() {
        PolicyDocument policy =
                Scene.statements(PolicyKind.IDENTITY, "{'Effect':'Allow','NotAction':'iam:*','Resource':'*'}");
        assertThat(own(policy, "s3:GetObject", Scene.OBJECT, PolicyContext.EMPTY))
                .isTrue();
        assertThat(own(policy, "iam:CreateUser", "arn:aws:iam::111122223333:user/x", PolicyContext.EMPTY))
                .isFalse();
    }
}
