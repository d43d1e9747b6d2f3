package io.tarn.core.gate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which condition keys of S3 belong to which actions (Service Authorization Reference, "Actions, resources, and condition
 * keys for Amazon S3"). A key is absent from every other action, whatever the request carries.
 */
final class KeyScopes {
    /** Keys that describe how a request came, and belong to every action. */
    private static final Set<String> EVERYWHERE = Set.of(
            "s3:authtype",
            "s3:signatureage",
            "s3:signatureversion",
            "s3:tlsversion",
            "s3:resourceaccount",
            "s3:x-amz-content-sha256");

    private static final List<String> LISTS = List.of("s3:ListBucket", "s3:ListBucketVersions");
    private static final List<String> OBJECT_ACLS = List.of("s3:PutObjectAcl", "s3:PutObjectVersionAcl");
    private static final List<String> VERSIONS = List.of(
            "s3:DeleteObjectVersion",
            "s3:DeleteObjectVersionTagging",
            "s3:GetObjectVersion",
            "s3:GetObjectVersionAcl",
            "s3:GetObjectVersionAttributes",
            "s3:GetObjectVersionTagging",
            "s3:GetObjectVersionTorrent",
            "s3:PutObjectVersionAcl",
            "s3:PutObjectVersionTagging");
    private static final String PUT = "s3:PutObject";
    private static final String BYPASS = "s3:BypassGovernanceRetention";
    private static final String CREATE_BUCKET = "s3:CreateBucket";

    private static final Set<String> TAGGING = Set.of(CREATE_BUCKET, "s3:PutBucketTagging", "s3:TagResource");

    private static final Map<String, Set<String>> SCOPES = scopes();

    private KeyScopes() {}

    /** True if a request for the action may have the key; the key in small letters, the action as S3 spells it. */
    static boolean has(String action, String key) {
        return EVERYWHERE.contains(key) || SCOPES.getOrDefault(key, Set.of()).contains(action);
    }

    /** True if a request for the action gives tags to a bucket. */
    static boolean tags(String action) {
        return TAGGING.contains(action);
    }

    private static Map<String, Set<String>> scopes() {
        Map<String, Set<String>> scopes = new HashMap<>();
        for (String key : List.of("s3:prefix", "s3:delimiter", "s3:max-keys")) {
            add(scopes, key, LISTS);
        }
        add(scopes, "s3:versionid", VERSIONS);
        acls(scopes);
        writes(scopes);
        add(scopes, "s3:if-match", List.of("s3:DeleteObject", "s3:DeleteObjectVersion"));
        add(scopes, "s3:locationconstraint", List.of(CREATE_BUCKET));
        add(scopes, "s3:x-amz-object-ownership", List.of(CREATE_BUCKET));
        locks(scopes);
        return scopes;
    }

    private static void acls(Map<String, Set<String>> scopes) {
        for (String grant : List.of("full-control", "read", "read-acp", "write", "write-acp")) {
            String key = "s3:x-amz-grant-" + grant;
            add(scopes, key, List.of(PUT, "s3:PutBucketAcl", CREATE_BUCKET));
            add(scopes, key, OBJECT_ACLS);
        }
        add(scopes, "s3:x-amz-acl", List.of(PUT, "s3:PutBucketAcl", CREATE_BUCKET, BYPASS));
        add(scopes, "s3:x-amz-acl", OBJECT_ACLS);
    }

    private static void writes(Map<String, Set<String>> scopes) {
        for (String key : List.of(
                "s3:if-match",
                "s3:if-none-match",
                "s3:objectcreationoperation",
                "s3:x-amz-copy-source",
                "s3:x-amz-metadata-directive",
                "s3:x-amz-server-side-encryption",
                "s3:x-amz-server-side-encryption-aws-kms-key-id",
                "s3:x-amz-server-side-encryption-customer-algorithm",
                "s3:x-amz-storage-class",
                "s3:x-amz-website-redirect-location")) {
            add(scopes, key, List.of(PUT));
        }
        add(scopes, "s3:x-amz-storage-class", OBJECT_ACLS);
    }

    private static void locks(Map<String, Set<String>> scopes) {
        for (String key : List.of(
                "s3:object-lock-mode", "s3:object-lock-retain-until-date", "s3:object-lock-remaining-retention-days")) {
            add(scopes, key, List.of(PUT, BYPASS, "s3:PutObjectRetention"));
        }
        add(scopes, "s3:object-lock-legal-hold", List.of(PUT, BYPASS, "s3:PutObjectLegalHold"));
    }

    private static void add(Map<String, Set<String>> scopes, String key, List<String> actions) {
        scopes.computeIfAbsent(key, absent -> new HashSet<>()).addAll(actions);
    }
}
