package io.tarn.core.iam;

import io.tarn.core.layout.IamPolicy;
import io.tarn.core.layout.IamVersion;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The managed policies that all accounts share and nobody can change, as AWS publishes them. Those are here that mean the same
 * on a server of objects.
 */
final class AwsPolicies {
    private static final String ALL = """
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Action": "*",
                        "Resource": "*"
                    }
                ]
            }""";
    private static final String S3_FULL = """
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Action": [
                            "s3:*",
                            "s3-object-lambda:*"
                        ],
                        "Resource": "*"
                    }
                ]
            }""";
    private static final String S3_READ = """
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Action": [
                            "s3:Get*",
                            "s3:List*",
                            "s3:Describe*",
                            "s3-object-lambda:Get*",
                            "s3-object-lambda:List*"
                        ],
                        "Resource": "*"
                    }
                ]
            }""";
    private static final String IAM_FULL = """
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Action": [
                            "iam:*",
                            "organizations:DescribeAccount",
                            "organizations:DescribeOrganization",
                            "organizations:DescribeOrganizationalUnit",
                            "organizations:DescribePolicy",
                            "organizations:ListChildren",
                            "organizations:ListParents",
                            "organizations:ListPoliciesForTarget",
                            "organizations:ListRoots",
                            "organizations:ListPolicies",
                            "organizations:ListTargetsForPolicy"
                        ],
                        "Resource": "*"
                    }
                ]
            }""";
    private static final String IAM_READ = """
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Action": [
                            "iam:GenerateCredentialReport",
                            "iam:GenerateServiceLastAccessedDetails",
                            "iam:Get*",
                            "iam:List*",
                            "iam:SimulateCustomPolicy",
                            "iam:SimulatePrincipalPolicy"
                        ],
                        "Resource": "*"
                    }
                ]
            }""";
    private static final String OWN_PASSWORD = """
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Action": [
                            "iam:ChangePassword"
                        ],
                        "Resource": [
                            "arn:aws:iam::*:user/${aws:username}"
                        ]
                    },
                    {
                        "Effect": "Allow",
                        "Action": [
                            "iam:GetAccountPasswordPolicy"
                        ],
                        "Resource": "*"
                    }
                ]
            }""";

    private static final Map<String, IamPolicy> POLICIES = new LinkedHashMap<>();
    private static final Map<String, IamVersion> VERSIONS = new LinkedHashMap<>();

    static {
        add("AdministratorAccess", "ANPAIWMBCKSKIEE64ZLYK", 1, "2015-02-06T18:39:46Z", "2015-02-06T18:39:46Z", ALL);
        add("AmazonS3FullAccess", "ANPAIFIR6V6BVTRAHWINE", 2, "2015-02-06T18:40:58Z", "2021-09-27T20:16:37Z", S3_FULL);
        add(
                "AmazonS3ReadOnlyAccess",
                "ANPAIZTJ4DXE7G6AGAE6M",
                3,
                "2015-02-06T18:40:59Z",
                "2023-08-10T21:31:39Z",
                S3_READ);
        add("IAMFullAccess", "ANPAI7XKCFMBPM3QQRRVQ", 2, "2015-02-06T18:40:38Z", "2019-06-21T19:40:00Z", IAM_FULL);
        add("IAMReadOnlyAccess", "ANPAIKSO7NDY4T57MWDSQ", 4, "2015-02-06T18:40:39Z", "2018-01-25T19:11:27Z", IAM_READ);
        add(
                "IAMUserChangePassword",
                "ANPAJ4L4MM2A7QIEB56MS",
                2,
                "2016-11-15T00:25:16Z",
                "2016-11-15T23:18:55Z",
                OWN_PASSWORD);
    }

    private AwsPolicies() {}

    private static void add(String name, String id, int version, String created, String updated, String document) {
        long then = Instant.parse(created).toEpochMilli();
        long last = Instant.parse(updated).toEpochMilli();
        POLICIES.put(id, new IamPolicy(id, name, "/", then, last, version, version, null, Map.of()));
        VERSIONS.put(id, new IamVersion(id, version, last, document));
    }

    static List<IamPolicy> all() {
        return List.copyOf(POLICIES.values());
    }

    static @Nullable IamPolicy withId(String id) {
        return POLICIES.get(id);
    }

    /** By what follows {@code policy} in the ARN. */
    static @Nullable IamPolicy withPathAndName(String pathAndName) {
        return POLICIES.values().stream()
                .filter(policy -> policy.pathAndName().equals(pathAndName))
                .findFirst()
                .orElse(null);
    }

    static @Nullable IamVersion version(String id) {
        return VERSIONS.get(id);
    }

    static String arn(IamPolicy policy) {
        return Arns.policy("aws", policy);
    }
}
