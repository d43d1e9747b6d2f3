package io.tarn.core.multipart;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes of its source UploadPartCopy takes.
 *
 * @param first offset of the first byte
 * @param length how many bytes, 0 or more
 */
public record CopyRange(long first, long length) {
    private static final String HEADER = "x-amz-copy-source-range";
    private static final Pattern FORM = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{1,18})");

    /**
     * Reads {@code x-amz-copy-source-range}.
     *
     * @param header as sent; null: the whole source
     * @param size bytes of the source
     * @throws S3Exception {@code InvalidArgument} or {@code InvalidRequest} if it does not fit the source;
     *     {@code InvalidRequest} if it is longer than {@link MultipartLimits#PART_BYTES_MAX}
     */
    public static CopyRange parse(@Nullable String header, long size) {
        CopyRange range = header == null ? new CopyRange(0, size) : parseGiven(header, size);
        if (range.length > MultipartLimits.PART_BYTES_MAX) {
            throw S3Exception.of(
                    ErrorCode.INVALID_REQUEST,
                    "The specified copy source is larger than the maximum allowable size for a copy source: "
                            + MultipartLimits.PART_BYTES_MAX);
        }
        return range;
    }

    private static CopyRange parseGiven(String header, long size) {
        Matcher form = FORM.matcher(header);
        if (!form.matches()) {
            throw malformed(header);
        }
        long first = Long.parseLong(form.group(1));
        long last = Long.parseLong(form.group(2));
        if (first > last) {
            throw malformed(header);
        }
        if (first >= size) {
            throw S3Exception.of(
                    ErrorCode.INVALID_REQUEST, "The specified copy range is invalid for the source object size");
        }
        if (last >= size) {
            throw invalid("Range specified is not valid for source object of size: " + size, header);
        }
        return new CopyRange(first, last - first + 1);
    }

    private static S3Exception malformed(String header) {
        return invalid(
                "The " + HEADER + " value must be of the form bytes=first-last where first and last are the zero-based"
                        + " offsets of the first and last bytes to copy",
                header);
    }

    private static S3Exception invalid(String message, String header) {
        return S3Exception.of(ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", HEADER)
                .with("ArgumentValue", header);
    }
}
