package io.tarn.core.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SimulationTest {
    private final Iam iam = new Iam();

    @BeforeEach
    void fill() {
        iam.tell("CreateUser", "UserName", "bob");
    }

    @Test
    void custom_matchedStatement_isToldWithItsPlace() {
        String policy = """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Action": "s3:Get*",
                      "Resource": "arn:aws:s3:::b/${aws:username}/*",
                      "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}
                    },
                    {"Effect": "Deny", "Action": "s3:PutObject", "Resource": "*"}
                  ]
                }""";
        String[] form = {
            "PolicyInputList.member.1", policy,
            "ActionNames.member.1", "s3:GetObject",
            "ActionNames.member.2", "s3:PutObject",
            "ActionNames.member.3", "s3:ListBucket",
            "ResourceArns.member.1", "arn:aws:s3:::b/bob/x",
            "ContextEntries.member.1.ContextKeyName", "aws:username",
            "ContextEntries.member.1.ContextKeyType", "string",
            "ContextEntries.member.1.ContextKeyValues.member.1", "bob",
            "ContextEntries.member.2.ContextKeyName", "aws:SourceIp",
            "ContextEntries.member.2.ContextKeyType", "ip",
            "ContextEntries.member.2.ContextKeyValues.member.1", "10.1.2.3"
        };
        String answer = iam.tell("SimulateCustomPolicy", form);
        assertThat(Iam.values(answer, "EvalDecision")).containsExactly("allowed", "explicitDeny", "implicitDeny");
        assertThat(Iam.values(answer, "EvalResourceDecision"))
                .containsExactly("allowed", "explicitDeny", "implicitDeny");
        assertThat(answer)
                .contains("<SourcePolicyId>PolicyInputList.1</SourcePolicyId><SourcePolicyType>none</SourcePolicyType>"
                        + "<StartPosition><Line>4</Line><Column>5</Column></StartPosition>"
                        + "<EndPosition><Line>9</Line><Column>6</Column></EndPosition>")
                .contains("<Line>10</Line><Column>5</Column>");
        assertThat(iam.tell(
                        "SimulateCustomPolicy",
                        "PolicyInputList.member.1",
                        policy,
                        "ActionNames.member.1",
                        "s3:GetObject"))
                .contains("<MissingContextValues><member>aws:username</member><member>aws:SourceIp</member>");
        assertThat(Iam.values(iam.tell("GetContextKeysForCustomPolicy", "PolicyInputList.member.1", policy), "member"))
                .containsExactly("aws:username", "aws:SourceIp");
    }

    @Test
    void principal_policiesOfGroupsAndBoundary_count() {
        iam.tell("CreateGroup", "GroupName", "g");
        iam.tell("AddUserToGroup", "GroupName", "g", "UserName", "bob");
        iam.tell("AttachGroupPolicy", "GroupName", "g", "PolicyArn", "arn:aws:iam::aws:policy/AmazonS3FullAccess");
        String[] form = {
            "PolicySourceArn", iam.arn("user/bob"),
            "ActionNames.member.1", "s3:GetObject",
            "ActionNames.member.2", "s3:PutObject"
        };
        assertThat(Iam.values(iam.tell("SimulatePrincipalPolicy", form), "EvalDecision"))
                .containsExactly("allowed", "allowed");
        iam.tell(
                "PutUserPermissionsBoundary",
                "UserName",
                "bob",
                "PermissionsBoundary",
                "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess");
        String answer = iam.tell("SimulatePrincipalPolicy", form);
        assertThat(Iam.values(answer, "EvalDecision")).containsExactly("allowed", "implicitDeny");
        assertThat(answer)
                .contains("<AllowedByPermissionsBoundary>false<")
                .contains("<SourcePolicyId>AmazonS3FullAccess</SourcePolicyId><SourcePolicyType>aws-managed<");
        assertThat(iam.ask(
                        "SimulatePrincipalPolicy",
                        "PolicySourceArn",
                        iam.arn("user/x"),
                        "ActionNames.member.1",
                        "s3:X"))
                .startsWith("NoSuchEntity: ");
    }

    @Test
    void custom_resourcePolicyOfAnotherAccount_tellsBothSides() {
        String resource =
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:*\","
                        + "\"Resource\":\"arn:aws:s3:::b/*\"}}";
        String answer = iam.tell(
                "SimulateCustomPolicy",
                "PolicyInputList.member.1",
                Iam.policy("Allow", "s3:PutObject", "*"),
                "ActionNames.member.1",
                "s3:GetObject",
                "ResourceArns.member.1",
                "arn:aws:s3:::b/x",
                "ResourcePolicy",
                resource,
                "ResourceOwner",
                "999999999999",
                "CallerArn",
                iam.arn("user/bob"));
        assertThat(answer)
                .contains("<EvalDecision>implicitDeny<")
                .contains("<key>IAM Policy</key><value>implicitDeny</value>")
                .contains("<key>Resource Policy</key><value>allowed</value>");
    }
}
