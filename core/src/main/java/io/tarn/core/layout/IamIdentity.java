package io.tarn.core.layout;

import io.tarn.storage.Bytes;
import io.tarn.storage.RowName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user, a group or a role: what policies can be attached to.
 *
 * @param kind which of the three
 * @param id unique for ever
 * @param name its name
 * @param path its path
 * @param created milliseconds since 1970
 * @param boundary id of the policy that is its boundary, or null; never of a group
 * @param attached ids of managed policies, in the order of their attaching
 * @param groups ids of the groups that a user belongs to, in the order of joining
 * @param tags none of a group
 * @param description of a role, or null
 * @param sessionSecondsMax how long a session of a role may last; 0 for others
 */
public record IamIdentity(
        Kind kind,
        String id,
        String name,
        String path,
        long created,
        @Nullable String boundary,
        List<String> attached,
        List<String> groups,
        Map<String, String> tags,
        @Nullable String description,
        int sessionSecondsMax)
        implements IamThing {
    private static final int VERSION = 1;
    private static final int FIELDS = 11;

    /** What an identity is. */
    public enum Kind {
        /** Somebody with own keys and perhaps a password. */
        USER(1),
        /** Several users. */
        GROUP(2),
        /** What is assumed for a time. */
        ROLE(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    public IamIdentity {
        attached = List.copyOf(attached);
        groups = List.copyOf(groups);
    }

    /** A new one with nothing attached. */
    public static IamIdentity of(Kind kind, String id, String name, String path, long created) {
        return new IamIdentity(kind, id, name, path, created, null, List.of(), List.of(), Map.of(), null, 0);
    }

    /** The same under another name and path. */
    public IamIdentity renamed(String newName, String newPath) {
        return new IamIdentity(
                kind, id, newName, newPath, created, boundary, attached, groups, tags, description, sessionSecondsMax);
    }

    /** The same with another boundary; null for none. */
    public IamIdentity withBoundary(@Nullable String policyId) {
        return new IamIdentity(
                kind, id, name, path, created, policyId, attached, groups, tags, description, sessionSecondsMax);
    }

    /** The same with these policies attached. */
    public IamIdentity withAttached(List<String> policyIds) {
        return new IamIdentity(
                kind, id, name, path, created, boundary, policyIds, groups, tags, description, sessionSecondsMax);
    }

    /** The same in these groups. */
    public IamIdentity withGroups(List<String> groupIds) {
        return new IamIdentity(
                kind, id, name, path, created, boundary, attached, groupIds, tags, description, sessionSecondsMax);
    }

    /** The same with these tags. */
    public IamIdentity withTags(Map<String, String> newTags) {
        return new IamIdentity(
                kind, id, name, path, created, boundary, attached, groups, newTags, description, sessionSecondsMax);
    }

    /** The same role with another description and length of sessions. */
    public IamIdentity described(@Nullable String text, int seconds) {
        return new IamIdentity(kind, id, name, path, created, boundary, attached, groups, tags, text, seconds);
    }

    /** Its row. */
    public RowName row() {
        return IamRows.of(IamRows.IDENTITY, id);
    }

    /** The stored form. */
    public Bytes encode() {
        return RecordEncoder.version(VERSION)
                .number(1, kind.code)
                .text(2, id)
                .text(3, name)
                .text(4, path)
                .number(5, created)
                .text(6, boundary)
                .texts(7, attached)
                .texts(8, groups)
                .map(9, tags)
                .text(10, description)
                .optionalNumber(11, sessionSecondsMax)
                .finish();
    }

    /**
     * Reads the stored form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static IamIdentity decode(Bytes value) {
        RecordDecoder record = RecordDecoder.of("IamIdentity", value, VERSION, FIELDS);
        long code = record.number(1);
        Kind kind = Arrays.stream(Kind.values())
                .filter(known -> known.code == code)
                .findFirst()
                .orElseThrow(() -> record.corrupt("is of the unknown kind " + code));
        return new IamIdentity(
                kind,
                record.text(2),
                record.text(3),
                record.text(4),
                record.number(5),
                record.optionalText(6),
                record.texts(7),
                record.texts(8),
                record.map(9),
                record.optionalText(10),
                (int) record.optionalNumber(11));
    }
}
