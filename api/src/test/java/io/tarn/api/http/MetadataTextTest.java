package io.tarn.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

// BEHAVIOURS 41
class MetadataTextTest {
    @ParameterizedTest
    @CsvSource({
        "=?UTF-8?B?QUJD?=, ABC",
        "=?utf-8?b?QUJD?=, ABC",
        "=?UTF-8?Q?a=20b_c?=, a b c",
        "=?ISO-8859-1?Q?=E4?=, ä",
        "x =?UTF-8?B?QUJD?= y, x ABC y",
        "=?UTF-8?B?QUJD?= =?UTF-8?B?REVG?=, ABCDEF",
        "=?UTF-8?Q??=, ''",
    })
    void received_encodedWord_isDecoded(String wire, String text) {
        assertThat(MetadataText.received(wire)).isEqualTo(text);
    }

    // ABUSE 85
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain", "", "=?", "=?UTF-8?B?", "=?UTF-8?B?QUJD", "=?none-such?B?QUJD?=", "=?UTF-8?X?QUJD?=",
                "=?UTF-8?B?***?=", "=?UTF-8?Q?=Z?=", "=?UTF-8?Q?a=?=", "=???=", "=?=?=?=", "a=?b", "\u00e9"
            })
    void received_noEncodedWord_staysAsItIs(String value) {
        assertThat(MetadataText.received(value)).isEqualTo(value);
    }

    @Test
    void sent_ascii_staysAsItIs() {
        assertThat(MetadataText.sent("AMAZONS3 ~\t")).isEqualTo("AMAZONS3 ~\t");
    }

    /** The example of the Amazon S3 User Guide: bytes beyond US-ASCII were taken for ISO 8859-1. */
    @Test
    void sent_nonAscii_isAnEncodedWord() {
        String received = MetadataText.received("\u00c3\u0084M\u00c3\u0084Z\u00c3\u0095\u00c3\u0091 S3");
        assertThat(MetadataText.sent(received)).isEqualTo("=?UTF-8?B?w4PChE3Dg8KEWsODwpXDg8KRIFMz?=");
        assertThat(MetadataText.received(MetadataText.sent(received))).isEqualTo(received);
    }

    @Test
    void sent_lineBreak_cannotEndTheHeader() {
        assertThat(MetadataText.sent("a\r\nb")).isEqualTo("=?UTF-8?B?YQ0KYg==?=");
    }
}
