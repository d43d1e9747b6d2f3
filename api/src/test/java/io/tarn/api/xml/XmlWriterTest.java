package io.tarn.api.xml;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class XmlWriterTest {
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private static String text(XmlWriter writer) {
        return new String(writer.toBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void document_hasTheFormOfTheService() {
        XmlWriter writer = new XmlWriter();
        writer.open("R").namespace("", "urn:r");
        writer.element("Prefix", "");
        writer.element("Absent", (String) null);
        writer.element("Size", 7L);
        writer.element("When", Instant.parse("2023-11-15T12:02:40Z"));
        writer.open("Grantee")
                .namespace("xsi", "urn:x")
                .attribute("xsi:type", "a<\"\n>")
                .attribute("none", null);
        writer.close();
        assertThat(text(writer.close()))
                .isEqualTo(DECLARATION + "<R xmlns=\"urn:r\"><Prefix></Prefix><Size>7</Size>"
                        + "<When>2023-11-15T12:02:40.000Z</When>"
                        + "<Grantee xmlns:xsi=\"urn:x\" xsi:type=\"a&lt;&quot;&#10;&gt;\"/></R>");
    }

    @Test
    void text_isEscaped() {
        XmlWriter writer = new XmlWriter();
        writer.open("K").text("a&b<c>d\"e'f\r\n\t\u0001\u001f\u007fé€😀\uD800");
        assertThat(text(writer.close()))
                .isEqualTo(DECLARATION + "<K>a&amp;b&lt;c&gt;d&quot;e'f&#13;\n\t&#x1;&#x1f;&#x7f;é€😀\uFFFD</K>");
    }

    @Test
    void text_random_isReadBack() {
        long seed = 7;
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            StringBuilder sample = new StringBuilder();
            for (int i = random.nextInt(300); i > 0; i--) {
                int point = random.nextInt(4) == 0 ? random.nextInt(0x20, 0x10000) : random.nextInt(0x20, 0x7F);
                if (!Character.isSurrogate((char) point) && point < 0xFFFE) {
                    sample.appendCodePoint(point);
                }
                if (random.nextInt(20) == 0) {
                    sample.append("\r\n\t😀");
                }
            }
            XmlWriter writer = new XmlWriter();
            writer.open("K").text(sample.toString()).close();
            XmlReader reader = XmlReader.open(writer.toBytes(), "K", ErrorCode.MALFORMED_XML);
            assertThat(reader.text()).as("seed %s round %s", seed, round).isEqualTo(sample.toString());
        }
    }
}
