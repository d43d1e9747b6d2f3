package io.tarn.core.access;

import io.tarn.core.policy.PolicyContext;
import io.tarn.core.setting.BucketSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The condition keys that describe what a request is for. A bucket's tags count only where the bucket says so. */
final class ResourceKeys {
    private static final List<String> TAG_PREFIXES = List.of("aws:resourcetag/", "s3:buckettag/");

    private ResourceKeys() {}

    /** The keys of a resource. */
    static PolicyContext of(Resource resource) {
        return switch (resource) {
            case Resource.Service service -> PolicyContext.EMPTY;
            case Resource.Bucket bucket -> of(bucket);
            case Resource.Object object -> of(object.bucket());
            case Resource.Iam iam -> iam.keys();
        };
    }

    private static PolicyContext of(Resource.Bucket bucket) {
        return PolicyContext.lazy(key -> one(value(bucket, key)));
    }

    private static @Nullable String value(Resource.Bucket bucket, String key) {
        AccessPoint through = bucket.through();
        return switch (key) {
            case "aws:resourceaccount", "s3:resourceaccount" -> bucket.ownerAccountId();
            case "s3:dataaccesspointarn" -> through == null ? null : through.arn();
            case "s3:dataaccesspointaccount" -> through == null ? null : through.accountId();
            case "s3:accesspointnetworkorigin" -> through == null ? null : "Internet";
            default -> tag(bucket.rules().settings(), key);
        };
    }

    private static @Nullable String tag(BucketSettings settings, String key) {
        if (!settings.abac()) {
            return null;
        }
        for (String prefix : TAG_PREFIXES) {
            if (key.startsWith(prefix)) {
                return tagNamed(settings.tags(), key.substring(prefix.length()));
            }
        }
        return null;
    }

    /** Names of condition keys know no case, so neither does the name of a tag in one. */
    private static @Nullable String tagNamed(Map<String, String> tags, String lowerCaseName) {
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            if (tag.getKey().toLowerCase(Locale.ROOT).equals(lowerCaseName)) {
                return tag.getValue();
            }
        }
        return null;
    }

    private static List<String> one(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }
}
