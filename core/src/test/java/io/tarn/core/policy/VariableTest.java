package io.tarn.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VariableTest {
    private static final PolicyContext ANA = Scene.context("aws:username", "ana");

    private static boolean reads(String element, String resource, String key, PolicyContext context) {
        PolicyDocument policy = Scene.statements(
                PolicyKind.IDENTITY, "{'Effect':'Allow','Action':'s3:*','" + element + "':'" + resource + "'}");
        return Scene.allows(policy, Scene.request(Scene.ANA, "s3:GetObject", "arn:aws:s3:::box/" + key, context));
    }

    @Test
    void variable_inResource_isTheCallersValue() {
        assertThat(reads("Resource", "arn:aws:s3:::box/${aws:username}/*", "ana/x", ANA))
                .isTrue();
        assertThat(reads("Resource", "arn:aws:s3:::box/${AWS:UserName}/*", "ana/x", ANA))
                .isTrue();
        assertThat(reads("Resource", "arn:aws:s3:::box/${aws:username}/*", "bob/x", ANA))
                .isFalse();
    }

    @Test
    void variable_valueWithWildcards_standsForItself() {
        PolicyContext star = Scene.context("aws:username", "*");
        assertThat(reads("Resource", "arn:aws:s3:::box/${aws:username}/*", "bob/x", star))
                .isFalse();
        assertThat(reads("Resource", "arn:aws:s3:::box/${aws:username}/*", "*/x", star))
                .isTrue();
        PolicyContext nested = Scene.context("aws:username", "${aws:userid}");
        assertThat(reads("Resource", "arn:aws:s3:::box/${aws:username}", "${aws:userid}", nested))
                .isTrue();
    }

    @Test
    void variable_valueWithColons_movesNoSegment() {
        PolicyContext colons = Scene.context("aws:userid", "AROA:monday");
        assertThat(reads("Resource", "arn:aws:s3:::box/${aws:userid}/*", "AROA:monday/x", colons))
                .isTrue();
        PolicyContext forged = Scene.context("aws:userid", "s3:::box");
        assertThat(reads("Resource", "arn:aws:${aws:userid}:::x/*", "y", forged))
                .isFalse();
    }

    @Test
    void variable_default_standsInForAMissingValue() {
        String resource = "arn:aws:s3:::box/${aws:PrincipalTag/team, `company*`}/x";
        String json =
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':'" + resource + "'}}";
        PolicyDocument policy = PolicyDocument.parse(json.replace('\'', '"').replace('`', '\''), PolicyKind.IDENTITY);
        PolicyRequest without =
                Scene.request(Scene.ANA, "s3:GetObject", "arn:aws:s3:::box/company*/x", PolicyContext.EMPTY);
        PolicyRequest with = Scene.request(
                Scene.ANA, "s3:GetObject", "arn:aws:s3:::box/red/x", Scene.context("aws:PrincipalTag/team", "red"));
        assertThat(Scene.allows(policy, without)).isTrue();
        assertThat(Scene.allows(policy, with)).isTrue();
        assertThat(Scene.allows(
                        policy,
                        Scene.request(Scene.ANA, "s3:GetObject", "arn:aws:s3:::box/company1/x", PolicyContext.EMPTY)))
                .isFalse();
    }

    @Test
    void variable_escapes_areTheCharactersThemselves() {
        assertThat(reads("Resource", "arn:aws:s3:::box/${*}${?}${$}", "*?$", ANA))
                .isTrue();
        assertThat(reads("Resource", "arn:aws:s3:::box/${*}${?}${$}", "ab$", ANA))
                .isFalse();
    }

    @Test
    void variable_withoutValue_neverHelpsTheCaller() {
        PolicyContext none = PolicyContext.EMPTY;
        PolicyContext two = Scene.context("aws:username", "ana", "bob");
        for (PolicyContext context : new PolicyContext[] {none, two}) {
            assertThat(reads("Resource", "arn:aws:s3:::box/${aws:username}/*", "ana/x", context))
                    .isFalse();
            assertThat(reads("NotResource", "arn:aws:s3:::box/${aws:username}/*", "x", context))
                    .isFalse();
        }
        PolicyContext key = Scene.context("t:key", "v");
        String other = "{'StringNotEquals':{'t:key':'${aws:username}'}}";
        assertThat(Scene.allows(Scene.allowIf(other), Scene.get(Scene.ANA, key)))
                .isFalse();
        NamedPolicy all = Scene.named("all", PolicyKind.IDENTITY, "{'Effect':'Allow','Action':'*','Resource':'*'}");
        NamedPolicy deny = Scene.named(
                "deny", PolicyKind.IDENTITY, "{'Effect':'Deny','Action':'*','Resource':'*','Condition':" + other + "}");
        assertThat(Evaluation.decide(PolicySet.NONE.withIdentity(all, deny), Scene.get(Scene.ANA, key))
                        .allowed())
                .isFalse();
    }

    @Test
    void variable_oldVersion_isPlainText() {
        PolicyDocument policy = Scene.policy(
                PolicyKind.IDENTITY,
                "{'Statement':{'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:::box/${aws:username}'}}");
        assertThat(Scene.allows(policy, Scene.request(Scene.ANA, "s3:GetObject", "arn:aws:s3:::box/ana", ANA)))
                .isFalse();
        assertThat(Scene.allows(
                        policy, Scene.request(Scene.ANA, "s3:GetObject", "arn:aws:s3:::box/${aws:username}", ANA)))
                .isTrue();
    }

    @Test
    void variable_inConditions_worksForStringsAndArns() {
        PolicyContext context = PolicyContext.builder()
                .text("aws:username", "ana")
                .text("aws:PrincipalArn", "arn:aws:iam::111122223333:user/ana")
                .text("s3:prefix", "home/ana/x")
                .build();
        String like = "{'StringLike':{'s3:prefix':'home/${aws:username}/*'}}";
        String arn = "{'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::*:user/${aws:username}'}}";
        String whole = "{'ArnEquals':{'aws:PrincipalArn':'${aws:PrincipalArn}'}}";
        for (String condition : new String[] {like, arn, whole}) {
            assertThat(Scene.allows(Scene.allowIf(condition), Scene.get(Scene.ANA, context)))
                    .as(condition)
                    .isTrue();
        }
    }

    @Test
    void resource_wildcardsBeforeTheKey_stayInTheirSegment() {
        assertThat(reads("Resource", "arn:*:s3:::public/*", "k:s3:::public/x", ANA))
                .isFalse();
        assertThat(reads("Resource", "arn:aws:s3:::*", "k:a:b", ANA)).isTrue();
        assertThat(reads("Resource", "arn:aws:s3:*:*:box/*", "x", ANA)).isTrue();
        assertThat(reads("Resource", "arn:aws:s3:::BOX/*", "x", ANA)).isFalse();
        assertThat(reads("Resource", "arn:aws:s3:::box/public/*", "public/../private", ANA))
                .isTrue();
        assertThat(reads("NotResource", "arn:aws:s3:::box/a*", "b", ANA)).isTrue();
        assertThat(reads("NotResource", "arn:aws:s3:::box/a*", "ab", ANA)).isFalse();
    }
}
