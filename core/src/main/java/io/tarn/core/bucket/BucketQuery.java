package io.tarn.core.bucket;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Which buckets to list.
 *
 * @param owner account id
 * @param prefix names begin with it; empty: all
 * @param region only buckets in it, or null
 * @param continuation token of the page before; null or empty: from the beginning
 * @param bucketsMax most buckets of a page, 1 to {@link #BUCKETS_MAX}
 */
public record BucketQuery(
        String owner,
        String prefix,
        @Nullable String region,
        @Nullable String continuation,
        int bucketsMax) {
    /** Most buckets of a page, and how many come if nobody says. */
    public static final int BUCKETS_MAX = 10_000;

    /** All buckets of an account. */
    public static BucketQuery of(String owner) {
        return new BucketQuery(owner, "", null, null, BUCKETS_MAX);
    }

    /**
     * @throws S3Exception {@code InvalidArgument} if {@code bucketsMax} is out of bounds
     */
    public BucketQuery {
        if (bucketsMax < 1 || bucketsMax > BUCKETS_MAX) {
            throw S3Exception.of(
                            ErrorCode.INVALID_ARGUMENT,
                            "Argument max-buckets must be an integer between 1 and " + BUCKETS_MAX)
                    .with("ArgumentName", "max-buckets")
                    .with("ArgumentValue", Integer.toString(bucketsMax));
        }
    }

    /** The name after which the page begins, or null. */
    @Nullable
    String after() {
        if (continuation == null || continuation.isEmpty()) {
            return null;
        }
        try {
            String name = new String(Base64.getUrlDecoder().decode(continuation), StandardCharsets.UTF_8);
            if (BucketNames.valid(name)) {
                return name;
            }
        } catch (IllegalArgumentException notBase64) {
            // the same answer as for any other foreign token
        }
        throw S3Exception.of(ErrorCode.INVALID_ARGUMENT, "The continuation token provided is incorrect")
                .with("ArgumentName", "continuation-token");
    }

    /** The token of a page that ends with this name. */
    static String tokenAfter(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }
}
