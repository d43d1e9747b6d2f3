package io.tarn.core.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.storage.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ChecksumTest {
    private static final byte[] NINE = "123456789".getBytes(StandardCharsets.US_ASCII);

    // The CRCs are the check values of the CRC catalogue; the others are those of xxhsum and of the sum programs.
    @ParameterizedTest
    @CsvSource({
        "CRC32, cbf43926",
        "CRC32C, e3069283",
        "CRC64NVME, ae8b14860a799888",
        "MD5, 25f9e794323b453885f5181f1b624d0b",
        "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
        "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
        "XXHASH64, 8cb841db40e6ae83",
    })
    void of_checkString_isPublishedValue(ChecksumAlgorithm algorithm, String hex) {
        assertThat(algorithm.of(ByteBuffer.wrap(NINE)).bytes()).hasToString(hex);
    }

    // Published with the xxHash specification and the SHA-2 standard: values of the empty input.
    @ParameterizedTest
    @CsvSource({
        "XXHASH64, ef46db3751d8e999",
        "XXHASH3, 2d06800538d394c2",
        "XXHASH128, 99aa06d3014798d86001c324468d497f",
        "SHA512,"
                + " cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
        "CRC64NVME, 0000000000000000",
    })
    void of_nothing_isPublishedValue(ChecksumAlgorithm algorithm, String hex) {
        assertThat(algorithm.of(ByteBuffer.allocate(0)).bytes()).hasToString(hex);
    }

    @ParameterizedTest
    @EnumSource(ChecksumAlgorithm.class)
    void update_heapOrDirectInAnyPieces_isTheSame(ChecksumAlgorithm algorithm) {
        long seed = 20260801;
        Random random = new Random(seed);
        byte[] data = new byte[70_001];
        random.nextBytes(data);
        ChecksumValue whole = algorithm.of(ByteBuffer.wrap(data));
        ByteBuffer direct = ByteBuffer.allocateDirect(data.length + 3).position(3);
        direct.put(data).flip().position(3);
        for (ByteBuffer source : List.of(ByteBuffer.wrap(data), direct, direct.asReadOnlyBuffer())) {
            RunningChecksum running = algorithm.start();
            int end = source.limit();
            for (int at = source.position(); at < end; ) {
                int next = Math.min(end, at + random.nextInt(12_000));
                ByteBuffer piece = source.duplicate().position(at).limit(next);
                running.update(piece);
                assertThat(piece.position()).isEqualTo(at);
                at = next;
            }
            assertThat(running.value()).as("seed %d", seed).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "CRC32C", "CRC64NVME"})
    void followedBy_anySplit_isWhole(ChecksumAlgorithm algorithm) {
        byte[] data = new byte[9_999];
        new Random(7).nextBytes(data);
        ChecksumValue whole = algorithm.of(ByteBuffer.wrap(data));
        for (int split : new int[] {0, 1, 7, 8, 4_096, 9_998, 9_999}) {
            ChecksumValue first = algorithm.of(ByteBuffer.wrap(data, 0, split));
            ChecksumValue second = algorithm.of(ByteBuffer.wrap(data, split, data.length - split));
            assertThat(first.followedBy(second, data.length - split)).isEqualTo(whole);
        }
    }

    @Test
    void followedBy_hash_isRefused() {
        ChecksumValue sha = ChecksumAlgorithm.SHA256.of(ByteBuffer.wrap(NINE));
        assertThatThrownBy(() -> sha.followedBy(sha, 9)).isInstanceOf(IllegalArgumentException.class);
    }

    // BEHAVIOURS 30
    @Test
    void composite_twoParts_isHashOfHashesWithSuffix() {
        ChecksumValue part = ChecksumAlgorithm.SHA256.of(ByteBuffer.wrap(NINE));
        ChecksumValue both = ChecksumValue.composite(ChecksumAlgorithm.SHA256, List.of(part, part));
        byte[] joined = part.bytes().plus(part.bytes()).toArray();
        assertThat(both).isEqualTo(ChecksumAlgorithm.SHA256.of(ByteBuffer.wrap(joined)));
        assertThat(both.base64(2)).isEqualTo(both.base64() + "-2");
    }

    // ERRORS 42
    @Test
    void permits_types_areThoseOfS3() {
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            boolean crc = algorithm.name().startsWith("CRC");
            assertThat(algorithm.permits(ChecksumType.FULL_OBJECT))
                    .as(algorithm.name())
                    .isEqualTo(crc);
            assertThat(algorithm.permits(ChecksumType.COMPOSITE))
                    .as(algorithm.name())
                    .isEqualTo(algorithm != ChecksumAlgorithm.CRC64NVME);
            assertThat(algorithm.permits(algorithm.defaultMultipartType())).isTrue();
        }
    }

    @Test
    void parse_notStrictBase64_isNull() {
        assertThat(ChecksumValue.parse(ChecksumAlgorithm.CRC32, "y/Q5Jg=="))
                .isEqualTo(ChecksumAlgorithm.CRC32.of(ByteBuffer.wrap(NINE)));
        for (String bad : List.of(
                "",
                "y/Q5Jg",
                "y/Q5Jg=",
                "y/Q5Jh==",
                " y/Q5Jg=",
                "y/Q5Jg==\n",
                "y_Q5Jg==",
                "y/Q5JgA=",
                "====",
                "=/Q5Jg=")) {
            assertThat(ChecksumValue.parse(ChecksumAlgorithm.CRC32, bad))
                    .as(bad)
                    .isNull();
        }
    }

    @Test
    void ofName_ofHeader_findEachOther() {
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            assertThat(ChecksumAlgorithm.ofName(algorithm.wireName())).isEqualTo(algorithm);
            assertThat(ChecksumAlgorithm.ofHeader(algorithm.headerName())).isEqualTo(algorithm);
        }
        assertThat(ChecksumAlgorithm.ofHeader("x-amz-checksum-type")).isNull();
        assertThat(ChecksumAlgorithm.ofHeader("x-amz-checksum-mode")).isNull();
    }

    // BEHAVIOURS 24
    @Test
    void multipartEtag_twoParts_isMd5OfMd5s() {
        Bytes md5 = Bytes.wrap(HexFormat.of().parseHex("25f9e794323b453885f5181f1b624d0b"));
        Bytes expected = ChecksumAlgorithm.MD5.of(md5.plus(md5).buffer()).bytes();
        assertThat(MultipartEtag.of(List.of(md5, md5))).isEqualTo(expected + "-2");
    }
}
