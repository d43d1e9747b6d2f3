package io.tarn.api.s3;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.PercentEncoding;
import io.tarn.api.http.RequestHead;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The bucket and key that a request names by its host and path. Decoded exactly once; nothing is normalised, so that
 * what is authorised is what is stored.
 *
 * @param bucket a valid bucket name, or null
 * @param key 1 to 1,024 bytes of UTF-8, or null; never without a bucket
 * @param form where the bucket stood
 */
public record Address(@Nullable String bucket, @Nullable String key, Form form) {
    private static final String LOCALHOST = "localhost";

    /** Where the bucket of a request stands. */
    public enum Form {
        /** In the path: {@code /bucket/key}. */
        PATH,
        /** In the host: {@code bucket.s3.example.com}. */
        VIRTUAL_HOST
    }

    /** What the address names. */
    public PathKind kind() {
        return bucket == null ? PathKind.SERVICE : key == null ? PathKind.BUCKET : PathKind.OBJECT;
    }

    /**
     * Reads host and path. A host {@code bucket.s3.<domain>}, {@code bucket.<domain>} or {@code bucket.localhost} names
     * a bucket; every other host is taken for the endpoint itself.
     *
     * @param domains in small letters, without port
     * @throws S3Exception {@code InvalidURI}, {@code InvalidBucketName} or {@code KeyTooLongError}
     */
    public static Address of(RequestHead head, List<String> domains) {
        String path = head.rawPath();
        if (!path.startsWith("/")) {
            throw S3Exception.of(ErrorCode.INVALID_URI);
        }
        String host = head.headers().first("host");
        String fromHost = host == null ? null : bucketOf(withoutPort(host).toLowerCase(Locale.ROOT), domains);
        if (fromHost != null) {
            return new Address(checkBucket(fromHost), key(path.substring(1)), Form.VIRTUAL_HOST);
        }
        if (path.length() == 1) {
            return new Address(null, null, Form.PATH);
        }
        int slash = path.indexOf('/', 1);
        String rawBucket = slash < 0 ? path.substring(1) : path.substring(1, slash);
        String rawKey = slash < 0 ? "" : path.substring(slash + 1);
        return new Address(checkBucket(decode(rawBucket)), key(rawKey), Form.PATH);
    }

    private static @Nullable String key(String raw) {
        return raw.isEmpty() ? null : ObjectKey.check(decode(raw));
    }

    private static String decode(String raw) {
        String text = PercentEncoding.decodePath(raw);
        if (text == null) {
            throw S3Exception.of(ErrorCode.INVALID_URI);
        }
        return text;
    }

    private static String checkBucket(String name) {
        if (!BucketName.isValid(name)) {
            throw S3Exception.of(ErrorCode.INVALID_BUCKET_NAME).with("BucketName", name);
        }
        return name;
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
    }

    private static @Nullable String bucketOf(String host, List<String> domains) {
        for (String domain : domains) {
            String bucket = before(host, domain);
            if (bucket != null) {
                return bucket.isEmpty() ? null : bucket;
            }
        }
        String bucket = before(host, LOCALHOST);
        return bucket == null || bucket.isEmpty() ? null : bucket;
    }

    /** The label before the domain; empty if the host is the endpoint itself; null if it is another host. */
    private static @Nullable String before(String host, String domain) {
        if (!host.endsWith(domain)) {
            return null;
        }
        String rest = host.substring(0, host.length() - domain.length());
        if (rest.isEmpty() || rest.equals("s3.")) {
            return "";
        }
        if (rest.endsWith(".s3.")) {
            return rest.substring(0, rest.length() - ".s3.".length());
        }
        return rest.endsWith(".") ? rest.substring(0, rest.length() - 1) : null;
    }
}
