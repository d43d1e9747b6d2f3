package io.tarn.core.body;

import static io.tarn.core.body.Uploads.ascii;
import static io.tarn.core.body.Uploads.client;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.error.S3Exception;
import io.tarn.core.auth.Authentication;
import io.tarn.core.auth.Mutator;
import io.tarn.core.auth.RawClient;
import io.tarn.core.checksum.ChecksumAlgorithm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is done to a body in chunks, the answer is a refusal that S3 knows, or the bytes are those that were meant. */
final class SpoiltBodiesTest {
    private static final int CASES = 2_000;
    private static final long SEED = 20260805;
    private static final byte[] FIRST = random(8_192);
    private static final byte[] SECOND = random(77);

    private static byte[] random(int length) {
        byte[] data = new byte[length];
        new Random(length).nextBytes(data);
        return data;
    }

    private static byte[] whole() {
        return ByteBuffer.allocate(FIRST.length + SECOND.length)
                .put(FIRST)
                .put(SECOND)
                .array();
    }

    private static RawClient unsigned() {
        return client(
                Uploads.CHUNKS,
                "x-amz-decoded-content-length",
                Integer.toString(FIRST.length + SECOND.length),
                "x-amz-trailer",
                "x-amz-checksum-sha256");
    }

    private static RawClient signed() {
        return client(
                Uploads.SIGNED_CHUNKS, "x-amz-decoded-content-length", Integer.toString(FIRST.length + SECOND.length));
    }

    // ABUSE 85, 101, 103, 104
    @Test
    void put_spoiltUnsignedChunks_isRefusedOrTheSame() {
        String text = "2000\r\n" + latin(FIRST) + "\r\n4d\r\n" + latin(SECOND) + "\r\n0\r\nx-amz-checksum-sha256:"
                + ChecksumAlgorithm.SHA256.of(ByteBuffer.wrap(whole())).base64() + "\r\n\r\n";
        attempt(text, 0, Uploads.authenticate(unsigned(), 1), true);
        for (int i = 0; i < CASES; i++) {
            attempt(spoil(text, i), SEED + i, Uploads.authenticate(unsigned(), 1), false);
        }
    }

    // ABUSE 85, 101, 103, 104
    @Test
    void put_spoiltSignedChunks_isRefusedOrTheSame() {
        RawClient client = signed();
        Uploads.authenticate(client, 1);
        String text = latin(client.signedChunks(List.of(FIRST, SECOND), ""));
        attempt(text, 0, Uploads.authenticate(signed(), 1), true);
        for (int i = 0; i < CASES; i++) {
            attempt(spoil(text, i), SEED + i, Uploads.authenticate(signed(), 1), false);
        }
    }

    // ABUSE 85
    @Test
    void of_oddHeaderValues_areRefusedOrUnderstood() {
        String[] names = {
            "content-md5",
            "x-amz-checksum-crc32",
            "x-amz-checksum-sha512",
            "x-amz-checksum-",
            "x-amz-sdk-checksum-algorithm",
            "x-amz-trailer",
            "x-amz-decoded-content-length",
            "content-length"
        };
        for (int i = 0; i < CASES; i++) {
            Mutator mutator = new Mutator(SEED + i);
            String name = names[mutator.random().nextInt(names.length)];
            String mode = List.of(Uploads.UNSIGNED, Uploads.CHUNKS, Uploads.SIGNED_CHUNKS_TRAILER)
                    .get(mutator.random().nextInt(3));
            String value = mutator.token() + mutator.token();
            try {
                Authentication authentication = RawClient.authenticator()
                        .authenticate(client(mode, name, value).signed());
                BodyExpectations.of(authentication).framing().upload(ArrivingBody.of("x"));
            } catch (S3Exception refusal) {
                assertThat(refusal.code().status()).as("seed %d", SEED + i).isBetween(400, 411);
            } catch (RuntimeException other) {
                throw new AssertionError("seed " + (SEED + i) + ": " + name + ": " + value, other);
            }
        }
    }

    /** Mostly spoils what is not data: there it is interesting. */
    private static String spoil(String text, int i) {
        Mutator mutator = new Mutator(SEED + i);
        return switch (i % 4) {
            case 0 -> mutator.spoil(text);
            case 1 -> mutator.spoil(text.substring(0, 90)) + text.substring(90);
            case 2 -> text.substring(0, 8_150) + mutator.spoil(text.substring(8_150));
            default -> text.substring(0, text.length() - 120) + mutator.spoil(text.substring(text.length() - 120));
        };
    }

    private static String latin(byte[] data) {
        return new String(data, StandardCharsets.ISO_8859_1);
    }

    private static void attempt(String text, long seed, Authentication authentication, boolean mustPass) {
        try {
            byte[] stored = Uploads.put(authentication, ArrivingBody.of(ascii(text), seed));
            assertThat(stored).as("seed %d", seed).isEqualTo(whole());
        } catch (S3Exception refusal) {
            assertThat(mustPass).as(refusal.toString()).isFalse();
            assertThat(refusal.code().status()).as("seed %d", seed).isBetween(400, 403);
        } catch (RuntimeException other) {
            throw new AssertionError("seed " + seed, other);
        }
    }
}
