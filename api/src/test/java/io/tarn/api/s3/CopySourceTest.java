package io.tarn.api.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopySourceTest {
    // BEHAVIOURS 21, ABUSE 60
    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "abc/k, k, null",
                "/abc/k, k, null",
                "abc/k?versionId=v1, k, v1",
                "%2Fabc%2Fk, k, null",
                "abc/a%2Fb, a/b, null",
                "abc/a+b, a+b, null",
                "abc/a%2Bb, a+b, null",
                "abc/%E2%82%AC, €, null",
                "abc/../x, ../x, null",
                "abc/k%3FversionId=v1, k?versionId=v1, null",
                "abc/k%3FversionId=v1?versionId=v2, k?versionId=v1, v2",
                "abc//k, /k, null",
            })
    void parse_decodesOnce(String header, String key, String versionId) {
        assertThat(CopySource.parse(header)).isEqualTo(new CopySource("abc", key, versionId));
    }

    // ERRORS 13, ABUSE 63, 85
    @ParameterizedTest
    @CsvSource({
        "abc/%ZZ, Invalid copy source encoding",
        "abc/%1, Invalid copy source encoding",
        "'', 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey'",
        "/, 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey'",
        "abc, 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey'",
        "abc/, 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey'",
        "../k, Invalid copy source bucket name",
        "A_B/k, Invalid copy source bucket name",
        "abc/k?versionId=, Version id cannot be the empty string",
    })
    void parse_bad_isInvalidArgument(String header, String message) {
        S3Exception refused =
                Objects.requireNonNull(catchThrowableOfType(S3Exception.class, () -> CopySource.parse(header)));
        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(refused.message()).isEqualTo(message);
        assertThat(refused.fields())
                .containsEntry("ArgumentName", "x-amz-copy-source")
                .containsEntry("ArgumentValue", header);
    }

    @Test
    void parse_longKey_isTooLong() {
        S3Exception refused = Objects.requireNonNull(
                catchThrowableOfType(S3Exception.class, () -> CopySource.parse("abc/" + "k".repeat(1025))));
        assertThat(refused.code()).isEqualTo(ErrorCode.KEY_TOO_LONG_ERROR);
    }
}
