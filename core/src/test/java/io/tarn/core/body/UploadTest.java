package io.tarn.core.body;

import static io.tarn.core.auth.Refusals.refused;
import static io.tarn.core.body.Uploads.ascii;
import static io.tarn.core.body.Uploads.client;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.core.auth.Authentication;
import io.tarn.core.auth.RawClient;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumValue;
import io.tarn.storage.Store;
import io.tarn.storage.memory.Fault;
import io.tarn.storage.memory.FaultyStore;
import io.tarn.storage.memory.MemoryStore;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UploadTest {
    private static final byte[] DATA = ascii("hello world");
    private static final String MD5 = "XrY7u+Ae7tCTyyK7j1rNww==";
    private static final byte[] OTHER = ascii("hello World");

    private static S3Exception refusal(String code, int status, RawClient client, byte[] body) {
        return refused(code, status, () -> Uploads.put(client, body));
    }

    // BEHAVIOURS 29
    @Test
    void receive_noChecksum_keepsCrc64Nvme() {
        try (Store store = new MemoryStore();
                Received received = Uploads.receive(
                        Uploads.authenticate(client(Uploads.UNSIGNED), DATA.length), ArrivingBody.of(DATA), store)) {
            assertThat(received.checksum()).hasToString("CRC64NVME jSnVw/bqjr4=");
            assertThat(received.md5()).hasToString("5eb63bbbe01eeed093cb22bb8f5acdc3");
            assertThat(received.length()).isEqualTo(11);
            assertThat(Uploads.content(store, received)).isEqualTo(DATA);
        }
    }

    @Test
    void receive_storeHasNoMemoryForAnotherBody_isSlowDown() {
        FaultyStore store = new FaultyStore(new MemoryStore()).fail(FaultyStore.Call.STAGE, 1, Fault.TOO_BUSY);
        refused(
                "SlowDown",
                503,
                () -> Uploads.receive(
                        Uploads.authenticate(client(Uploads.UNSIGNED), DATA.length), ArrivingBody.of(DATA), store));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8_191, 8_192, 100_000, 1_000_003})
    void receive_hashed_isStoredWhole(int length) {
        byte[] data = new byte[length];
        new Random(length).nextBytes(data);
        RawClient client = client(RawClient.hex(RawClient.digest(data)));
        assertThat(Uploads.put(client, data)).isEqualTo(data);
    }

    // ERRORS 20
    // BEHAVIOURS 31
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "rL0Y20zC+Fzt72VPzMSk2A",
                "YWJj",
                "!!!Y20zC+Fzt72VPzMSk2A==",
                "rL0Y20zC+Fzt72VPzMSk2A===="
            })
    void of_md5NotSixteenBytesOfBase64_isInvalidDigest(String md5) {
        S3Exception refusal = refusal("InvalidDigest", 400, client(Uploads.UNSIGNED, "content-md5", md5), DATA);
        assertThat(refusal.message()).isEqualTo("The Content-MD5 you specified was invalid.");
        assertThat(refusal.fields()).containsExactly(Map.entry("Content-MD5", md5));
    }

    // ERRORS 21
    // BEHAVIOURS 31
    @Test
    void receive_wrongMd5_saysBothInTheFormOfTheOperation() {
        RawClient client = client(Uploads.UNSIGNED, "content-md5", MD5);
        assertThat(Uploads.put(client, DATA)).isEqualTo(DATA);
        S3Exception put = refusal("BadDigest", 400, client, OTHER);
        assertThat(put.fields())
                .containsExactly(
                        Map.entry("CalculatedDigest", Uploads.base64(md5(OTHER))),
                        Map.entry("ExpectedDigest", "5eb63bbbe01eeed093cb22bb8f5acdc3"));
        BodyExpectations expected = BodyExpectations.of(Uploads.authenticate(client, OTHER.length));
        S3Exception part = refused("BadDigest", 400, () -> {
            try (Store store = new MemoryStore()) {
                BodyReceiver.receive(
                        expected.framing().upload(ArrivingBody.of(OTHER)),
                        expected,
                        store,
                        DigestForm.BASE64,
                        DigestThreads.none());
            }
        });
        assertThat(part.fields()).containsEntry("ExpectedDigest", MD5);
    }

    private static byte[] md5(byte[] data) {
        return ChecksumAlgorithm.MD5.of(ByteBuffer.wrap(data)).bytes().toArray();
    }

    // ERRORS 21, 28, 37, 38
    // ABUSE 104
    @ParameterizedTest
    @ValueSource(strings = {"content-md5", "x-amz-checksum-crc32", "x-amz-content-sha256"})
    void receive_wrongDigest_leavesNothingBehind(String header) {
        byte[] data = new byte[700_000];
        byte[] wrong = data.clone();
        wrong[699_999] = 1;
        String mode = header.equals("x-amz-content-sha256") ? RawClient.hex(RawClient.digest(data)) : Uploads.UNSIGNED;
        String value = header.equals("content-md5")
                ? Uploads.base64(md5(data))
                : ChecksumAlgorithm.CRC32.of(ByteBuffer.wrap(data)).base64();
        RawClient client = header.equals("x-amz-content-sha256") ? client(mode) : client(mode, header, value);
        Authentication authentication = Uploads.authenticate(client, data.length);
        // There is room for one such body: as long as a refused one took it, none would fit.
        try (Store store = new MemoryStore(1_000_000)) {
            for (int i = 0; i < 3; i++) {
                refused(
                        header.equals("x-amz-content-sha256") ? "XAmzContentSHA256Mismatch" : "BadDigest",
                        400,
                        () -> Uploads.receive(authentication, ArrivingBody.of(wrong), store));
            }
            try (Received received = Uploads.receive(authentication, ArrivingBody.of(data), store)) {
                assertThat(received.length()).isEqualTo(data.length);
            }
        }
    }

    // ERRORS 22
    @Test
    void upload_noContentLength_isMissingContentLength() {
        for (String mode : List.of(Uploads.UNSIGNED, Uploads.CHUNKS)) {
            Authentication authentication = RawClient.authenticator()
                    .authenticate(
                            client(mode, "x-amz-decoded-content-length", "0").signed());
            refused(
                    "MissingContentLength",
                    411,
                    () -> BodyExpectations.of(authentication).framing().upload(ArrivingBody.of("")));
        }
    }

    @Test
    void upload_httpChunksWithoutLength_isNotImplemented() {
        Authentication authentication = RawClient.authenticator()
                .authenticate(client(Uploads.UNSIGNED)
                        .unsignedHeader("transfer-encoding", "chunked")
                        .signed());
        S3Exception refusal = refused(
                "NotImplemented",
                501,
                () -> BodyExpectations.of(authentication).framing().upload(ArrivingBody.declaring(DATA, -1)));
        assertThat(refusal.fields()).containsEntry("Header", "Transfer-Encoding");
    }

    // ERRORS 24
    @Test
    void receive_shorterThanContentLength_isIncompleteBody() {
        Authentication authentication = Uploads.authenticate(client(Uploads.UNSIGNED), 12);
        refused("IncompleteBody", 400, () -> Uploads.put(authentication, ArrivingBody.declaring(DATA, 12)));
    }

    // ERRORS 25
    @Test
    void upload_moreThanFiveGiB_isEntityTooLargeBeforeReading() {
        long length = BodyLimits.UPLOAD_BYTES_MAX + 1;
        Authentication plain = Uploads.authenticate(client(Uploads.UNSIGNED), length);
        Authentication chunked = Uploads.authenticate(
                client(Uploads.CHUNKS, "x-amz-decoded-content-length", Long.toString(length)), 100);
        for (Authentication authentication : List.of(plain, chunked)) {
            S3Exception refusal = refused(
                    "EntityTooLarge",
                    400,
                    () -> BodyExpectations.of(authentication)
                            .framing()
                            .upload(ArrivingBody.declaring(new byte[0], length)));
            assertThat(refusal.fields())
                    .containsExactly(
                            Map.entry("ProposedSize", "5368709121"), Map.entry("MaxSizeAllowed", "5368709120"));
        }
    }

    // ERRORS 28
    @Test
    void receive_wrongContentSha256_saysBoth() {
        String signed = RawClient.hex(RawClient.digest(DATA));
        S3Exception refusal = refusal("XAmzContentSHA256Mismatch", 400, client(signed), OTHER);
        assertThat(refusal.fields())
                .containsExactly(
                        Map.entry("ClientComputedContentSHA256", signed),
                        Map.entry("S3ComputedContentSHA256", RawClient.hex(RawClient.digest(OTHER))));
    }

    // ERRORS 38
    @ParameterizedTest
    @EnumSource(ChecksumAlgorithm.class)
    void receive_checksumHeader_isVerifiedAndKept(ChecksumAlgorithm algorithm) {
        ChecksumValue value = algorithm.of(ByteBuffer.wrap(DATA));
        RawClient client = client(Uploads.UNSIGNED, algorithm.headerName(), value.base64());
        try (Store store = new MemoryStore();
                Received received =
                        Uploads.receive(Uploads.authenticate(client, DATA.length), ArrivingBody.of(DATA), store)) {
            assertThat(received.checksum()).isEqualTo(value);
        }
        S3Exception refusal = refusal("BadDigest", 400, client, OTHER);
        assertThat(refusal.message())
                .isEqualTo("The " + algorithm.name() + " you specified did not match the calculated checksum.");
        assertThat(refusal.fields()).isEmpty();
    }

    // ERRORS 38
    @ParameterizedTest
    @EnumSource(ChecksumAlgorithm.class)
    void of_checksumHeaderNotDecodable_isInvalidRequest(ChecksumAlgorithm algorithm) {
        for (String value : List.of("", "x", "AAAA", "!!!!!!==")) {
            S3Exception refusal =
                    refusal("InvalidRequest", 400, client(Uploads.UNSIGNED, algorithm.headerName(), value), DATA);
            assertThat(refusal.message()).isEqualTo("Value for " + algorithm.headerName() + " header is invalid.");
        }
    }

    @Test
    void receive_otherChecksumToKeep_verifiesOneAndKeepsTheOther() {
        ChecksumValue sha1 = ChecksumAlgorithm.SHA1.of(ByteBuffer.wrap(DATA));
        Authentication authentication =
                Uploads.authenticate(client(Uploads.UNSIGNED, sha1.algorithm().headerName(), sha1.base64()), 11);
        BodyExpectations expected = BodyExpectations.of(authentication);
        try (Store store = new MemoryStore();
                Received received = BodyReceiver.receive(
                        expected.framing().upload(ArrivingBody.of(DATA)),
                        expected,
                        store,
                        DigestForm.BASE64,
                        ChecksumAlgorithm.CRC32C,
                        DigestThreads.none())) {
            assertThat(received.checksum()).isEqualTo(ChecksumAlgorithm.CRC32C.of(ByteBuffer.wrap(DATA)));
        }
        refused("BadDigest", 400, () -> Uploads.put(authentication, ArrivingBody.of(OTHER)));
    }

    // ERRORS 39
    @Test
    void of_twoChecksumHeaders_isInvalidRequest() {
        S3Exception refusal = refusal(
                "InvalidRequest",
                400,
                client(Uploads.UNSIGNED, "x-amz-checksum-crc32", "DUoRhQ==", "x-amz-checksum-crc32c", "yZRlqg=="),
                DATA);
        assertThat(refusal.message())
                .isEqualTo("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }

    // ERRORS 40
    @Test
    void of_unknownAlgorithm_isInvalidRequest() {
        S3Exception refusal =
                refusal("InvalidRequest", 400, client(Uploads.UNSIGNED, "x-amz-sdk-checksum-algorithm", "MD4"), DATA);
        assertThat(refusal.message())
                .isEqualTo("Checksum algorithm provided is unsupported. Please try again with any of the valid types:"
                        + " [CRC32, CRC32C, CRC64NVME, MD5, SHA1, SHA256, SHA512, XXHASH128, XXHASH3, XXHASH64]");
        refusal("InvalidRequest", 400, client(Uploads.UNSIGNED, "x-amz-checksum-md4", "AAAA"), DATA);
    }

    // ERRORS 41
    @Test
    void of_sdkAlgorithmWithoutItsChecksum_isInvalidRequest() {
        S3Exception none =
                refusal("InvalidRequest", 400, client(Uploads.UNSIGNED, "x-amz-sdk-checksum-algorithm", "CRC32"), DATA);
        assertThat(none.message())
                .isEqualTo("x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or"
                        + " x-amz-trailer headers were found.");
        S3Exception other = refusal(
                "InvalidRequest",
                400,
                client(Uploads.UNSIGNED, "x-amz-sdk-checksum-algorithm", "SHA1", "x-amz-checksum-crc32", "DUoRhQ=="),
                DATA);
        assertThat(other.message()).isEqualTo("Value for x-amz-sdk-checksum-algorithm header is invalid.");
    }

    // ERRORS 42
    // BEHAVIOURS 30
    @ParameterizedTest
    @EnumSource(ChecksumAlgorithm.class)
    void parse_typeNotPermitted_isInvalidRequest(ChecksumAlgorithm algorithm) {
        boolean crc = algorithm.name().startsWith("CRC");
        String small = algorithm.name().toLowerCase(Locale.ROOT);
        MultipartChecksum byDefault = Objects.requireNonNull(MultipartChecksum.parse(small, null));
        assertThat(byDefault.type().name())
                .isEqualTo(algorithm == ChecksumAlgorithm.CRC64NVME ? "FULL_OBJECT" : "COMPOSITE");
        if (!crc) {
            S3Exception refusal =
                    refused("InvalidRequest", 400, () -> MultipartChecksum.parse(algorithm.name(), "FULL_OBJECT"));
            assertThat(refusal.message())
                    .isEqualTo(
                            "The FULL_OBJECT checksum type cannot be used with the " + small + " checksum algorithm.");
        }
        if (algorithm == ChecksumAlgorithm.CRC64NVME) {
            S3Exception refusal =
                    refused("InvalidRequest", 400, () -> MultipartChecksum.parse(algorithm.name(), "COMPOSITE"));
            assertThat(refusal.message())
                    .isEqualTo("The COMPOSITE checksum type cannot be used with the crc64nvme checksum algorithm.");
        }
    }

    // ERRORS 42
    @Test
    void parse_typeUnknownOrAlone_isInvalidRequest() {
        assertThat(MultipartChecksum.parse(null, null)).isNull();
        assertThat(refused("InvalidRequest", 400, () -> MultipartChecksum.parse("CRC32", "full"))
                        .message())
                .isEqualTo("Value for x-amz-checksum-type header is invalid.");
        assertThat(refused("InvalidRequest", 400, () -> MultipartChecksum.parse(null, "COMPOSITE"))
                        .message())
                .isEqualTo("The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
    }

    // BEHAVIOURS 27
    @Test
    void stored_contentCoding_losesTheFramingOnly() {
        assertThat(ContentCoding.stored("aws-chunked")).isNull();
        assertThat(ContentCoding.stored("aws-chunked,gzip")).isEqualTo("gzip");
        assertThat(ContentCoding.stored("gzip, AWS-Chunked, br")).isEqualTo("gzip,br");
        assertThat(ContentCoding.stored("gzip, br")).isEqualTo("gzip, br");
        assertThat(ContentCoding.stored(null)).isNull();
    }

    @Test
    void receive_anonymousHashed_isVerified() {
        Headers headers = Headers.builder()
                .add("content-length", "11")
                .add("x-amz-content-sha256", RawClient.hex(RawClient.digest(DATA)))
                .build();
        Authentication anonymous =
                RawClient.authenticator().authenticate(new io.tarn.api.http.RequestHead("PUT", "/b/k", "", headers));
        assertThat(Uploads.put(anonymous, ArrivingBody.of(DATA))).isEqualTo(DATA);
        refused("XAmzContentSHA256Mismatch", 400, () -> Uploads.put(anonymous, ArrivingBody.of(OTHER)));
    }
}
