package io.tarn.core.auth;

import io.tarn.api.http.Headers;
import io.tarn.api.http.RequestHead;
import io.tarn.core.access.Caller;
import io.tarn.core.account.Account;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A client that signs by hand, written from the specification alone and sharing no code with what it tests. It signs
 * whatever it is told to, right or wrong.
 */
public final class RawClient {
    public static final String KEY_ID = "AKIAIOSFODNN7EXAMPLE";
    public static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    public static final String REGION = "us-east-1";
    public static final Instant NOW = Instant.parse("2013-05-24T00:00:00Z");
    public static final Account ACCOUNT = new Account("123456789012", "0".repeat(64));
    public static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final Map<String, String> headers = new TreeMap<>();
    private final Map<String, String> unsigned = new TreeMap<>();
    private final Map<String, String> query = new TreeMap<>();
    private String method = "GET";
    private String path = "/";
    private String keyId = KEY_ID;
    private String secret = SECRET;
    private String region = REGION;
    private String service = "s3";
    private Instant time = NOW;
    private String payload = EMPTY_SHA256;

    private String signature = "";

    public RawClient() {
        headers.put("host", "examplebucket.s3.amazonaws.com");
    }

    /** The access keys of a server that knows this client. */
    public static Credentials credentials() {
        AccessKey key = new AccessKey(Secret.of(SECRET), Caller.Identity.root(ACCOUNT, KEY_ID));
        return Credentials.only(KEY_ID, key);
    }

    /** A server's authenticator at the client's time. */
    public static Verifier authenticator() {
        return new Verifier(new Authenticator(REGION, "s3", credentials(), () -> NOW));
    }

    public RawClient method(String value) {
        method = value;
        return this;
    }

    /** In percent-encoded form. */
    public RawClient path(String value) {
        path = value;
        return this;
    }

    /** Name and value not encoded. */
    public RawClient query(String name, String value) {
        query.put(name, value);
        return this;
    }

    public RawClient header(String name, String value) {
        headers.put(name.toLowerCase(Locale.ROOT), value);
        return this;
    }

    public RawClient without(String header) {
        headers.remove(header);
        return this;
    }

    public RawClient unsignedHeader(String name, String value) {
        unsigned.put(name, value);
        return this;
    }

    public RawClient keyId(String value) {
        keyId = value;
        return this;
    }

    public RawClient secret(String value) {
        secret = value;
        return this;
    }

    public RawClient region(String value) {
        region = value;
        return this;
    }

    public RawClient service(String value) {
        service = value;
        return this;
    }

    public RawClient time(Instant value) {
        time = value;
        return this;
    }

    /** The value of x-amz-content-sha256. */
    public RawClient payload(String value) {
        payload = value;
        return this;
    }

    /** The signature made last. */
    public String signature() {
        return signature;
    }

    /** Signs with an Authorization header. */
    public RequestHead signed() {
        headers.put("x-amz-date", timestamp());
        if (!payload.isEmpty()) {
            headers.put("x-amz-content-sha256", payload);
        }
        return signedAsIs();
    }

    /** Signs the headers given and no more. */
    public RequestHead signedAsIs() {
        String canonical = canonicalRequest(canonicalQuery(query));
        signature = hex(hmac(signingKey(), stringToSign("AWS4-HMAC-SHA256", sha256(canonical))));
        Headers.Builder sent = sentHeaders();
        sent.add(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=" + keyId + "/" + scope() + ", SignedHeaders=" + names() + ", Signature="
                        + signature);
        return new RequestHead(method, path, canonicalQuery(query), sent.build());
    }

    /** Signs the query. */
    public RequestHead presigned(long seconds) {
        Map<String, String> all = new TreeMap<>(query);
        all.put("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
        all.put("X-Amz-Credential", keyId + "/" + scope());
        all.put("X-Amz-Date", timestamp());
        all.put("X-Amz-Expires", Long.toString(seconds));
        all.put("X-Amz-SignedHeaders", names());
        payload = headers.getOrDefault(
                "x-amz-content-sha256", query.getOrDefault("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD"));
        String canonical = canonicalRequest(canonicalQuery(all));
        signature = hex(hmac(signingKey(), stringToSign("AWS4-HMAC-SHA256", sha256(canonical))));
        return new RequestHead(
                method,
                path,
                canonicalQuery(all) + "&X-Amz-Signature=" + signature,
                sentHeaders().build());
    }

    /** The body of a request signed with the payload mode of signed chunks; keeps {@link #signature} going. */
    public byte[] signedChunks(List<byte[]> chunks, String trailers) {
        java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
        for (byte[] chunk : chunks) {
            signature = chunkSignature(chunk);
            body.writeBytes(ascii(Integer.toHexString(chunk.length) + ";chunk-signature=" + signature + "\r\n"));
            body.writeBytes(chunk);
            body.writeBytes(ascii("\r\n"));
        }
        signature = chunkSignature(new byte[0]);
        body.writeBytes(ascii("0;chunk-signature=" + signature + "\r\n"));
        if (!trailers.isEmpty()) {
            body.writeBytes(ascii(trailers.replace("\n", "\r\n")));
            String text = stringToSign("AWS4-HMAC-SHA256-TRAILER", signature + "\n" + sha256(trailers));
            signature = hex(hmac(signingKey(), text));
            body.writeBytes(ascii("x-amz-trailer-signature:" + signature + "\r\n"));
        }
        body.writeBytes(ascii("\r\n"));
        return body.toByteArray();
    }

    private String chunkSignature(byte[] chunk) {
        String text =
                stringToSign("AWS4-HMAC-SHA256-PAYLOAD", signature + "\n" + EMPTY_SHA256 + "\n" + hex(digest(chunk)));
        return hex(hmac(signingKey(), text));
    }

    private Headers.Builder sentHeaders() {
        Headers.Builder sent = Headers.builder();
        headers.forEach(sent::add);
        unsigned.forEach(sent::add);
        return sent;
    }

    private String canonicalRequest(String canonicalQuery) {
        StringBuilder text = new StringBuilder();
        text.append(method)
                .append('\n')
                .append(path)
                .append('\n')
                .append(canonicalQuery)
                .append('\n');
        headers.forEach((name, value) -> text.append(name)
                .append(':')
                .append(value.strip().replaceAll(" +", " "))
                .append('\n'));
        return text.append('\n').append(names()).append('\n').append(payload).toString();
    }

    private String names() {
        return String.join(";", headers.keySet());
    }

    private static String canonicalQuery(Map<String, String> query) {
        return query.entrySet().stream()
                .map(entry -> Map.entry(encode(entry.getKey()), encode(entry.getValue())))
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("&"));
    }

    /** Percent-encodes everything but what RFC 3986 calls unreserved. */
    public static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (one & 0xFF);
            if (c < 128 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }

    private String timestamp() {
        return DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(time);
    }

    private String scope() {
        return timestamp().substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
    }

    private String stringToSign(String algorithm, String rest) {
        return algorithm + "\n" + timestamp() + "\n" + scope() + "\n" + rest;
    }

    private byte[] signingKey() {
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String step : scope().split("/", -1)) {
            key = hmac(key, step);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    public static String sha256(String text) {
        return hex(digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    public static byte[] digest(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    public static String hex(byte[] data) {
        return HexFormat.of().formatHex(data);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
