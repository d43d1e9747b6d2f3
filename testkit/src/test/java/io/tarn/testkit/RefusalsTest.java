package io.tarn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Errors arrive as the exceptions that the AWS SDK has for them. */
@ExtendWith(TarnExtension.class)
final class RefusalsTest {
    // ERRORS 1, 2, 61
    @Test
    void missingThings_haveTheirExceptions(Tarn tarn) {
        tarn.createBucket("there");
        try (S3Client s3 = Clients.blocking(tarn)) {
            assertThatThrownBy(() -> s3.getObjectAsBytes(b -> b.bucket("there").key("none")))
                    .isInstanceOf(NoSuchKeyException.class)
                    .hasMessageContaining("The specified key does not exist.");
            assertThatThrownBy(() -> s3.headObject(b -> b.bucket("there").key("none")))
                    .isInstanceOf(NoSuchKeyException.class);
            assertThatThrownBy(() -> s3.listObjectsV2(b -> b.bucket("not-there")))
                    .isInstanceOf(NoSuchBucketException.class);
            assertThatThrownBy(() -> s3.headBucket(b -> b.bucket("not-there")))
                    .isInstanceOf(NoSuchBucketException.class);
            assertThatThrownBy(() ->
                            s3.listParts(b -> b.bucket("there").key("none").uploadId("none")))
                    .isInstanceOf(NoSuchUploadException.class);
        }
    }

    // ERRORS 10
    @Test
    void deleteBucket_withAnObject_isRefused(Tarn tarn) {
        tarn.createBucket("full");
        try (S3Client s3 = Clients.blocking(tarn)) {
            s3.putObject(b -> b.bucket("full").key("k"), RequestBody.empty());
            assertThatThrownBy(() -> s3.deleteBucket(b -> b.bucket("full")))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BucketNotEmpty"));
        }
    }
}
