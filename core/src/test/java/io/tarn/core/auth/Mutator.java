package io.tarn.core.auth;

import java.util.Random;

/** Spoils texts in the ways in which texts are spoilt. Repeatable: the seed decides. */
public final class Mutator {
    private static final String[] TOKENS = {
        "",
        "\r\n",
        "\n",
        "\r",
        "\0",
        "0",
        "-1",
        "ffffffffffffffff",
        ";",
        ":",
        "=",
        ",",
        "/",
        "%",
        "%00",
        "%zz",
        "&",
        " ",
        "  ",
        "\t",
        "é",
        "日",
        "😀",
        "a".repeat(300),
        "host",
        "x-amz-",
        "aws4_request",
        "AWS4-HMAC-SHA256 ",
        "chunk-signature=",
        "0\r\n\r\n",
        "9223372036854775808",
        "+",
        "\"",
        "<",
        "\u00ff"
    };

    private final Random random;

    public Mutator(long seed) {
        random = new Random(seed);
    }

    /** One to three changes. */
    public String spoil(String text) {
        String spoilt = text;
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            spoilt = change(spoilt);
        }
        return spoilt;
    }

    /** One of the texts that make parsers stumble. */
    public String token() {
        return TOKENS[random.nextInt(TOKENS.length)];
    }

    public Random random() {
        return random;
    }

    private String change(String text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(12));
        String before = text.substring(0, from);
        String piece = text.substring(from, to);
        String after = text.substring(to);
        return switch (random.nextInt(7)) {
            case 0 -> before + after;
            case 1 -> before + token() + piece + after;
            case 2 -> before + token() + after;
            case 3 -> before + piece + piece + after;
            case 4 -> before;
            case 5 ->
                piece.isEmpty()
                        ? text
                        : before + (char) (piece.charAt(0) ^ (1 << random.nextInt(7))) + piece.substring(1) + after;
            default -> after + before + piece;
        };
    }
}
