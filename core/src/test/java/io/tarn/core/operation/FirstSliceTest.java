package io.tarn.core.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FirstSliceTest {
    private final S3 s3 = S3.open();

    @AfterEach
    void close() {
        s3.close();
    }

    @Test
    void object_putGetListDelete_roundTrips() {
        s3.bucket("lake");
        s3.advance(937);
        Recorded put = s3.put("/lake/a%20b/c", "hello");
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.header("etag")).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
        assertThat(put.header("x-amz-checksum-crc64nvme")).isNotNull();
        assertThat(put.header("x-amz-checksum-type")).isEqualTo("FULL_OBJECT");
        Recorded get = s3.get("/lake/a%20b/c");
        assertThat(get.status()).isEqualTo(200);
        assertThat(get.text()).isEqualTo("hello");
        assertThat(get.header("content-length")).isEqualTo("5");
        Recorded list = s3.send(s3.client("GET", "/lake").query("list-type", "2"));
        assertThat(list.element("Key")).isEqualTo("a b/c");
        assertThat(list.element("KeyCount")).isEqualTo("1");
        assertThat(list.element("LastModified")).isEqualTo("2013-05-24T00:00:00.000Z");
        assertThat(s3.send(s3.client("DELETE", "/lake/a%20b/c")).status()).isEqualTo(204);
        assertThat(s3.get("/lake/a%20b/c").code()).isEqualTo("NoSuchKey");
        assertThat(s3.send(s3.client("DELETE", "/lake")).status()).isEqualTo(204);
        assertThat(s3.get("/lake").code()).isEqualTo("NoSuchBucket");
    }
}
