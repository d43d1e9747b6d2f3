package io.tarn.core.layout;

import io.tarn.core.acl.AccessControlList;
import io.tarn.core.policy.MalformedPolicyException;
import io.tarn.core.policy.PolicyDocument;
import io.tarn.core.policy.PolicyKind;
import io.tarn.core.setting.BucketSettings;
import io.tarn.core.setting.CorsRules;
import io.tarn.core.setting.ObjectOwnership;
import io.tarn.core.setting.PublicAccessBlock;
import io.tarn.storage.Bytes;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stored forms of a bucket's settings: one row for each that is not at its default. */
public final class SettingRecords {
    private static final int VERSION = 1;
    private static final int FIELDS = 1;
    private static final int BLOCK_ACLS = 1;
    private static final int IGNORE_ACLS = 2;
    private static final int BLOCK_POLICY = 4;
    private static final int RESTRICT = 8;

    private SettingRecords() {}

    /** The rows that say how these settings differ from those of today. */
    public static Map<SettingKind, Bytes> encode(BucketSettings settings) {
        Map<SettingKind, Bytes> rows = new EnumMap<>(SettingKind.class);
        PolicyDocument policy = settings.policy();
        if (policy != null) {
            rows.put(SettingKind.POLICY, record().text(1, policy.source()).finish());
        }
        if (settings.ownershipRule() != ObjectOwnership.BUCKET_OWNER_ENFORCED) {
            rows.put(
                    SettingKind.OWNERSHIP,
                    record().optionalNumber(1, code(settings.ownershipRule())).finish());
        }
        if (!PublicAccessBlock.ALL.equals(settings.block())) {
            rows.put(SettingKind.PUBLIC_ACCESS_BLOCK, encode(settings.block()));
        }
        if (!settings.acl().equals(AccessControlList.PRIVATE)) {
            rows.put(
                    SettingKind.ACL,
                    record().bytes(1, StoredAcl.encode(settings.acl())).finish());
        }
        if (settings.requesterPays()) {
            rows.put(SettingKind.REQUEST_PAYMENT, record().number(1, 1).finish());
        }
        if (!settings.tags().isEmpty()) {
            rows.put(SettingKind.TAGS, record().map(1, settings.tags()).finish());
        }
        if (settings.abac()) {
            rows.put(SettingKind.ABAC, record().number(1, 1).finish());
        }
        CorsRules cors = settings.cors();
        if (cors != null) {
            rows.put(
                    SettingKind.CORS, record().bytes(1, StoredCors.encode(cors)).finish());
        }
        return rows;
    }

    /**
     * Reads the rows of one bucket.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if one is not of this version
     */
    public static BucketSettings decode(Map<SettingKind, Bytes> rows) {
        BucketSettings settings = BucketSettings.DEFAULT;
        for (Map.Entry<SettingKind, Bytes> row : rows.entrySet()) {
            RecordDecoder record = open(row.getKey(), row.getValue());
            settings = switch (row.getKey()) {
                case POLICY -> settings.withPolicy(policy(record));
                case OWNERSHIP -> settings.withOwnershipRule(ownership(record));
                case PUBLIC_ACCESS_BLOCK -> settings.withBlock(block(record));
                case ACL -> settings.withAcl(StoredAcl.decode(record.cursor(1)));
                case REQUEST_PAYMENT -> settings.withRequesterPays(on(record));
                case TAGS -> settings.withTags(record.map(1));
                case ABAC -> settings.withAbac(on(record));
                case CORS -> settings.withCors(StoredCors.decode(record.cursor(1)));
            };
        }
        return settings;
    }

    /** The stored form of a block; null: it was deleted. */
    public static Bytes encode(@Nullable PublicAccessBlock block) {
        if (block == null) {
            return record().finish();
        }
        int flags = (block.blockPublicAcls() ? BLOCK_ACLS : 0)
                | (block.ignorePublicAcls() ? IGNORE_ACLS : 0)
                | (block.blockPublicPolicy() ? BLOCK_POLICY : 0)
                | (block.restrictPublicBuckets() ? RESTRICT : 0);
        return record().number(1, flags).finish();
    }

    /** Reads the stored form of a block. */
    public static @Nullable PublicAccessBlock decodeBlock(Bytes value) {
        return block(open(SettingKind.PUBLIC_ACCESS_BLOCK, value));
    }

    private static RecordEncoder record() {
        return RecordEncoder.version(VERSION);
    }

    private static RecordDecoder open(SettingKind kind, Bytes value) {
        return RecordDecoder.of("Setting " + kind, value, VERSION, FIELDS);
    }

    private static PolicyDocument policy(RecordDecoder record) {
        try {
            return PolicyDocument.parse(record.text(1), PolicyKind.RESOURCE);
        } catch (MalformedPolicyException malformed) {
            throw record.corrupt("holds a policy that does not read: " + malformed.getMessage());
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

    private static @Nullable ObjectOwnership ownership(RecordDecoder record) {
        if (!record.has(1)) {
            return null;
        }
        long code = record.number(1);
        for (ObjectOwnership rule : ObjectOwnership.values()) {
            if (code(rule) == code) {
                return rule;
            }
        }
        throw record.corrupt("has the unknown rule " + code);
    }

    private static @Nullable PublicAccessBlock block(RecordDecoder record) {
        if (!record.has(1)) {
            return null;
        }
        long flags = record.number(1);
        if (flags > (BLOCK_ACLS | IGNORE_ACLS | BLOCK_POLICY | RESTRICT)) {
            throw record.corrupt("has the unknown flags " + flags);
        }
        return new PublicAccessBlock(
                (flags & BLOCK_ACLS) != 0,
                (flags & IGNORE_ACLS) != 0,
                (flags & BLOCK_POLICY) != 0,
                (flags & RESTRICT) != 0);
    }

    private static boolean on(RecordDecoder record) {
        if (record.number(1) != 1) {
            throw record.corrupt("is neither on nor off");
        }
        return true;
    }
}
