package io.tarn.core.sts;

import io.tarn.api.query.QueryException;
import io.tarn.api.sts.Credentials;
import io.tarn.api.sts.StsErrorCode;
import io.tarn.core.auth.GeneratedKey;
import io.tarn.core.identity.SessionTokens;
import io.tarn.core.layout.SessionRecord;
import io.tarn.storage.Bytes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes the temporary credentials of sessions. Safe for many threads. */
final class SessionMaker {
    private static final long MILLIS = 1_000;
    private static final int WHOLE = 100;

    private final SessionTokens tokens;
    private final InstantSource clock;
    private final RandomGenerator random;

    SessionMaker(SessionTokens tokens, InstantSource clock, RandomGenerator random) {
        this.tokens = tokens;
        this.clock = clock;
        this.random = random;
    }

    /**
     * What narrows and describes a session.
     *
     * @param policy in full, or null
     * @param policyArns managed policies
     * @param tags its tags, inherited ones included
     * @param transitive keys of those that it hands on
     * @param sourceIdentity who is behind it, or null
     * @param provider who vouched for it, or null
     * @param claims what the provider said, as condition keys
     */
    record Terms(
            @Nullable String policy,
            List<String> policyArns,
            Map<String, String> tags,
            List<String> transitive,
            @Nullable String sourceIdentity,
            @Nullable String provider,
            Map<String, String> claims) {
        static final Terms NONE = new Terms(null, List.of(), Map.of(), List.of(), null, null, Map.of());

        boolean narrows() {
            return policy != null || !policyArns.isEmpty() || !tags.isEmpty();
        }
    }

    /**
     * Credentials with how much of a token they fill.
     *
     * @param packedPercent null if the session has neither policies nor tags
     */
    record Made(Credentials credentials, @Nullable Integer packedPercent) {}

    /**
     * Begins a session.
     *
     * @throws QueryException {@code PackedPolicyTooLarge}
     */
    Made make(SessionRecord.Kind kind, String accountId, String principalId, String name, int seconds, Terms terms) {
        GeneratedKey key = GeneratedKey.temporary(random);
        // Whole seconds: the answer tells no others.
        long issued = clock.millis() / MILLIS * MILLIS;
        long expires = issued + seconds * MILLIS;
        SessionRecord session = new SessionRecord(
                kind,
                accountId,
                principalId,
                key.secret().reveal(),
                issued,
                expires,
                name,
                terms.policy(),
                terms.policyArns(),
                terms.tags(),
                terms.transitive(),
                terms.sourceIdentity(),
                terms.provider(),
                terms.claims());
        Bytes packed = SessionTokens.pack(session);
        int percent = Math.ceilDiv(packed.length() * WHOLE, SessionTokens.PACKED_MAX);
        if (percent > WHOLE) {
            throw QueryException.of(
                    StsErrorCode.PACKED_POLICY_TOO_LARGE,
                    "Packed size of session policies and tags consumes " + percent + "% of allotted space.");
        }
        Credentials credentials = Credentials.builder()
                .accessKeyId(key.accessKeyId())
                .secretAccessKey(key.secret().reveal())
                .sessionToken(tokens.seal(packed, key.accessKeyId()))
                .expiration(Instant.ofEpochMilli(expires))
                .build();
        return new Made(credentials, terms.narrows() ? (Integer) percent : null);
    }
}
