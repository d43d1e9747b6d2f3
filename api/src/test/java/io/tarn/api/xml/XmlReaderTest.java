package io.tarn.api.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlReaderTest {
    private static XmlReader open(String document) {
        return XmlReader.open(document.getBytes(StandardCharsets.UTF_8), "R", ErrorCode.MALFORMED_XML);
    }

    private static void readAll(String document) {
        XmlReader reader = open(document);
        reader.skip();
        reader.end();
    }

    @Test
    void children_areReadByLocalName() {
        XmlReader reader =
                open("<?xml version='1.0'?><!-- c --><x:R xmlns:x='urn:x' xmlns:y='urn:y'> t <x:A y:k='v'>1</x:A>"
                        + "<Unknown><A>9</A></Unknown><B><![CDATA[<b>]]>&amp;<!-- c -->!</B></x:R> ");
        assertThat(reader.nextChild()).isTrue();
        assertThat(reader.name()).isEqualTo("A");
        assertThat(reader.attribute("k")).isEqualTo("v");
        assertThat(reader.integer()).isEqualTo(1);
        assertThat(reader.nextChild()).isTrue();
        reader.skip();
        assertThat(reader.nextChild()).isTrue();
        assertThat(reader.text()).isEqualTo("<b>&!");
        assertThat(reader.nextChild()).isFalse();
        reader.end();
    }

    // ERRORS 16, ABUSE 68, 86
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "no xml",
                "<R>",
                "<R></S>",
                "<S/>",
                "<R/><R/>",
                "<R/>text",
                "<R><A></R></A>",
                "<R>&undeclared;</R>",
                "<R a='1' a='2'/>",
                "<R><x:A/></R>",
                "<R>\u0000</R>",
                "<!DOCTYPE R><R/>",
                "<!DOCTYPE R [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><R>&e;</R>",
                "<!DOCTYPE R [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]><R>&c;</R>",
                "<?xml version='1.0' encoding='no-such'?><R/>",
                "<R><A>\uD800</A></R",
            })
    void document_bad_isMalformed(String document) {
        S3Exception refused = Objects.requireNonNull(catchThrowableOfType(S3Exception.class, () -> readAll(document)));
        assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_XML);
    }

    // ERRORS 16
    @ParameterizedTest
    @ValueSource(strings = {"&#0;", "a&#x1;", "&#xD800;", "\u0001"})
    void text_characterThatXmlHasNot_isMalformed(String text) {
        S3Exception refused = Objects.requireNonNull(catchThrowableOfType(S3Exception.class, () -> {
            XmlReader reader = open("<R><A>" + text + "</A></R>");
            reader.nextChild();
            reader.text();
        }));
        assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_XML);
    }

    // ABUSE 86
    @Test
    void document_deep_isMalformed() {
        int deepest = XmlReader.DEPTH_MAX - 1;
        readAll("<R>" + "<A>".repeat(deepest) + "</A>".repeat(deepest) + "</R>");
        String deeper = "<R>" + "<A>".repeat(100_000) + "</A>".repeat(100_000) + "</R>";
        S3Exception refused = Objects.requireNonNull(catchThrowableOfType(S3Exception.class, () -> readAll(deeper)));
        assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_XML);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.5", "2147483648", "1 2", "<A/>"})
    void integer_none_isMalformed(String text) {
        XmlReader reader = open("<R>" + text + "</R>");
        assertThat(catchThrowableOfType(S3Exception.class, reader::integer)).isNotNull();
    }
}
