package io.tarn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Multipart uploads through the blocking client. */
final class MultipartTest {
    @RegisterExtension
    static final TarnExtension tarn = TarnExtension.create(Tarn.builder().buckets("b1x"));

    // BEHAVIOURS 24
    @Test
    void complete_threeParts_isTheirConcatenation() {
        byte[] body = Body.of((10 << 20) + 77);
        try (S3Client s3 = Clients.blocking(tarn.tarn())) {
            s3.putObject(b -> b.bucket("b1x").key("source"), RequestBody.fromBytes(body));
            String upload =
                    s3.createMultipartUpload(b -> b.bucket("b1x").key("k")).uploadId();
            List<CompletedPart> parts = new ArrayList<>();
            parts.add(part(s3, upload, 1, Arrays.copyOfRange(body, 0, 5 << 20)));
            parts.add(copiedPart(s3, upload, 2, "bytes=" + (5 << 20) + "-" + ((10 << 20) - 1)));
            parts.add(part(s3, upload, 3, Arrays.copyOfRange(body, 10 << 20, body.length)));
            assertThat(
                            s3
                                    .listPartsPaginator(b -> b.bucket("b1x")
                                            .key("k")
                                            .uploadId(upload)
                                            .maxParts(1))
                                    .parts()
                                    .stream())
                    .extracting(Part::partNumber)
                    .containsExactly(1, 2, 3);
            assertThat(s3.completeMultipartUpload(b ->
                                    b.bucket("b1x").key("k").uploadId(upload).multipartUpload(m -> m.parts(parts)))
                            .eTag())
                    .endsWith("-3\"");
            assertThat(s3.getObjectAsBytes(b -> b.bucket("b1x").key("k")).asByteArray())
                    .isEqualTo(body);
        }
    }

    private static CompletedPart part(S3Client s3, String upload, int number, byte[] bytes) {
        UploadPartResponse put = s3.uploadPart(
                b -> b.bucket("b1x").key("k").uploadId(upload).partNumber(number), RequestBody.fromBytes(bytes));
        return CompletedPart.builder().partNumber(number).eTag(put.eTag()).build();
    }

    private static CompletedPart copiedPart(S3Client s3, String upload, int number, String range) {
        String eTag = s3.uploadPartCopy(b -> b.sourceBucket("b1x")
                        .sourceKey("source")
                        .copySourceRange(range)
                        .destinationBucket("b1x")
                        .destinationKey("k")
                        .uploadId(upload)
                        .partNumber(number))
                .copyPartResult()
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(eTag).build();
    }

    @Test
    void abort_openUpload_isGone() {
        try (S3Client s3 = Clients.blocking(tarn.tarn())) {
            String upload = s3.createMultipartUpload(b -> b.bucket("b1x").key("aborted"))
                    .uploadId();
            assertThat(s3.listMultipartUploads(b -> b.bucket("b1x").prefix("aborted"))
                            .uploads())
                    .hasSize(1);
            s3.abortMultipartUpload(b -> b.bucket("b1x").key("aborted").uploadId(upload));
            assertThat(s3.listMultipartUploads(b -> b.bucket("b1x").prefix("aborted"))
                            .uploads())
                    .isEmpty();
        }
    }
}
