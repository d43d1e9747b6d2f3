package io.tarn.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.http.Headers;
import io.tarn.api.http.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The worked examples of the Amazon S3 API Reference, with the signatures printed there. */
final class PublishedExamplesTest {
    private static final String SCOPE = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request";

    private static Authentication.Signed verify(RequestHead head) {
        return (Authentication.Signed) RawClient.authenticator().authenticate(head);
    }

    private static Headers.Builder headers(String signedHeaders, String signature) {
        return Headers.builder()
                .add("Host", "examplebucket.s3.amazonaws.com")
                .add("x-amz-date", "20130524T000000Z")
                .add(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + SCOPE + ",SignedHeaders=" + signedHeaders + ",Signature="
                                + signature);
    }

    @Test
    void authenticate_getRange_isVerified() {
        Headers headers = headers(
                        "host;range;x-amz-content-sha256;x-amz-date",
                        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
                .add("Range", "bytes=0-9")
                .add("x-amz-content-sha256", RawClient.EMPTY_SHA256)
                .build();
        assertThat(verify(RequestHead.of("GET", "/test.txt", headers)).payload())
                .isInstanceOf(PayloadMode.Hashed.class);
    }

    @Test
    void authenticate_putWithDollar_isVerifiedEncodedOrNot() {
        Headers headers = headers(
                        "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                        "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")
                .add("Date", "Fri, 24 May 2013 00:00:00 GMT")
                .add("x-amz-storage-class", "REDUCED_REDUNDANCY")
                .add("x-amz-content-sha256", "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072")
                .build();
        assertThat(verify(RequestHead.of("PUT", "/test%24file.text", headers)).type())
                .isEqualTo(AuthType.HEADER);
        assertThat(verify(RequestHead.of("PUT", "/test$file.text", headers)).type())
                .isEqualTo(AuthType.HEADER);
    }

    @Test
    void authenticate_getLifecycle_isVerified() {
        Headers headers = headers(
                        "host;x-amz-content-sha256;x-amz-date",
                        "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")
                .add("x-amz-content-sha256", RawClient.EMPTY_SHA256)
                .build();
        assertThat(verify(RequestHead.of("GET", "/?lifecycle", headers))
                        .caller()
                        .accessKeyId())
                .isEqualTo(RawClient.KEY_ID);
    }

    @Test
    void authenticate_list_isVerified() {
        Headers headers = headers(
                        "host;x-amz-content-sha256;x-amz-date",
                        "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")
                .add("x-amz-content-sha256", RawClient.EMPTY_SHA256)
                .build();
        assertThat(verify(RequestHead.of("GET", "/?prefix=J&max-keys=2", headers))
                        .scope()
                        .text())
                .isEqualTo("20130524/us-east-1/s3/aws4_request");
    }

    @Test
    void authenticate_presigned_isVerified() {
        RequestHead head = RequestHead.of(
                "GET",
                "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1"
                        + "%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                        + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
                Headers.builder().add("Host", "examplebucket.s3.amazonaws.com").build());
        assertThat(verify(head).type()).isEqualTo(AuthType.QUERY);
    }

    @Test
    void verifyChunk_signedChunks_areVerified() {
        Headers headers = headers(
                        "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
                                + "x-amz-decoded-content-length;x-amz-storage-class",
                        "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9")
                .set("Host", "s3.amazonaws.com")
                .add("x-amz-storage-class", "REDUCED_REDUNDANCY")
                .add("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD")
                .add("Content-Encoding", "aws-chunked")
                .add("x-amz-decoded-content-length", "66560")
                .add("Content-Length", "66824")
                .build();
        ChunkChain chain = chain(verify(RequestHead.of("PUT", "/examplebucket/chunkObject.txt", headers)));
        chain.verifyChunk(
                "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648", RawClient.digest(letters(65_536)));
        chain.verifyChunk(
                "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497", RawClient.digest(letters(1_024)));
        chain.verifyChunk(
                "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9", RawClient.digest(new byte[0]));
    }

    @Test
    void verifyTrailer_signedTrailer_isVerified() {
        Headers headers = headers(
                        "content-encoding;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;"
                                + "x-amz-storage-class;x-amz-trailer",
                        "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e")
                .set("Host", "s3.amazonaws.com")
                .add("x-amz-storage-class", "REDUCED_REDUNDANCY")
                .add("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER")
                .add("Content-Encoding", "aws-chunked")
                .add("x-amz-decoded-content-length", "66560")
                .add("x-amz-trailer", "x-amz-checksum-crc32c")
                .add("Content-Length", "66824")
                .build();
        ChunkChain chain = chain(verify(RequestHead.of("PUT", "/examplebucket/chunkObject.txt", headers)));
        chain.verifyChunk(
                "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2", RawClient.digest(letters(65_536)));
        chain.verifyChunk(
                "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7", RawClient.digest(letters(1_024)));
        chain.verifyChunk(
                "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992", RawClient.digest(new byte[0]));
        chain.verifyTrailer(
                "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435",
                RawClient.digest("x-amz-checksum-crc32c:sOO8/Q==\n".getBytes(StandardCharsets.US_ASCII)));
    }

    private static ChunkChain chain(Authentication.Signed signed) {
        return Objects.requireNonNull(signed.chunks());
    }

    private static byte[] letters(int count) {
        return "a".repeat(count).getBytes(StandardCharsets.US_ASCII);
    }
}
