package io.tarn.api.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.api.http.RequestHead;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    private static final List<String> DOMAINS = List.of("example.com");

    private static Address at(String host, String target) {
        return Address.of(
                RequestHead.of(
                        "GET", target, Headers.builder().add("Host", host).build()),
                DOMAINS);
    }

    private static S3Exception refusal(String host, String target) {
        return Objects.requireNonNull(catchThrowableOfType(S3Exception.class, () -> at(host, target)));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "127.0.0.1:9000, /, null, null, PATH",
                "127.0.0.1:9000, /abc, abc, null, PATH",
                "127.0.0.1:9000, /abc/, abc, null, PATH",
                "127.0.0.1:9000, /abc/k, abc, k, PATH",
                "[::1]:9000, /abc/k, abc, k, PATH",
                "s3.example.com, /abc/k, abc, k, PATH",
                "example.com:9000, /abc/k, abc, k, PATH",
                "abc.s3.example.com, /k, abc, k, VIRTUAL_HOST",
                "ABC.S3.Example.com:9000, /k, abc, k, VIRTUAL_HOST",
                "abc.example.com, /, abc, null, VIRTUAL_HOST",
                "a.b-c.s3.example.com, /k/l, a.b-c, k/l, VIRTUAL_HOST",
                "abc.localhost:9000, /k, abc, k, VIRTUAL_HOST",
                "localhost:9000, /abc/k, abc, k, PATH",
                "notexample.com, /abc/k, abc, k, PATH",
            })
    void of_hostAndPath(String host, String target, String bucket, String key, Address.Form form) {
        assertThat(at(host, target)).isEqualTo(new Address(bucket, key, form));
    }

    // BEHAVIOURS 40, ABUSE 59, 65
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/abc//|/",
                "/abc//k|/k",
                "/abc/a//b|a//b",
                "/abc/../x|../x",
                "/abc/./x|./x",
                "/abc/a/../b|a/../b",
                "/abc/a%2Fb|a/b",
                "/abc/%2F|/",
                "/abc/a%252Fb|a%2Fb",
                "/abc/dir/|dir/",
                "/abc/a+b|a+b",
                "/abc/a%20b|'a b'",
                "/abc/a%5Cb|a\\b",
                "/abc/%F0%9F%98%80|😀",
                "/abc/a%3Fb|a?b",
                "/abc/a%00b|a\0b",
                "/abc/a;v=1|a;v=1",
                "/abc/a%0D%0Ab|'a\r\nb'",
            })
    void of_awkwardKey_isKeptAsItIs(String target, String key) {
        assertThat(at("localhost", target).key()).isEqualTo(key);
    }

    // ERRORS 13
    @ParameterizedTest
    @ValueSource(
            strings = {"/abc/%ZZ", "/abc/%1", "/abc/%", "/abc/%C3%28", "/abc/%FF", "/%ZZ/k", "abc", "*", "/abc/%-1"})
    void of_badEncoding_isInvalidUri(String target) {
        assertThat(refusal("localhost", target).code()).isEqualTo(ErrorCode.INVALID_URI);
    }

    // ERRORS 12
    @Test
    void of_keyOver1024Bytes_isTooLong() {
        assertThat(at("localhost", "/abc/" + "k".repeat(1024)).key()).hasSize(1024);
        S3Exception refused = refusal("localhost", "/abc/" + "%C3%A9".repeat(513));
        assertThat(refused.code()).isEqualTo(ErrorCode.KEY_TOO_LONG_ERROR);
        assertThat(refused.fields()).containsEntry("Size", "1026").containsEntry("MaxSizeAllowed", "1024");
    }

    // ERRORS 6
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "Abc",
                "a_b",
                "192.168.5.4",
                "xn--abc",
                "abc-s3alias",
                "a..b",
                "a.-b",
                "a-.b",
                "abc-",
                "-abc",
                ".abc",
                "abc.",
                "abc--ol-s3",
                "abc--x-s3",
                "sthree-abc",
                "",
                "ab%2Fc",
                "..",
                "a234567890123456789012345678901234567890123456789012345678901234"
            })
    void of_badBucketName_isRefused(String name) {
        S3Exception refused = refusal("localhost", "/" + name + "/k");
        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_BUCKET_NAME);
        assertThat(refused.fields()).containsEntry("BucketName", name.replace("%2F", "/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a-b", "a.b", "1ab", "192.168.5", "1.2.3.4.5", "a--b", "xn-a", "0.0.0.a"})
    void of_goodBucketName_isTaken(String name) {
        assertThat(at("localhost", "/" + name).bucket()).isEqualTo(name);
    }
}
