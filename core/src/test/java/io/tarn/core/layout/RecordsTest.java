package io.tarn.core.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumType;
import io.tarn.core.checksum.ChecksumValue;
import io.tarn.storage.Bytes;
import io.tarn.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class RecordsTest {
    private static final Bytes MD5 = Bytes.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
    private static final UploadId UPLOAD = UploadId.of(1_700_000_000_123L, new byte[UploadId.RANDOM_LENGTH]);
    private static final StoredChecksum CHECKSUM = StoredChecksum.full(
            new ChecksumValue(ChecksumAlgorithm.CRC64NVME, Bytes.of(new byte[] {0, 1, 2, 3, 4, 5, 6, 7})));
    private static final ObjectHeaders HEADERS =
            new ObjectHeaders("text/plain", "no-store", null, "gzip", null, "tomorrow", "/é");

    private static ObjectRecord object() {
        return new ObjectRecord(
                7,
                7,
                Bytes.EMPTY,
                1_700_000_000_123L,
                5L << 40,
                new EntityTag.Multipart(MD5, 9_999),
                new StoredChecksum(
                        new ChecksumValue(ChecksumAlgorithm.CRC32, Bytes.of(new byte[4])),
                        ChecksumType.COMPOSITE,
                        9_999),
                HEADERS,
                Map.of("name", "välue"),
                StorageClass.GLACIER_IR,
                new ObjectRecord.ManifestReference(UPLOAD, 9_999),
                "REQUEST1");
    }

    private static ObjectRecord smallObject() {
        return new ObjectRecord(
                1,
                0,
                Bytes.utf8("sealed"),
                0,
                0,
                EntityTag.md5(MD5.toArray()),
                null,
                ObjectHeaders.NONE,
                Map.of(),
                StorageClass.STANDARD,
                null,
                "");
    }

    private static UploadRecord upload() {
        return new UploadRecord(
                12,
                HEADERS,
                Map.of("a", ""),
                StorageClass.STANDARD,
                ChecksumAlgorithm.SHA256,
                ChecksumType.COMPOSITE,
                "123456789012",
                "210987654321",
                "R");
    }

    private static BucketRecord bucket() {
        return new BucketRecord(
                BucketRecord.State.PENDING, 77, "photos", "123456789012", 99, "eu-west-1", "EU", "REQUEST2");
    }

    private static Manifest manifest() {
        return new Manifest(
                ChecksumAlgorithm.CRC32,
                List.of(
                        new Manifest.Part(1, -5, 0, 10, MD5, Bytes.of(new byte[4])),
                        new Manifest.Part(7, 6, 10, 0, MD5, Bytes.of(new byte[4])),
                        new Manifest.Part(10_000, 7, 10, 5, MD5, Bytes.of(new byte[4]))));
    }

    @Test
    void decode_everyRecord_givesWhatWasEncoded() {
        assertThat(ObjectRecord.decode(object().encode())).isEqualTo(object());
        assertThat(ObjectRecord.decode(smallObject().encode())).isEqualTo(smallObject());
        assertThat(UploadRecord.decode(upload().encode())).isEqualTo(upload());
        assertThat(BucketRecord.decode(bucket().encode())).isEqualTo(bucket());
        assertThat(BucketRecord.decode(bucket().active().encode())).isEqualTo(bucket().active());
        assertThat(Manifest.decode(manifest().encode())).isEqualTo(manifest());
        PartRecord part = new PartRecord(0, MD5, CHECKSUM, 3, "R");
        assertThat(PartRecord.decode(part.encode())).isEqualTo(part);
        Outcome outcome = new Outcome(9, new EntityTag.Opaque("abc"), CHECKSUM, 4, Bytes.of(new byte[32]), Bytes.EMPTY);
        assertThat(Outcome.decode(outcome.encode())).isEqualTo(outcome);
        assertThat(LastChanged.decode(new LastChanged(5, "R").encode())).isEqualTo(new LastChanged(5, "R"));
        assertThat(Sweep.decode(new Sweep(5, 6).encode())).isEqualTo(new Sweep(5, 6));
        assertThat(BucketName.decode(new BucketName("1").encode())).isEqualTo(new BucketName("1"));
    }

    @Test
    void encode_smallObject_isCompact() {
        assertThat(smallObject().encode().length()).isLessThan(60);
    }

    @Test
    void encode_object_isTheFormatOfThePage() {
        assertThat(smallObject().encode())
                .hasToString("0101010102010003067365616c6564040100050100" + "061101" + MD5 + "0c00");
    }

    @Test
    void decode_futureVersionOrField_isCorruptNeverMisread() {
        Bytes good = object().encode();
        byte[] newer = good.toArray();
        newer[0] = 2;
        assertCorrupt(ObjectRecord::decode, Bytes.wrap(newer));
        assertCorrupt(ObjectRecord::decode, good.plus(Bytes.of((byte) 13, (byte) 0)));
        assertCorrupt(ObjectRecord::decode, Bytes.EMPTY);
        byte[] manifest = manifest().encode().toArray();
        manifest[1] = 1;
        assertCorrupt(Manifest::decode, Bytes.wrap(manifest));
    }

    @Test
    void decode_cutShort_isCorrupt() {
        everyCut(object().encode(), ObjectRecord::decode);
        everyCut(upload().encode(), UploadRecord::decode);
        everyCut(bucket().encode(), BucketRecord::decode);
        everyCut(manifest().encode(), Manifest::decode);
    }

    @Test
    void decode_randomlyChanged_isCorruptOrValid() {
        long seed = 20_261_123;
        Random random = new Random(seed);
        List<Bytes> good =
                List.of(object().encode(), upload().encode(), manifest().encode(), bucket().encode());
        List<Function<Bytes, Object>> decoders =
                List.of(ObjectRecord::decode, UploadRecord::decode, Manifest::decode, BucketRecord::decode);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            int which = i % good.size();
            byte[] changed = good.get(which).toArray();
            for (int j = random.nextInt(1, 4); j > 0; j--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(decoders.get(which).apply(Bytes.wrap(changed))).isNotNull();
            } catch (StorageException.Corrupt expected) {
                // refused, as it should be
            } catch (RuntimeException other) {
                wrong.add(other + " for " + Bytes.wrap(changed));
            }
        }
        assertThat(wrong).as("seed " + seed).isEmpty();
    }

    @Test
    void indexAt_everyByte_isInItsPart() {
        Manifest manifest = manifest();
        assertThat(manifest.size()).isEqualTo(15);
        assertThat(manifest.indexAt(0)).isZero();
        assertThat(manifest.indexAt(9)).isZero();
        assertThat(manifest.indexAt(10)).isEqualTo(2);
        assertThat(manifest.indexAt(14)).isEqualTo(2);
    }

    @Test
    void partName_highNumbers_keepTheirOrder() {
        Bytes second = new ObjectRows.PartName(UPLOAD, 2, 9).encode();
        Bytes last = new ObjectRows.PartName(UPLOAD, 10_000, 0).encode();
        assertThat(second).isLessThan(last);
        assertThat(ObjectRows.PartName.decode(last)).isEqualTo(new ObjectRows.PartName(UPLOAD, 10_000, 0));
        assertThat(last.startsWith(ObjectRows.partPrefix(UPLOAD, 10_000))).isTrue();
        assertCorrupt(ObjectRows.PartName::decode, Bytes.of(new byte[26]));
    }

    @Test
    void sweepOf_everyKind_comesBack() {
        for (Sweep.What what : Sweep.What.values()) {
            assertThat(ObjectRows.sweepOf(ObjectRows.sweep(what, UPLOAD).suffix()))
                    .isEqualTo(new ObjectRows.SweepName(what, UPLOAD));
        }
        assertCorrupt(ObjectRows::sweepOf, Bytes.of((byte) 'z'));
    }

    private static void everyCut(Bytes good, Function<Bytes, Object> decode) {
        for (int length = 0; length < good.length(); length++) {
            assertCorrupt(decode, good.slice(0, length));
        }
    }

    private static void assertCorrupt(Function<Bytes, Object> decode, Bytes value) {
        assertThatThrownBy(() -> decode.apply(value)).isInstanceOf(StorageException.Corrupt.class);
    }
}
