package io.tarn.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A line is one line, whatever is put into it. */
final class JsonLineTest {
    private final JsonLine json = new JsonLine();

    private String with(String value) {
        json.clear();
        json.open();
        json.text("a", value, 64);
        json.close();
        return json.toString();
    }

    @Test
    void text_thatEndsTheLineAndBeginsAnother_isEscaped() {
        String forged = with("x\"}\r\n{\"time\":\"now\",\"caller\":\"root\"}");
        assertThat(forged.indexOf('\n')).isEqualTo(forged.length() - 1);
        assertThat(forged)
                .isEqualTo("{\"a\":\"x\\\"}\\u000d\\u000a{\\\"time\\\":\\\"now\\\",\\\"caller\\\":\\\"root\\\"}\"}\n");
    }

    @Test
    void text_ofEveryCharacter_isPrintableAscii() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            String line = with(String.valueOf((char) c));
            assertThat(line.substring(0, line.length() - 1)).as("U+%04x", c).matches("[ -~]+");
        }
    }

    @Test
    void text_longerThanItsBound_isCut() {
        assertThat(with("y".repeat(65))).isEqualTo("{\"a\":\"" + "y".repeat(64) + "...\"}\n");
    }
}
