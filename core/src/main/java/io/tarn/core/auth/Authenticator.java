package io.tarn.core.auth;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.api.http.QueryParameters;
import io.tarn.api.http.RequestHead;
import io.tarn.storage.Bytes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies who sent a request, for one service in one region. Safe for many threads.
 *
 * <p>The order of the checks: one place of credentials, their syntax, region, date and skew or expiry, what vouches for
 * the payload, the access key, headers that nobody signed, and last the signature.
 */
public final class Authenticator {
    /** How far a client's clock may be off. */
    public static final Duration SKEW_MAX = Duration.ofMinutes(15);

    private static final int ACCESS_KEY_ID_LENGTH_MAX = 128;
    private static final PayloadMode UNSIGNED = new PayloadMode.Unsigned();
    private static final PayloadMode FORM_FILE = new PayloadMode.FormFile();

    /** The region that services without regions are signed for. */
    public static final String GLOBAL_REGION = "us-east-1";

    private final String region;
    private final Set<String> regions;
    private final String service;
    private final Credentials credentials;
    private final InstantSource clock;
    private final SigningKeys keys = new SigningKeys();

    /**
     * Verifies against these credentials.
     *
     * @param region that requests must be signed for
     * @param service that requests must be signed for, for example {@code s3}
     */
    public Authenticator(String region, String service, Credentials credentials, InstantSource clock) {
        this(List.of(region), service, credentials, clock);
    }

    /**
     * The same for requests signed for any of several regions.
     *
     * @param regions at least one; refusals name the first
     */
    public Authenticator(List<String> regions, String service, Credentials credentials, InstantSource clock) {
        this.region = regions.getFirst();
        this.regions = Set.copyOf(regions);
        this.service = service;
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * Verifies a request whose body is not read yet and vouched for by {@code x-amz-content-sha256}, as S3's are.
     *
     * @param query the parameters of this request
     * @throws S3Exception with the code, message and fields that S3 gives for what is wrong
     */
    public Authentication authenticate(RequestHead head, QueryParameters query) {
        return authenticate(head, query, Witness.NONE);
    }

    /** The same while somebody listens. */
    public Authentication authenticate(RequestHead head, QueryParameters query, Witness witness) {
        return authenticate(head, query, null, witness);
    }

    /**
     * Verifies a request whose body was read before, as those of other services are, which carry no
     * {@code x-amz-content-sha256}.
     *
     * @param query the parameters of this request
     * @param bodySha256 32 bytes, the digest of the body
     * @throws S3Exception as above
     */
    public Authentication authenticateWithBody(
            RequestHead head, QueryParameters query, Bytes bodySha256, Witness witness) {
        return authenticate(head, query, bodySha256, witness);
    }

    /**
     * Verifies a form of a browser, of which all is read but its file. What the form's policy demands is not looked at.
     *
     * @param head what is known from the request's head, which must carry no credentials
     * @param signature what the form's fields carry, or null if they carry none
     * @param headers what the fields stand in for
     * @throws S3Exception with the code, message and fields that S3 gives for what is wrong
     */
    public Authentication authenticateForm(
            Authentication head, @Nullable FormSignature signature, Headers headers, Witness witness) {
        if (head instanceof Authentication.Signed signed) {
            throw AuthErrors.twoMechanisms(signed.type().text());
        }
        if (!(head.payload() instanceof PayloadMode.Unsigned)) {
            throw S3Exception.of(ErrorCode.INVALID_REQUEST, "The value of x-amz-content-sha256 header is invalid.");
        }
        if (signature == null) {
            return new Authentication.Anonymous(FORM_FILE, headers);
        }
        Claim claim = signature.claim(service, region);
        witness.claims(claim.accessKeyId());
        AccessKey accessKey = accessKey(claim, signature.sessionToken());
        SignedText policy = new SignedText().append(signature.policy());
        if (!keys.get(accessKey, claim.scope()).sign(policy).matches(claim.signature())) {
            throw AuthErrors.wrongSignature(claim.accessKeyId(), policy, claim.signature(), null);
        }
        return new Authentication.Signed(
                accessKey.owner(), claim.scope(), AuthType.FORM, claim.time().instant(), FORM_FILE, headers, null);
    }

    private Authentication authenticate(
            RequestHead head, QueryParameters query, @Nullable Bytes bodySha256, Witness witness) {
        Claim claim = claim(head.headers(), query);
        if (claim == null) {
            return anonymous(head, query);
        }
        witness.claims(claim.accessKeyId());
        checkTime(claim);
        RequestHead effective = claim.presigned() ? HoistedHeaders.lower(head, query) : head;
        String payload = payload(claim, effective.headers(), bodySha256);
        PayloadMode mode = PayloadMode.parse(payload);
        AccessKey accessKey = accessKey(claim, effective.headers().first("x-amz-security-token"));
        checkSignedHeaders(claim, head.headers());
        SigningKey key = keys.get(accessKey, claim.scope());
        SignedText canonical = CanonicalRequest.of(head, query, claim.signedHeaders(), payload);
        if (!isSigned(claim, key, canonical)) {
            witness.wrongSignature(
                    accessKey.owner(),
                    () -> new SignatureTrial(head, claim, accessKey.secret(), key, canonical).fault());
            throw AuthErrors.wrongSignature(
                    claim.accessKeyId(), toSign(claim, canonical), claim.signature(), canonical);
        }
        credentials.used(accessKey, claim.scope());
        ChunkChain chunks = mode instanceof PayloadMode.SignedChunks ? new ChunkChain(claim, key) : null;
        AuthType type = claim.presigned() ? AuthType.QUERY : AuthType.HEADER;
        return new Authentication.Signed(
                accessKey.owner(), claim.scope(), type, claim.time().instant(), mode, effective.headers(), chunks);
    }

    private @Nullable Claim claim(Headers headers, QueryParameters query) {
        List<String> authorizations = headers.all("authorization");
        boolean presigned = PresignedQuery.isClaimed(query);
        boolean version2 = PresignedQuery.isVersion2(query);
        int sources = authorizations.size() + (presigned ? 1 : 0) + (version2 ? 1 : 0);
        if (sources > 1) {
            throw AuthErrors.twoMechanisms(authorizations.isEmpty() ? "" : authorizations.getFirst());
        }
        if (version2) {
            throw AuthErrors.notSupported();
        }
        if (presigned) {
            return PresignedQuery.parse(query, service);
        }
        return authorizations.isEmpty() ? null : AuthorizationHeader.parse(authorizations.getFirst(), headers, service);
    }

    private static Authentication anonymous(RequestHead head, QueryParameters query) {
        if (head.method().equals("GET") && hasResponseOverride(query)) {
            throw S3Exception.of(
                    ErrorCode.INVALID_REQUEST,
                    "Request specific response headers cannot be used for anonymous GET requests.");
        }
        String value = head.headers().first(PayloadMode.HEADER);
        PayloadMode mode = value == null ? UNSIGNED : PayloadMode.parse(value);
        if (mode instanceof PayloadMode.SignedChunks) {
            throw S3Exception.of(
                    ErrorCode.INVALID_REQUEST,
                    "Anonymous requests don't support this x-amz-content-sha256 value. Please use UNSIGNED-PAYLOAD or"
                            + " STREAMING-UNSIGNED-PAYLOAD-TRAILER.");
        }
        return new Authentication.Anonymous(mode, head.headers());
    }

    private static boolean hasResponseOverride(QueryParameters query) {
        for (QueryParameters.Parameter parameter : query) {
            if (isResponseOverride(parameter.name())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isResponseOverride(String parameter) {
        return switch (parameter) {
            case "response-content-type",
                    "response-content-language",
                    "response-expires",
                    "response-cache-control",
                    "response-content-disposition",
                    "response-content-encoding" -> true;
            default -> false;
        };
    }

    private void checkTime(Claim claim) {
        if (!regions.contains(claim.scope().region())) {
            String wrong = "the region '" + claim.scope().region() + "' is wrong; expecting '" + region + "'";
            throw claim.presigned()
                    ? PresignedQuery.badCredential(wrong)
                    : AuthorizationHeader.malformed(wrong).with("Region", region);
        }
        if (!claim.time().isOn(claim.scope().date())) {
            String wrong = "Invalid credential date \"" + claim.scope().date()
                    + "\". This date is not the same as X-Amz-Date: \""
                    + claim.time().basic().substring(0, 8) + "\".";
            throw claim.presigned() ? PresignedQuery.error(wrong) : AuthorizationHeader.malformed(wrong);
        }
        long now = clock.instant().getEpochSecond();
        if (claim.presigned()) {
            checkLifetime(claim, now);
        } else if (Math.abs(now - claim.time().epochSecond()) > SKEW_MAX.toSeconds()) {
            throw S3Exception.of(ErrorCode.REQUEST_TIME_TOO_SKEWED)
                    .with("RequestTime", claim.time().sent())
                    .with("ServerTime", Timestamp.shown(now))
                    .with("MaxAllowedSkewMilliseconds", Long.toString(SKEW_MAX.toMillis()));
        }
    }

    private static void checkLifetime(Claim claim, long now) {
        long begin = claim.time().epochSecond();
        long end = begin + claim.lifetimeSeconds();
        if (now > end) {
            throw S3Exception.of(ErrorCode.ACCESS_DENIED, "Request has expired")
                    .with(PresignedQuery.EXPIRES, Long.toString(claim.lifetimeSeconds()))
                    .with("Expires", Timestamp.shown(end))
                    .with("ServerTime", Timestamp.shown(now));
        }
        if (begin > now + SKEW_MAX.toSeconds()) {
            throw S3Exception.of(ErrorCode.ACCESS_DENIED, "Request is not valid yet.");
        }
    }

    /** The last line of the canonical request. */
    private static String payload(Claim claim, Headers headers, @Nullable Bytes bodySha256) {
        String declared = headers.first(PayloadMode.HEADER);
        if (bodySha256 != null) {
            String calculated = bodySha256.toString();
            if (declared != null && !declared.equalsIgnoreCase(calculated)) {
                throw S3Exception.of(ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH)
                        .with("ClientComputedContentSHA256", declared)
                        .with("S3ComputedContentSHA256", calculated);
            }
            return calculated;
        }
        if (declared != null) {
            return declared;
        }
        if (claim.presigned()) {
            return "UNSIGNED-PAYLOAD";
        }
        throw S3Exception.of(
                ErrorCode.INVALID_REQUEST, "Missing required header for this request: x-amz-content-sha256");
    }

    private AccessKey accessKey(Claim claim, @Nullable String token) {
        String id = claim.accessKeyId();
        AccessKey accessKey =
                isAccessKeyId(id) ? credentials.find(id, token == null || token.isEmpty() ? null : token) : null;
        if (accessKey == null) {
            throw AuthErrors.unknownKey(id);
        }
        return accessKey;
    }

    private static boolean isAccessKeyId(String text) {
        if (text.isEmpty() || text.length() > ACCESS_KEY_ID_LENGTH_MAX) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (!letterOrDigit && "_-.+=@".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whatever a header may change, its sender must have signed: the host, and all of Amazon's own. */
    private static void checkSignedHeaders(Claim claim, Headers headers) {
        List<String> unsigned = null;
        if (!claim.signedHeaders().contains("host")) {
            unsigned = new ArrayList<>(List.of("host"));
        }
        for (Headers.Field field : headers) {
            String name = field.name();
            if (name.startsWith("x-amz-") && !claim.signedHeaders().contains(name)) {
                unsigned = unsigned == null ? new ArrayList<>() : unsigned;
                if (!unsigned.contains(name)) {
                    unsigned.add(name);
                }
            }
        }
        if (unsigned != null) {
            throw S3Exception.of(
                            ErrorCode.ACCESS_DENIED, "There were headers present in the request which were not signed")
                    .with("HeadersNotSigned", String.join(", ", unsigned));
        }
    }

    private static boolean isSigned(Claim claim, SigningKey key, SignedText canonicalRequest) {
        return key.sign(toSign(claim, canonicalRequest)).matches(claim.signature());
    }

    private static SignedText toSign(Claim claim, SignedText canonicalRequest) {
        return StringToSign.begin(Claim.SCHEME, claim.time(), claim.scope()).append(Hex.of(canonicalRequest.sha256()));
    }
}
