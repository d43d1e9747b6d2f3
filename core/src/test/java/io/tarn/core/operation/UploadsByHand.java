package io.tarn.core.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Multipart uploads of two parts, one of 5 MiB and one of four bytes, and the documents that complete them. */
final class UploadsByHand {
    static final String PIECE_TAG = "4f08eef4096726bff1125e1b1b734644";
    static final String TAIL_TAG = "7aea2552dfe7eb84b9443b6fc9ba6e01";
    static final String PIECE_CRC32 = "BwQzxA==";
    static final String TAIL_CRC32 = "fDe0XQ==";
    private static final String PIECE = "x".repeat(5 << 20);

    private final S3 s3;

    UploadsByHand(S3 s3) {
        this.s3 = s3;
    }

    /** The id of a new upload. */
    String begin(String key, String... fields) {
        Recorded begun = s3.ask("POST /lake/" + key + "?uploads", fields);
        assertThat(begun.status()).isEqualTo(200);
        return Objects.requireNonNull(begun.element("UploadId"));
    }

    /** The id of a new upload with parts 1 and 3; with any fields, each part brings its CRC32. */
    String filled(String key, String... fields) {
        String upload = begin(key, fields);
        boolean summed = fields.length > 0;
        send(key, upload, 1, PIECE, summed ? PIECE_CRC32 : null);
        send(key, upload, 3, "tail", summed ? TAIL_CRC32 : null);
        return upload;
    }

    private void send(String key, String upload, int number, String content, @Nullable String crc32) {
        String line = "PUT /lake/" + key + "?partNumber=" + number + "&uploadId=" + upload;
        Recorded sent = crc32 == null ? s3.tell(line, content) : s3.tell(line, content, "x-amz-checksum-crc32", crc32);
        assertThat(sent.status()).isEqualTo(200);
    }

    static String part(String number, String tag) {
        return part(number, tag, "");
    }

    static String part(String number, String tag, String more) {
        return "<Part><PartNumber>" + number + "</PartNumber><ETag>" + tag + "</ETag>" + more + "</Part>";
    }

    static String list(String... parts) {
        return "<CompleteMultipartUpload>" + String.join("", parts) + "</CompleteMultipartUpload>";
    }

    /** Both parts, one tag with quotes and one without. */
    static String both() {
        return list(part("1", '"' + PIECE_TAG + '"'), part("3", TAIL_TAG));
    }
}
