package io.tarn.core.body;

import static io.tarn.core.auth.Refusals.refused;
import static io.tarn.core.body.Uploads.ascii;
import static io.tarn.core.body.Uploads.client;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.error.S3Exception;
import io.tarn.core.auth.RawClient;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumValue;
import io.tarn.storage.Store;
import io.tarn.storage.memory.MemoryStore;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies in aws-chunked without signatures. */
final class ChunkedPayloadTest {
    private static final String TEN = "dummy data";
    private static final String CRC64 = "dPVWc2vU1+Q=";

    private static RawClient chunked(long decoded, String... headers) {
        return client(Uploads.CHUNKS, headers).header("x-amz-decoded-content-length", Long.toString(decoded));
    }

    private static RawClient withTrailer(long decoded, String trailer) {
        return chunked(decoded, "x-amz-trailer", trailer);
    }

    private static S3Exception refusal(String code, int status, RawClient client, String body) {
        return refused(code, status, () -> Uploads.put(client, ascii(body)));
    }

    // BEHAVIOURS 27, 28
    @ParameterizedTest
    @EnumSource(ChecksumAlgorithm.class)
    void put_trailerChecksum_isVerifiedAndKept(ChecksumAlgorithm algorithm) {
        ChecksumValue value = algorithm.of(ByteBuffer.wrap(ascii(TEN)));
        String body = "a\r\n" + TEN + "\r\n0\r\n" + algorithm.headerName() + ":" + value.base64() + "\r\n\r\n";
        RawClient client =
                withTrailer(10, algorithm.headerName()).header("x-amz-sdk-checksum-algorithm", algorithm.wireName());
        try (Store store = new MemoryStore();
                Received received =
                        Uploads.receive(Uploads.authenticate(client, body.length()), ArrivingBody.of(body), store)) {
            assertThat(received.checksum()).isEqualTo(value);
            assertThat(received.length()).isEqualTo(10);
            assertThat(Uploads.content(store, received)).isEqualTo(ascii(TEN));
        }
    }

    // BEHAVIOURS 28
    @Test
    void put_noTrailerAtAll_isTaken() {
        assertThat(Uploads.put(chunked(11), ascii("B\r\nhello world\r\n0\r\n\r\n")))
                .isEqualTo(ascii("hello world"));
        assertThat(Uploads.put(chunked(0), ascii("0\r\n\r\n"))).isEmpty();
    }

    @Test
    void put_checksumInHeader_isVerified() {
        RawClient client = chunked(7, "x-amz-checksum-crc32", "MSpqpg==");
        assertThat(Uploads.put(client, ascii("7\r\nabcdefg\r\n0\r\n\r\n"))).isEqualTo(ascii("abcdefg"));
        refusal("BadDigest", 400, client, "7\r\nabcdefG\r\n0\r\n\r\n");
    }

    /** Some clients end a trailer with LF CR LF and the body with one more CRLF. */
    @Test
    void put_trailerEndsOfOtherClients_areTaken() {
        RawClient client = withTrailer(10, "x-amz-checksum-crc64nvme");
        for (String end : new String[] {"\r\n\r\n", "\n\r\n\r\n", "\n\r\n\r\n\r\n", "\r\n\r\n\r\n"}) {
            String body = "a\r\n" + TEN + "\r\n0\r\nx-amz-checksum-crc64nvme:" + CRC64 + end;
            assertThat(Uploads.put(client, ascii(body))).isEqualTo(ascii(TEN));
        }
    }

    // ERRORS 30
    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "12x", "-1", "+5", "1e3", "9999999999999999999"})
    void upload_noDecodedLength_isMissingContentLength(String length) {
        RawClient client = client(Uploads.CHUNKS);
        if (!length.isEmpty()) {
            client.header("x-amz-decoded-content-length", length);
        }
        refusal("MissingContentLength", 411, client, "5\r\nhello\r\n0\r\n\r\n");
    }

    // ERRORS 31
    @ParameterizedTest
    @CsvSource({"5", "9", "11", "200"})
    void put_decodedLengthDiffers_isIncompleteBody(long length) {
        refusal("IncompleteBody", 400, chunked(length), "a\r\n" + TEN + "\r\n0\r\n\r\n");
    }

    // ERRORS 32
    // ABUSE 101, 102, 103, 104
    @ParameterizedTest
    @ValueSource(
            strings = {
                "A\ndummy data\r\n0\r\n\r\n",
                "A\r\ndummy data0\r\n\r\n",
                "A\r\ndummy data\n0\r\n\r\n",
                "A\r\nXYZ\r\ndummy data\r\n0\r\n\r\n",
                "B\r\ndummy data\r\n0\r\n\r\n",
                "A\r\ndummy data\r\n0\r\n",
                "A\r\ndummy data\r\n",
                "A\r\ndummy data",
                "A\r\ndummy da",
                "A\r\n",
                "A",
                "",
                "A\r\nA\r\ndummy data\r\n0\r\n\r\n",
                "invalid_chunk_size\r\ndummy data\r\n0\r\n\r\n",
                "A\r\ndummy data\r\nJ\r\n\r\n",
                "\r\ndummy data\r\n0\r\n\r\n",
                " A\r\ndummy data\r\n0\r\n\r\n",
                "A \r\ndummy data\r\n0\r\n\r\n",
                "0xA\r\ndummy data\r\n0\r\n\r\n",
                "+A\r\ndummy data\r\n0\r\n\r\n",
                "-A\r\ndummy data\r\n0\r\n\r\n",
                "A;ext=\"\r\n\"\r\ndummy data\r\n0\r\n\r\n",
                "A;chunk-signature=abc\r\ndummy data\r\n0\r\n\r\n",
                "A\r\r\ndummy data\r\n0\r\n\r\n",
                "FFFFFFFFFFFFFFFF\r\ndummy data\r\n0\r\n\r\n",
                "10000000A\r\ndummy data\r\n0\r\n\r\n",
                "1000000000000000A\r\ndummy data\r\n0\r\n\r\n",
                "A\r\ndummy data\r\n0\r\n\r\n\r\n\r\n",
                "A\r\ndummy data\r\n0\r\n\r\nx",
                "A\r\ndummy data\r\n0\r\n\r\n\r",
                "A\r\ndummy data\r\n0\r\nx-amz-checksum-crc64nvme:dPVWc2vU1+Q=\r\n",
                "A\r\ndummy data\r\n0\r\nx-amz-checksum-crc64nvme:dPVWc2vU1+Q=\r\n\r",
            })
    void put_brokenFraming_isIncompleteBody(String body) {
        refusal("IncompleteBody", 400, withTrailer(10, "x-amz-checksum-crc64nvme"), body);
    }

    // ERRORS 32
    @Test
    void put_endlessChunkLine_isIncompleteBody() {
        refusal("IncompleteBody", 400, chunked(10), "0".repeat(100_000));
        refusal("IncompleteBody", 400, chunked(10), "A;" + "x".repeat(100_000));
    }

    // ERRORS 33
    @ParameterizedTest
    @CsvSource({
        "8192 8192 100, ",
        "100, ",
        "10000 9500 20, ",
        "8200 8201 10000 10, ",
        "100 8192 100, 1 100",
        "8192 10 100, 2 10",
        "10 10 10, 1 10",
        "10000 10 8192 8192, 2 10",
        "8192 8191 1, 2 8191",
    })
    void put_smallChunkThatIsNotLast_isInvalidChunkSize(String sizes, @org.jspecify.annotations.Nullable String bad) {
        StringBuilder body = new StringBuilder();
        long length = 0;
        for (String text : sizes.split(" ", -1)) {
            int size = Integer.parseInt(text);
            length += size;
            body.append(Integer.toHexString(size))
                    .append("\r\n")
                    .append("x".repeat(size))
                    .append("\r\n");
        }
        body.append("0\r\n\r\n");
        if (bad == null) {
            assertThat(Uploads.put(chunked(length), ascii(body.toString()))).hasSize((int) length);
            return;
        }
        S3Exception refusal = refusal("InvalidChunkSizeError", 400, chunked(length), body.toString());
        assertThat(refusal.message()).isEqualTo("Only the last chunk is allowed to have a size less than 8192 bytes");
        assertThat(refusal.fields())
                .containsExactly(
                        Map.entry("Chunk", bad.substring(0, bad.indexOf(' '))),
                        Map.entry("BadChunkSize", bad.substring(bad.indexOf(' ') + 1)));
    }

    // ERRORS 35
    // BEHAVIOURS 28
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":M3eFcAZSQlc=\r\n",
                "invalid_trailer:M3eFcAZSQlc=\r\n",
                "no colon\r\n",
                "x-amz-checksum-crc32:NhCmhg==\r\n",
                "x-amz-checksum-crc64nvme:M3eFcAZSQlc=\r\nx-amz-checksum-crc32:NhCmhg==\r\n",
                "x-amz-checksum-crc64nvme:M3eFcAZSQlc=\r\nx-amz-checksum-crc64nvme:M3eFcAZSQlc=\r\n",
                "x-amz-checksum-crc64nvme:M3eF\ncAZSQlc=\r\n",
                "x-amz-trailer-signature:abc\r\n",
            })
    void put_trailerNotAsAnnounced_isMalformedTrailer(String trailer) {
        RawClient client = withTrailer(5, "x-amz-checksum-crc64nvme");
        refusal("MalformedTrailerError", 400, client, "5\r\nhello\r\n0\r\n" + trailer + "\r\n");
    }

    // ERRORS 35
    @Test
    void put_trailerNotAnnounced_isMalformedTrailer() {
        refusal(
                "MalformedTrailerError",
                400,
                chunked(5),
                "5\r\nhello\r\n0\r\nx-amz-checksum-crc64nvme:M3eFcAZSQlc=\r\n\r\n");
    }

    // ERRORS 35
    @ParameterizedTest
    @ValueSource(strings = {Uploads.UNSIGNED, Uploads.SIGNED_CHUNKS})
    void of_trailerAnnouncedWhereNoneCanCome_isMalformedTrailer(String mode) {
        refusal(
                "MalformedTrailerError",
                400,
                client(mode, "x-amz-trailer", "x-amz-checksum-crc32", "x-amz-decoded-content-length", "5"),
                "hello");
    }

    // ERRORS 36
    @ParameterizedTest
    @ValueSource(strings = {"invalid_checksum", "", "y/Q5Jg==", "M3eFcAZSQlc"})
    void put_trailerNotDecodable_isInvalidRequest(String value) {
        S3Exception refusal = refusal(
                "InvalidRequest",
                400,
                withTrailer(5, "x-amz-checksum-crc64nvme"),
                "5\r\nhello\r\n0\r\nx-amz-checksum-crc64nvme:" + value + "\r\n\r\n");
        assertThat(refusal.message()).isEqualTo("Value for x-amz-checksum-crc64nvme trailing header is invalid.");
    }

    // ERRORS 37
    @Test
    void put_wrongTrailerChecksum_isBadDigest() {
        S3Exception refusal = refusal(
                "BadDigest",
                400,
                withTrailer(5, "x-amz-checksum-crc64nvme"),
                "5\r\nhello\r\n0\r\nx-amz-checksum-crc64nvme:QFRKMGE3tuw=\r\n\r\n");
        assertThat(refusal.message()).isEqualTo("The CRC64NVME you specified did not match the calculated checksum.");
        assertThat(refusal.fields()).isEmpty();
    }

    // ERRORS 39
    // BEHAVIOURS 28
    @Test
    void of_checksumInHeaderAndTrailer_isInvalidRequest() {
        RawClient client = withTrailer(5, "x-amz-checksum-crc64nvme").header("x-amz-checksum-crc32", "NhCmhg==");
        S3Exception refusal = refusal("InvalidRequest", 400, client, "5\r\nhello\r\n0\r\n\r\n");
        assertThat(refusal.message())
                .isEqualTo("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }

    // BEHAVIOURS 28
    @Test
    void of_sdkAlgorithmIsNotTheTrailers_isInvalidRequest() {
        RawClient client = withTrailer(5, "x-amz-checksum-crc64nvme").header("x-amz-sdk-checksum-algorithm", "sha1");
        S3Exception refusal = refusal("InvalidRequest", 400, client, "5\r\nhello\r\n0\r\n\r\n");
        assertThat(refusal.message()).isEqualTo("Value for x-amz-sdk-checksum-algorithm header is invalid.");
    }

    // BEHAVIOURS 28
    @ParameterizedTest
    @ValueSource(strings = {"x-amz-checksum-sha3", "AAAA", "x-amz-meta-a", "x-amz-checksum-crc32,x-amz-checksum-sha1"})
    void of_unknownTrailer_isInvalidRequest(String trailer) {
        S3Exception refusal = refusal("InvalidRequest", 400, withTrailer(5, trailer), "5\r\nhello\r\n0\r\n\r\n");
        assertThat(refusal.message()).isEqualTo("The value specified in the x-amz-trailer header is not supported");
    }

    @Test
    void put_manyChunksInManyPieces_isWhole() {
        Random random = new Random(20260803);
        for (int round = 0; round < 50; round++) {
            byte[] data = new byte[random.nextInt(60_000)];
            random.nextBytes(data);
            java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
            for (int at = 0; at < data.length; ) {
                int size = Math.min(8_192 + random.nextInt(10_000), data.length - at);
                body.writeBytes(ascii(Integer.toHexString(size) + "\r\n"));
                body.write(data, at, size);
                body.writeBytes(ascii("\r\n"));
                at += size;
            }
            body.writeBytes(ascii("0\r\n\r\n"));
            assertThat(Uploads.put(
                            Uploads.authenticate(chunked(data.length), body.size()),
                            ArrivingBody.of(body.toByteArray(), round)))
                    .isEqualTo(data);
        }
    }
}
