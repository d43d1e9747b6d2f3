package io.tarn.core.bucket;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import java.util.List;
import java.util.regex.Pattern;

/** The rules for names of general purpose buckets (Amazon S3 User Guide, "Bucket naming rules"). */
public final class BucketNames {
    /** Shortest name, in characters. */
    public static final int LENGTH_MIN = 3;

    /** Longest name, in characters. */
    public static final int LENGTH_MAX = 63;

    private static final Pattern LABELS = Pattern.compile("[a-z0-9]+(-+[a-z0-9]+)*(\\.[a-z0-9]+(-+[a-z0-9]+)*)*");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+");
    private static final List<String> PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
    private static final List<String> SUFFIXES = List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

    private BucketNames() {}

    /** True if a bucket may have this name. */
    public static boolean valid(String name) {
        return name.length() >= LENGTH_MIN
                && name.length() <= LENGTH_MAX
                && LABELS.matcher(name).matches()
                && !ADDRESS.matcher(name).matches()
                && PREFIXES.stream().noneMatch(name::startsWith)
                && SUFFIXES.stream().noneMatch(name::endsWith);
    }

    /**
     * Refuses a name that no bucket may have.
     *
     * @throws S3Exception {@code InvalidBucketName}
     */
    public static void check(String name) {
        if (!valid(name)) {
            throw S3Exception.of(ErrorCode.INVALID_BUCKET_NAME).with("BucketName", name);
        }
    }
}
