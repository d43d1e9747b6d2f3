package io.tarn.api.s3;

import io.tarn.api.http.QueryParameters;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The query parameters that name a sub-resource, with the resource type that a refusal of the method gives. */
final class Selectors {
    /** Any two of these conflict. */
    private static final Map<String, String> BUCKET = Map.ofEntries(
            Map.entry("abac", "BUCKET_ABAC"),
            Map.entry("accelerate", "ACCELERATE"),
            Map.entry("acl", "ACL"),
            Map.entry("analytics", "ANALYTICS"),
            Map.entry("cors", "CORS"),
            Map.entry("delete", "MULTI_OBJECT_DELETE"),
            Map.entry("encryption", "ENCRYPTION"),
            Map.entry("intelligent-tiering", "INTELLIGENT_TIERING"),
            Map.entry("inventory", "INVENTORY"),
            Map.entry("lifecycle", "LIFECYCLE"),
            Map.entry("location", "LOCATION"),
            Map.entry("logging", "LOGGING_STATUS"),
            Map.entry("metadataAnnotationTable", "BUCKET_METADATA_ANNOTATION_TABLE_CONFIGURATION"),
            Map.entry("metadataConfiguration", "BUCKET_METADATA_CONFIGURATION"),
            Map.entry("metadataInventoryTable", "BUCKET_METADATA_INVENTORY_TABLE_CONFIGURATION"),
            Map.entry("metadataJournalTable", "BUCKET_METADATA_JOURNAL_TABLE_CONFIGURATION"),
            Map.entry("metadataTable", "BUCKET_METADATA_TABLE_CONFIGURATION"),
            Map.entry("metrics", "METRICS"),
            Map.entry("notification", "NOTIFICATION"),
            Map.entry("object-lock", "OBJECT_LOCK_CONFIGURATION"),
            Map.entry("ownershipControls", "OWNERSHIP_CONTROLS"),
            Map.entry("policy", "BUCKETPOLICY"),
            Map.entry("policyStatus", "POLICY_STATUS"),
            Map.entry("publicAccessBlock", "PUBLIC_ACCESS_BLOCK"),
            Map.entry("replication", "REPLICATION"),
            Map.entry("requestPayment", "REQUEST_PAYMENT"),
            Map.entry("tagging", "TAGGING"),
            Map.entry("uploads", "UPLOADS"),
            Map.entry("versioning", "VERSIONING"),
            Map.entry("versions", "BUCKETVERSIONS"),
            Map.entry("website", "WEBSITE"));

    private static final Map<String, String> OBJECT = Map.ofEntries(
            Map.entry("acl", "ACL"),
            Map.entry("annotation", "OBJECT_ANNOTATIONS"),
            Map.entry("attributes", "OBJECT_ATTRIBUTES"),
            Map.entry("encryption", "OBJECT_ENCRYPTION"),
            Map.entry("legal-hold", "OBJECT_LOCK_LEGALHOLD"),
            Map.entry("restore", "RESTORE"),
            Map.entry("retention", "OBJECT_LOCK_RETENTION"),
            Map.entry("select", "SELECT"),
            Map.entry("tagging", "OBJECT_TAGGING"),
            Map.entry("torrent", "TORRENT"),
            Map.entry("uploadId", "UPLOAD"),
            Map.entry("uploads", "UPLOADS"));

    private Selectors() {}

    /** The selectors of a request, in alphabetical order as refusals name them. */
    static List<String> of(PathKind kind, QueryParameters query) {
        if (query.size() == 0) {
            return List.of();
        }
        TreeSet<String> found = new TreeSet<>();
        for (QueryParameters.Parameter parameter : query) {
            if (types(kind).containsKey(parameter.name())) {
                found.add(parameter.name());
            }
        }
        return List.copyOf(found);
    }

    /** The name that a refusal gives to the resource. */
    static String resourceType(PathKind kind, @Nullable String selector) {
        String type = selector == null ? null : types(kind).get(selector);
        return type == null ? kind.name() : type;
    }

    private static Map<String, String> types(PathKind kind) {
        return switch (kind) {
            case SERVICE -> Map.of();
            case BUCKET -> BUCKET;
            case OBJECT -> OBJECT;
        };
    }
}
