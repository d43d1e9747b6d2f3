package io.tarn.core.bucket;

import io.tarn.core.acl.AccessControlList;
import io.tarn.core.layout.CorsRecord;
import io.tarn.core.layout.SettingKind;
import io.tarn.core.layout.SettingRecords;
import io.tarn.core.policy.MalformedPolicyException;
import io.tarn.core.policy.PolicyDocument;
import io.tarn.core.policy.PolicyKind;
import io.tarn.core.setting.BucketSettings;
import io.tarn.core.setting.CorsRules;
import io.tarn.core.setting.ObjectOwnership;
import io.tarn.core.setting.PublicAccessBlock;
import io.tarn.storage.Bytes;
import io.tarn.storage.StorageException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A bucket's settings as rows: one for each that is not at its default. */
final class SettingForms {
    private static final int BLOCK_ACLS = 1;
    private static final int IGNORE_ACLS = 2;
    private static final int BLOCK_POLICY = 4;
    private static final int RESTRICT = 8;
    private static final int SET = 16;

    private SettingForms() {}

    /** The rows that say how these settings differ from those of today. */
    static Map<SettingKind, Bytes> encode(BucketSettings settings) {
        Map<SettingKind, Bytes> rows = new EnumMap<>(SettingKind.class);
        PolicyDocument policy = settings.policy();
        if (policy != null) {
            rows.put(SettingKind.POLICY, SettingRecords.text(policy.source()));
        }
        if (settings.ownershipRule() != ObjectOwnership.BUCKET_OWNER_ENFORCED) {
            rows.put(SettingKind.OWNERSHIP, SettingRecords.number(code(settings.ownershipRule())));
        }
        if (!PublicAccessBlock.ALL.equals(settings.block())) {
            rows.put(SettingKind.PUBLIC_ACCESS_BLOCK, encode(settings.block()));
        }
        if (!settings.acl().equals(AccessControlList.PRIVATE)) {
            rows.put(SettingKind.ACL, SettingRecords.acl(settings.acl()));
        }
        if (settings.requesterPays()) {
            rows.put(SettingKind.REQUEST_PAYMENT, SettingRecords.number(1));
        }
        if (!settings.tags().isEmpty()) {
            rows.put(SettingKind.TAGS, SettingRecords.map(settings.tags()));
        }
        if (settings.abac()) {
            rows.put(SettingKind.ABAC, SettingRecords.number(1));
        }
        CorsRules cors = settings.cors();
        if (cors != null) {
            rows.put(SettingKind.CORS, encode(cors).encode());
        }
        return rows;
    }

    /**
     * Reads the rows of one bucket.
     *
     * @throws StorageException.Corrupt if one does not read
     */
    static BucketSettings decode(Map<SettingKind, Bytes> rows) {
        BucketSettings settings = BucketSettings.DEFAULT;
        for (Map.Entry<SettingKind, Bytes> row : rows.entrySet()) {
            SettingKind kind = row.getKey();
            Bytes value = row.getValue();
            settings = switch (kind) {
                case POLICY -> settings.withPolicy(policy(SettingRecords.text(kind, value)));
                case OWNERSHIP -> settings.withOwnershipRule(ownership(SettingRecords.number(kind, value)));
                case PUBLIC_ACCESS_BLOCK -> settings.withBlock(decodeBlock(value));
                case ACL -> settings.withAcl(SettingRecords.acl(kind, value));
                case REQUEST_PAYMENT -> settings.withRequesterPays(on(kind, value));
                case TAGS -> settings.withTags(SettingRecords.map(kind, value));
                case ABAC -> settings.withAbac(on(kind, value));
                case CORS -> settings.withCors(decode(CorsRecord.decode(value)));
            };
        }
        return settings;
    }

    /** The stored form of a block; null: it was deleted. */
    static Bytes encode(@Nullable PublicAccessBlock block) {
        if (block == null) {
            return SettingRecords.number(0);
        }
        return SettingRecords.number(SET
                | (block.blockPublicAcls() ? BLOCK_ACLS : 0)
                | (block.ignorePublicAcls() ? IGNORE_ACLS : 0)
                | (block.blockPublicPolicy() ? BLOCK_POLICY : 0)
                | (block.restrictPublicBuckets() ? RESTRICT : 0));
    }

    /** Reads the stored form of a block. */
    static @Nullable PublicAccessBlock decodeBlock(Bytes value) {
        long flags = SettingRecords.number(SettingKind.PUBLIC_ACCESS_BLOCK, value);
        if (flags == 0) {
            return null;
        }
        if ((flags & SET) == 0 || flags > (SET | BLOCK_ACLS | IGNORE_ACLS | BLOCK_POLICY | RESTRICT)) {
            throw corrupt(SettingKind.PUBLIC_ACCESS_BLOCK, "has the unknown flags " + flags);
        }
        return new PublicAccessBlock(
                (flags & BLOCK_ACLS) != 0,
                (flags & IGNORE_ACLS) != 0,
                (flags & BLOCK_POLICY) != 0,
                (flags & RESTRICT) != 0);
    }

    private static PolicyDocument policy(String source) {
        try {
            return PolicyDocument.parse(source, PolicyKind.RESOURCE);
        } catch (MalformedPolicyException malformed) {
            throw corrupt(SettingKind.POLICY, "does not read: " + malformed.getMessage());
        }
    }

    private static int code(@Nullable ObjectOwnership rule) {
        if (rule == null) {
            return 0;
        }
        return switch (rule) {
            case BUCKET_OWNER_ENFORCED -> 1;
            case BUCKET_OWNER_PREFERRED -> 2;
            case OBJECT_WRITER -> 3;
        };
    }

    private static @Nullable ObjectOwnership ownership(long code) {
        if (code == 0) {
            return null;
        }
        for (ObjectOwnership rule : ObjectOwnership.values()) {
            if (code(rule) == code) {
                return rule;
            }
        }
        throw corrupt(SettingKind.OWNERSHIP, "has the unknown rule " + code);
    }

    private static boolean on(SettingKind kind, Bytes value) {
        if (SettingRecords.number(kind, value) != 1) {
            throw corrupt(kind, "is neither on nor off");
        }
        return true;
    }

    private static CorsRecord encode(CorsRules cors) {
        return new CorsRecord(cors.rules().stream()
                .map(rule -> new CorsRecord.Rule(
                        rule.id(),
                        rule.methods(),
                        rule.origins(),
                        rule.headers(),
                        rule.exposedHeaders(),
                        rule.maxAgeSeconds()))
                .toList());
    }

    private static CorsRules decode(CorsRecord cors) {
        return new CorsRules(cors.rules().stream()
                .map(rule -> new CorsRules.Rule(
                        rule.id(),
                        rule.methods(),
                        rule.origins(),
                        rule.headers(),
                        rule.exposedHeaders(),
                        rule.maxAgeSeconds()))
                .toList());
    }

    private static StorageException.Corrupt corrupt(SettingKind kind, String what) {
        return new StorageException.Corrupt("a setting of kind " + kind + " " + what);
    }
}
