package io.tarn.core.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.storage.Bytes;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.junit.jupiter.api.Test;

final class SealTest {
    private static final RandomGenerator RANDOM = new Random(11);
    private static final Bytes CONTEXT = Bytes.utf8("123456789012/AIDA/KEY");
    private static final Bytes SECRET = Bytes.utf8("wJalrXUtnFEMI");

    private final MasterKey master = MasterKey.generate(RANDOM);
    private final Seal seal = master.seal("test", RANDOM);

    @Test
    void open_sameContext_givesWhatWasSealed() {
        assertThat(seal.open(seal.seal(SECRET, CONTEXT), CONTEXT)).isEqualTo(SECRET);
        assertThat(seal.seal(SECRET, CONTEXT)).isNotEqualTo(seal.seal(SECRET, CONTEXT));
        assertThat(seal.seal(SECRET, CONTEXT).length()).isEqualTo(SECRET.length() + Seal.OVERHEAD);
    }

    // ABUSE 18
    @Test
    void open_otherContextPurposeOrKey_isNothing() {
        Bytes sealed = seal.seal(SECRET, CONTEXT);
        assertThat(seal.open(sealed, Bytes.utf8("123456789012/AIDA/KEZ"))).isNull();
        assertThat(master.seal("other", RANDOM).open(sealed, CONTEXT)).isNull();
        assertThat(MasterKey.generate(RANDOM).seal("test", RANDOM).open(sealed, CONTEXT))
                .isNull();
    }

    @Test
    void open_anyByteChangedOrCut_isNothing() {
        byte[] sealed = seal.seal(SECRET, CONTEXT).toArray();
        for (int i = 0; i < sealed.length; i++) {
            byte[] spoilt = sealed.clone();
            spoilt[i] ^= 1;
            assertThat(seal.open(Bytes.wrap(spoilt), CONTEXT)).isNull();
            assertThat(seal.open(Bytes.of(sealed).slice(0, i), CONTEXT)).isNull();
        }
    }

    @Test
    void sealed_holdsNothingOfTheSecret() {
        assertThat(seal.seal(SECRET, CONTEXT).toString()).doesNotContain(SECRET.toString());
    }

    // ABUSE 96
    @Test
    void keys_printed_tellNothing() {
        assertThat(master.toString()).isEqualTo("***");
        assertThat(seal.toString()).isEqualTo("***");
    }

    @Test
    void masterKey_textForm_comesBack() {
        MasterKey again = Objects.requireNonNull(MasterKey.parse(master.reveal()));
        assertThat(again.keyId()).isEqualTo(master.keyId());
        assertThat(again.seal("test", RANDOM).open(seal.seal(SECRET, CONTEXT), CONTEXT))
                .isEqualTo(SECRET);
        assertThat(MasterKey.parse("c2hvcnQ=")).isNull();
        assertThat(MasterKey.parse("no base64!")).isNull();
        assertThatThrownBy(() -> MasterKey.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    /** RFC 5869, appendix A.1: the runtime derives as the standard says. */
    @Test
    void hkdf_publishedExample_isTheRuntimes() throws Exception {
        HexFormat hex = HexFormat.of();
        byte[] key = KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addIKM(hex.parseHex("0b".repeat(22)))
                        .addSalt(hex.parseHex("000102030405060708090a0b0c"))
                        .thenExpand(hex.parseHex("f0f1f2f3f4f5f6f7f8f9"), 42));
        assertThat(hex.formatHex(key))
                .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    }
}
