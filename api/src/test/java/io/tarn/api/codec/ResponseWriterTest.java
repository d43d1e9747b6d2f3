package io.tarn.api.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.api.http.ResponseHead;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseWriterTest {
    @Test
    void head_withoutBody_hasLengthZeroAndNoType() {
        Headers headers = new ResponseWriter().head().headers();
        assertThat(headers.first("content-length")).isEqualTo("0");
        assertThat(headers.has("content-type")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void head_thatMayHaveNoBody_hasNeitherLengthNorType(int status) {
        ResponseWriter writer = new ResponseWriter();
        writer.status(status);
        ResponseHead head = writer.head();
        assertThat(head.status()).isEqualTo(status);
        assertThat(head.headers().size()).isZero();
    }

    // ABUSE 72, 73, 74
    @ParameterizedTest
    @ValueSource(strings = {"a\r\nx: y", "a\nb", "a\rb", "a\0b", "a\u007fb"})
    void header_controlCharacter_isRefused(String value) {
        S3Exception refused = Objects.requireNonNull(catchThrowableOfType(
                S3Exception.class, () -> new ResponseWriter().header("content-disposition", value)));
        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }

    @Test
    void headers_metadata_isEncoded() {
        ResponseWriter writer = new ResponseWriter();
        writer.headers("x-amz-meta-", Map.of("a_b", "é"));
        assertThat(writer.head().headers().first("x-amz-meta-a_b")).isEqualTo("=?UTF-8?B?w6k=?=");
    }

    // BEHAVIOURS 47
    @Test
    void errorDocument_hasNoNamespaceAndItsFieldsInOrder() {
        S3Exception refusal = S3Exception.of(ErrorCode.INVALID_ARGUMENT, "<m>")
                .with("ArgumentName", "a")
                .with("ArgumentValue", "");
        assertThat(new String(ErrorDocument.of(refusal, "ID", "HOST"), StandardCharsets.UTF_8))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>InvalidArgument</Code>"
                        + "<Message>&lt;m&gt;</Message><ArgumentName>a</ArgumentName><ArgumentValue></ArgumentValue>"
                        + "<RequestId>ID</RequestId><HostId>HOST</HostId></Error>");
    }
}
