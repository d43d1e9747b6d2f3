package io.tarn.core.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BucketNamesTest {
    // ERRORS 6
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "a23456789012345678901234567890123456789012345678901234567890abcd",
                "Photos",
                "my_photos",
                "192.168.5.4",
                "xn--photos",
                "sthree-photos",
                "amzn-s3-demo-photos",
                "photos-s3alias",
                "photos--ol-s3",
                "photos.mrap",
                "photos--x-s3",
                "photos--table-s3",
                "a..b",
                "a.-b",
                "a-.b",
                "photos-",
                "-photos",
                "photos.",
                ".photos",
                "pho/tos",
                "..",
                "pho tos",
                "phötos"
            })
    void check_badName_isInvalidBucketName(String name) {
        assertThatThrownBy(() -> BucketNames.check(name)).isInstanceOfSatisfying(S3Exception.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_BUCKET_NAME);
            assertThat(refused.fields()).isEqualTo(Map.of("BucketName", name));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "123",
                "a--b",
                "my.bucket-1",
                "192.168.5",
                "192.168.5.a",
                "health",
                "a23456789012345678901234567890123456789012345678901234567890abc"
            })
    void valid_goodName_isTrue(String name) {
        assertThat(BucketNames.valid(name)).isTrue();
    }

    @Test
    void valid_longRunOfHyphens_isAnsweredAtOnce() {
        assertThat(BucketNames.valid("a" + "-".repeat(61) + "!")).isFalse();
    }
}
