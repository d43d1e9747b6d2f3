package io.tarn.core.operation;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.s3.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tags of a bucket, as they come and go. */
final class BucketTags {
    /** Most tags of a bucket. */
    static final int TAGS_MAX = 50;

    private static final int KEY_MAX = 128;
    private static final int VALUE_MAX = 256;
    private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{Zs}_.:/=+\\-@]*");
    private static final String RESERVED = "aws:";

    private BucketTags() {}

    /**
     * The tags of a request, in their order.
     *
     * @param creating true if the bucket is only about to be: then a reserved key is refused in other words
     * @throws S3Exception {@code MalformedXML}, {@code InvalidTag}, {@code BadRequest}
     */
    static Map<String, String> parse(@Nullable List<Tag> sent, boolean creating) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Tag tag : sent == null ? List.<Tag>of() : sent) {
            String key = tag.key();
            String value = tag.value();
            if (key == null || value == null) {
                throw S3Exception.of(ErrorCode.MALFORMED_XML);
            }
            check(key, value, creating);
            if (tags.put(key, value) != null) {
                throw S3Exception.of(ErrorCode.INVALID_TAG, "Cannot provide multiple Tags with the same key")
                        .with("TagKey", key);
            }
        }
        if (tags.size() > TAGS_MAX) {
            throw S3Exception.of(ErrorCode.BAD_REQUEST, "Bucket tag count cannot be greater than " + TAGS_MAX);
        }
        return tags;
    }

    private static void check(String key, String value, boolean creating) {
        if (key.startsWith(RESERVED)) {
            S3Exception reserved =
                    S3Exception.of(ErrorCode.INVALID_TAG, "System tags cannot be added/updated by requester");
            throw creating ? reserved : reserved.with("TagKey", key);
        }
        if (key.isEmpty() || !fits(key, KEY_MAX)) {
            throw S3Exception.of(ErrorCode.INVALID_TAG, "The TagKey you have provided is invalid")
                    .with("TagKey", key);
        }
        if (!fits(value, VALUE_MAX)) {
            throw S3Exception.of(ErrorCode.INVALID_TAG, "The TagValue you have provided is invalid")
                    .with("TagKey", key)
                    .with("TagValue", value);
        }
    }

    private static boolean fits(String text, int max) {
        return text.codePointCount(0, text.length()) <= max
                && CHARACTERS.matcher(text).matches();
    }

    /** The tags as an answer lists them. */
    static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
