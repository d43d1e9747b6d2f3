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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies in aws-chunked with a signature for each chunk. */
final class SignedChunksTest {
    private static final byte[] FIRST = random(9_000);
    private static final byte[] SECOND = random(500);
    private static final byte[] DATA = joined(FIRST, SECOND);

    private static byte[] random(int length) {
        byte[] data = new byte[length];
        new Random(length).nextBytes(data);
        return data;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static RawClient signed() {
        return client(Uploads.SIGNED_CHUNKS, "x-amz-decoded-content-length", "9500", "content-encoding", "aws-chunked");
    }

    private static RawClient signedWithTrailer() {
        return client(
                Uploads.SIGNED_CHUNKS_TRAILER,
                "x-amz-decoded-content-length",
                "9500",
                "x-amz-trailer",
                "x-amz-checksum-sha256");
    }

    private static String trailer() {
        return "x-amz-checksum-sha256:"
                + ChecksumAlgorithm.SHA256.of(ByteBuffer.wrap(DATA)).base64() + "\n";
    }

    /** The head is authenticated first: its signature is the seed of the chunks'. */
    private static S3Exception refusal(String code, int status, RawClient client, Change change, String trailers) {
        Authentication authentication = Uploads.authenticate(client, 1);
        byte[] body = change.apply(client.signedChunks(List.of(FIRST, SECOND), trailers));
        return refused(code, status, () -> Uploads.put(authentication, ArrivingBody.of(body)));
    }

    private interface Change {
        byte[] apply(byte[] body);
    }

    @Test
    void put_signedChunks_isStored() {
        RawClient client = signed();
        Authentication authentication = Uploads.authenticate(client, 1);
        byte[] body = client.signedChunks(List.of(FIRST, SECOND), "");
        for (int seed = 0; seed < 20; seed++) {
            assertThat(Uploads.put(Uploads.authenticate(signed(), 1), ArrivingBody.of(body, seed)))
                    .isEqualTo(DATA);
        }
        assertThat(Uploads.put(authentication, ArrivingBody.of(body))).isEqualTo(DATA);
    }

    @Test
    void put_signedTrailer_isStored() {
        RawClient client = signedWithTrailer();
        Authentication authentication = Uploads.authenticate(client, 1);
        byte[] body = client.signedChunks(List.of(FIRST, SECOND), trailer());
        assertThat(Uploads.put(authentication, ArrivingBody.of(body))).isEqualTo(DATA);
    }

    /** minio-go writes the trailers so. */
    @Test
    void put_signedTrailerWithLineFeeds_isStored() {
        RawClient client = signedWithTrailer();
        Authentication authentication = Uploads.authenticate(client, 1);
        String body = new String(client.signedChunks(List.of(FIRST, SECOND), trailer()), StandardCharsets.ISO_8859_1);
        String other = body.replace("\r\nx-amz-trailer-signature", "\n\r\nx-amz-trailer-signature") + "\r\n";
        assertThat(Uploads.put(authentication, ArrivingBody.of(other))).isEqualTo(DATA);
    }

    // ERRORS 34
    @ParameterizedTest
    @ValueSource(strings = {"first", "second", "last"})
    void put_wrongChunkSignature_isSignatureDoesNotMatch(String which) {
        S3Exception refusal = refusal(
                "SignatureDoesNotMatch",
                403,
                signed(),
                body -> {
                    String text = new String(body, StandardCharsets.ISO_8859_1);
                    int at = which.equals("first")
                            ? text.indexOf("chunk-signature=")
                            : text.lastIndexOf("chunk-signature=");
                    at = which.equals("second") ? text.lastIndexOf("chunk-signature=", at - 1) : at;
                    int digit = at + "chunk-signature=".length() + 7;
                    body[digit] = (byte) (body[digit] == '0' ? '1' : '0');
                    return body;
                },
                "");
        assertThat(refusal.fields().keySet())
                .containsExactly("AWSAccessKeyId", "StringToSign", "SignatureProvided", "StringToSignBytes");
        assertThat(refusal.fields().get("StringToSign")).startsWith("AWS4-HMAC-SHA256-PAYLOAD\n");
    }

    // ERRORS 34
    // ABUSE 13
    @Test
    void put_alteredByteOfAChunk_isSignatureDoesNotMatch() {
        refusal(
                "SignatureDoesNotMatch",
                403,
                signed(),
                body -> {
                    body[4_000] ^= 1;
                    return body;
                },
                "");
    }

    // ABUSE 13
    @Test
    void put_chunksInAnotherOrder_isSignatureDoesNotMatch() {
        RawClient client = signed();
        Authentication authentication = Uploads.authenticate(client, 1);
        byte[] half = random(4_750 + 4_000);
        RawClient same = client(Uploads.SIGNED_CHUNKS, "x-amz-decoded-content-length", Long.toString(2L * half.length));
        Authentication other = Uploads.authenticate(same, 1);
        byte[] body = same.signedChunks(List.of(half, half), "");
        assertThat(Uploads.put(other, ArrivingBody.of(body))).hasSize(2 * half.length);
        Authentication again = Uploads.authenticate(
                client(Uploads.SIGNED_CHUNKS, "x-amz-decoded-content-length", Long.toString(2L * half.length)), 1);
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int second = text.indexOf(Integer.toHexString(half.length) + ";", 10);
        String swapped = text.substring(second, 2 * second) + text.substring(0, second) + text.substring(2 * second);
        refused("SignatureDoesNotMatch", 403, () -> Uploads.put(again, ArrivingBody.of(swapped)));
        refused(
                "SignatureDoesNotMatch",
                403,
                () -> Uploads.put(
                        authentication, ArrivingBody.of(client("x").signedChunks(List.of(FIRST, SECOND), ""))));
    }

    // ERRORS 32
    @Test
    void put_chunkWithoutSignature_isIncompleteBody() {
        Authentication authentication =
                Uploads.authenticate(client(Uploads.SIGNED_CHUNKS, "x-amz-decoded-content-length", "5"), 1);
        refused("IncompleteBody", 400, () -> Uploads.put(authentication, ArrivingBody.of("5\r\nhello\r\n0\r\n\r\n")));
    }

    // ERRORS 32
    // ABUSE 104
    @Test
    void put_truncatedAnywhere_isIncompleteBody() {
        RawClient client = signed();
        Uploads.authenticate(client, 1);
        byte[] body = client.signedChunks(List.of(FIRST, SECOND), "");
        for (int cut = 1; cut < body.length; cut += cut > body.length - 200 || cut < 200 ? 1 : 997) {
            byte[] part = Arrays.copyOf(body, body.length - cut);
            refused("IncompleteBody", 400, () -> Uploads.put(Uploads.authenticate(signed(), 1), ArrivingBody.of(part)));
        }
    }

    // ERRORS 34
    @Test
    void put_wrongTrailerSignature_isSignatureDoesNotMatch() {
        S3Exception refusal = refusal(
                "SignatureDoesNotMatch",
                403,
                signedWithTrailer(),
                body -> {
                    body[body.length - 10] = (byte) (body[body.length - 10] == '0' ? '1' : '0');
                    return body;
                },
                trailer());
        assertThat(refusal.fields().get("StringToSign")).startsWith("AWS4-HMAC-SHA256-TRAILER\n");
    }

    // ERRORS 35
    // BEHAVIOURS 28
    @Test
    void put_otherTrailerThanAnnounced_isMalformedTrailer() {
        refusal("MalformedTrailerError", 400, signedWithTrailer(), body -> body, "x-amz-checksum-crc32:AAAAAA==\n");
    }

    // ERRORS 35
    @Test
    void put_trailerWithoutSignature_isMalformedTrailer() {
        refusal(
                "MalformedTrailerError",
                400,
                signedWithTrailer(),
                body -> {
                    String text = new String(body, StandardCharsets.ISO_8859_1);
                    return ascii(text.substring(0, text.indexOf("x-amz-trailer-signature")) + "\r\n");
                },
                trailer());
        refusal(
                "MalformedTrailerError",
                400,
                signed(),
                body -> {
                    String text = new String(body, StandardCharsets.ISO_8859_1);
                    return ascii(text.substring(0, text.length() - 2) + "x-amz-checksum-crc32:AAAAAA==\r\n\r\n");
                },
                "");
    }

    // ABUSE 1
    @Test
    void authenticate_wrongSecretForSignedChunks_isRefusedBeforeTheBody() {
        refused("SignatureDoesNotMatch", 403, () -> Uploads.authenticate(signed().secret("wrong"), 1));
    }
}
