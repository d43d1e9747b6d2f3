package io.tarn.core.sts;

import io.tarn.api.query.QueryException;
import io.tarn.api.sts.StsErrorCode;
import io.tarn.core.access.GrantSource;
import io.tarn.core.json.JsonObject;
import io.tarn.storage.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the tokens of identity providers (JSON Web Tokens, RFC 7519; OpenID Connect Core, 3.1.3.7).
 *
 * <p>Only RS256 and ES256 are taken, each with a key of its own kind alone: a token cannot choose that a public key is
 * used as the secret of a MAC, nor that nothing is verified.
 */
final class TokenCheck {
    private static final int TOKEN_MAX = 20_000;
    private static final int RSA_BITS_MIN = 2_048;
    private static final int EC_BITS = 256;
    private static final int PARTS = 3;

    /** How far the clock of a provider may be off, in seconds. */
    private static final long SKEW_SECONDS = 60;

    private final KeySets keySets;
    private final InstantSource clock;

    TokenCheck(KeySets keySets, InstantSource clock) {
        this.keySets = keySets;
        this.clock = clock;
    }

    /**
     * What a token says, nothing of it proven yet.
     *
     * @param header its header
     * @param claims its claims
     * @param signed the part that is signed
     * @param signature over it
     */
    record Parts(JsonObject header, JsonObject claims, Bytes signed, Bytes signature) {
        /** The issuer without {@code https://}; empty if it is no such address. */
        String issuer() {
            String issuer = claims.text("iss");
            return issuer != null && issuer.startsWith("https://") ? issuer.substring("https://".length()) : "";
        }
    }

    /**
     * What a verified token says.
     *
     * @param subject whom it is about
     * @param audience which of the provider's client ids it is for
     * @param methods how the subject proved who it is
     */
    record Verified(String subject, String audience, List<String> methods) {}

    /** Takes a token apart. */
    static Parts parse(@Nullable String token) {
        String[] parts = token == null || token.length() > TOKEN_MAX ? new String[0] : token.split("\\.", -1);
        if (parts.length != PARTS) {
            throw malformed();
        }
        JsonObject header = JsonObject.parse(text(parts[0]));
        JsonObject claims = JsonObject.parse(text(parts[1]));
        if (header == null || claims == null || header.has("crit")) {
            throw malformed();
        }
        byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        return new Parts(header, claims, Bytes.of(signed), Bytes.wrap(decode(parts[2])));
    }

    /** Verifies a token of this provider. */
    Verified verify(Parts token, GrantSource.Provider provider) {
        checkSignature(token, provider);
        JsonObject claims = token.claims();
        if (!token.issuer().equals(provider.url())) {
            throw StsErrors.badToken("The issuer of the token is not the provider");
        }
        checkTimes(claims);
        List<String> audiences = claims.texts("aud");
        String audience = audiences.stream()
                .filter(provider.clientIds()::contains)
                .findFirst()
                .orElse(null);
        if (audience == null) {
            throw StsErrors.badToken("Incorrect token audience");
        }
        String party = claims.text("azp");
        if (audiences.size() > 1 && party != null && !provider.clientIds().contains(party)) {
            throw StsErrors.badToken("Incorrect authorized party");
        }
        String subject = claims.text("sub");
        if (subject == null || subject.isEmpty()) {
            throw StsErrors.badToken("The token names no subject");
        }
        return new Verified(subject, audience, claims.texts("amr"));
    }

    private void checkTimes(JsonObject claims) {
        long now = clock.instant().getEpochSecond();
        Long expires = claims.number("exp");
        Long issued = claims.number("iat");
        Long notBefore = claims.number("nbf");
        if (expires == null || issued == null) {
            throw StsErrors.badToken("The token must say when it was issued and when it expires");
        }
        if (now >= expires) {
            throw QueryException.of(
                    StsErrorCode.EXPIRED_TOKEN_EXCEPTION, "Token expired: current date/time must be before its end");
        }
        if (issued > now + SKEW_SECONDS || (notBefore != null && notBefore > now + SKEW_SECONDS)) {
            throw StsErrors.badToken("The token is not valid yet");
        }
    }

    private void checkSignature(Parts token, GrantSource.Provider provider) {
        String algorithm = token.header().text("alg");
        String scheme = switch (algorithm == null ? "" : algorithm) {
            case "RS256" -> "SHA256withRSA";
            case "ES256" -> "SHA256withECDSAinP1363Format";
            default -> throw StsErrors.badToken("The token must be signed with RS256 or ES256");
        };
        PublicKey key = keySets.find(provider, token.header().text("kid"));
        if (key == null || !fits(key, scheme)) {
            throw StsErrors.badToken("Couldn't retrieve verification key from your identity provider, please reference"
                    + " AssumeRoleWithWebIdentity documentation for requirements");
        }
        try {
            Signature verifier = Signature.getInstance(scheme);
            verifier.initVerify(key);
            verifier.update(token.signed().toArray());
            if (verifier.verify(token.signature().toArray())) {
                return;
            }
        } catch (GeneralSecurityException notEvenASignature) {
            throw StsErrors.badToken("The signature of the token is not valid");
        }
        throw StsErrors.badToken("The signature of the token is not valid");
    }

    private static boolean fits(PublicKey key, String scheme) {
        return switch (key) {
            case RSAPublicKey rsa -> scheme.endsWith("RSA") && rsa.getModulus().bitLength() >= RSA_BITS_MIN;
            case ECPublicKey curve ->
                !scheme.endsWith("RSA")
                        && curve.getParams().getCurve().getField().getFieldSize() == EC_BITS;
            default -> false;
        };
    }

    private static String text(String part) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decode(part)))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw malformed();
        }
    }

    private static byte[] decode(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException notBase64) {
            throw malformed();
        }
    }

    private static QueryException malformed() {
        return StsErrors.badToken(
                "The ID Token provided is not a valid JWT. (You may see this error if you sent an" + " Access Token)");
    }
}
