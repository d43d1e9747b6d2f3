package io.tarn.core.layout;

import io.tarn.storage.Bytes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session with temporary credentials: what is sealed in its token. It is stored nowhere. Prints without its secret.
 *
 * @param kind whose session it is
 * @param accountId the account that it acts for
 * @param principalId the role's or user's unique id, or the account's id for its root user
 * @param secret what it signs with
 * @param issued milliseconds since 1970
 * @param expires milliseconds since 1970, from which on it is no more
 * @param name the session's name; empty for {@link Kind#USER}
 * @param policy the session policy in full, or null
 * @param policyArns managed policies that narrow it
 * @param tags the session's tags, those handed on by the session before included
 * @param transitive names of the tags that sessions begun by this one get too
 * @param sourceIdentity who is behind the first session of a chain, or null if nobody was named
 * @param provider the identity provider that vouched, or null
 * @param claims condition keys that the provider's token gave, for example {@code idp.example.org:sub}
 */
public record SessionRecord(
        Kind kind,
        String accountId,
        String principalId,
        String secret,
        long issued,
        long expires,
        String name,
        @Nullable String policy,
        List<String> policyArns,
        Map<String, String> tags,
        List<String> transitive,
        @Nullable String sourceIdentity,
        @Nullable String provider,
        Map<String, String> claims) {
    private static final int VERSION = 1;
    private static final int FIELDS = 14;

    /** Whose session it is. */
    public enum Kind {
        /** A role's, assumed by somebody. */
        ROLE(1),
        /** A user's or root user's own. */
        USER(2),
        /** That of somebody to whom a user lent some of its permissions. */
        FEDERATED(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    public SessionRecord {
        policyArns = List.copyOf(policyArns);
        transitive = List.copyOf(transitive);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    }

    /** The form that is sealed. */
    public Bytes encode() {
        return RecordEncoder.version(VERSION)
                .number(1, kind.code)
                .text(2, accountId)
                .text(3, principalId)
                .text(4, secret)
                .number(5, issued)
                .number(6, expires)
                .text(7, name)
                .text(8, policy)
                .texts(9, policyArns)
                .map(10, tags)
                .texts(11, transitive)
                .text(12, sourceIdentity)
                .text(13, provider)
                .map(14, claims)
                .finish();
    }

    /**
     * Reads that form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static SessionRecord decode(Bytes value) {
        RecordDecoder record = RecordDecoder.of("Session", value, VERSION, FIELDS);
        return new SessionRecord(
                kind(record),
                record.text(2),
                record.text(3),
                record.text(4),
                record.number(5),
                record.number(6),
                record.text(7),
                record.optionalText(8),
                record.texts(9),
                record.map(10),
                record.texts(11),
                record.optionalText(12),
                record.optionalText(13),
                record.map(14));
    }

    private static Kind kind(RecordDecoder record) {
        long code = record.number(1);
        for (Kind kind : Kind.values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw record.corrupt("has the unknown kind " + code);
    }

    @Override
    public String toString() {
        return "SessionRecord[" + kind + ", " + accountId + ", " + principalId + ", " + name + "]";
    }
}
