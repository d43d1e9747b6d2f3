package io.tarn.core.body;

import static io.tarn.core.auth.Refusals.refused;
import static io.tarn.core.body.Uploads.ascii;
import static io.tarn.core.body.Uploads.client;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.error.S3Exception;
import io.tarn.core.auth.Authentication;
import io.tarn.core.auth.RawClient;
import io.tarn.core.checksum.ChecksumAlgorithm;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DocumentTest {
    private static final byte[] XML = ascii("<Delete><Object><Key>k</Key></Object></Delete>");

    private static byte[] read(RawClient client, ArrivingBody body, int bytesMax) {
        Authentication authentication = Uploads.authenticate(client, body.length());
        BodyExpectations expected = BodyExpectations.of(authentication);
        return BodyReceiver.readAll(expected.framing().document(body), expected, bytesMax)
                .toArray();
    }

    @Test
    void readAll_withinLimit_isWhole() {
        assertThat(read(client(RawClient.hex(RawClient.digest(XML))), ArrivingBody.of(XML), XML.length))
                .isEqualTo(XML);
        assertThat(read(client(Uploads.UNSIGNED), ArrivingBody.of(""), 0)).isEmpty();
    }

    // ERRORS 17
    // ABUSE 91
    @Test
    void readAll_overLimit_isMaxMessageLengthExceededDeclaredOrNot() {
        for (long declared : new long[] {XML.length, -1, 1L << 40}) {
            S3Exception refusal = refused(
                    "MaxMessageLengthExceeded",
                    400,
                    () -> read(client(Uploads.UNSIGNED), ArrivingBody.declaring(XML, declared), XML.length - 1));
            assertThat(refusal.message()).isEqualTo("Your request was too big.");
            assertThat(refusal.fields()).containsExactly(Map.entry("MaxMessageLengthBytes", "" + (XML.length - 1)));
        }
    }

    // ERRORS 21, 28, 38
    @Test
    void readAll_wrongDigest_isRefused() {
        String md5 = Uploads.base64(
                ChecksumAlgorithm.MD5.of(ByteBuffer.wrap(XML)).bytes().toArray());
        String crc = ChecksumAlgorithm.CRC32.of(ByteBuffer.wrap(XML)).base64();
        byte[] other = XML.clone();
        other[20] ^= 1;
        assertThat(read(
                        client(Uploads.UNSIGNED, "content-md5", md5, "x-amz-checksum-crc32", crc),
                        ArrivingBody.of(XML),
                        1_000))
                .isEqualTo(XML);
        refused(
                "BadDigest",
                400,
                () -> read(client(Uploads.UNSIGNED, "content-md5", md5), ArrivingBody.of(other), 1_000));
        refused(
                "BadDigest",
                400,
                () -> read(client(Uploads.UNSIGNED, "x-amz-checksum-crc32", crc), ArrivingBody.of(other), 1_000));
        refused(
                "XAmzContentSHA256Mismatch",
                400,
                () -> read(client(RawClient.hex(RawClient.digest(XML))), ArrivingBody.of(other), 1_000));
    }

    // ERRORS 29
    // ABUSE 2
    @ParameterizedTest
    @ValueSource(strings = {Uploads.CHUNKS, Uploads.SIGNED_CHUNKS, Uploads.SIGNED_CHUNKS_TRAILER})
    void document_chunkedPayload_isInvalidRequest(String mode) {
        S3Exception refusal = refused("InvalidRequest", 400, () -> read(client(mode), ArrivingBody.of(XML), 1_000));
        assertThat(refusal.message()).isEqualTo("The value of x-amz-content-sha256 header is invalid.");
    }

    // ERRORS 77
    @Test
    void requireDigest_none_isInvalidRequest() {
        BodyExpectations none = BodyExpectations.of(Uploads.authenticate(client(Uploads.UNSIGNED), 1));
        S3Exception refusal = refused("InvalidRequest", 400, none::requireDigest);
        assertThat(refusal.message())
                .isEqualTo("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        BodyExpectations.of(
                        Uploads.authenticate(client(Uploads.UNSIGNED, "content-md5", "XrY7u+Ae7tCTyyK7j1rNww=="), 1))
                .requireDigest();
        BodyExpectations.of(Uploads.authenticate(client(Uploads.UNSIGNED, "x-amz-checksum-crc32", "DUoRhQ=="), 1))
                .requireDigest();
    }
}
