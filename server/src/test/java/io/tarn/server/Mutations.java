package io.tarn.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Requests with a few things wrong, drawn from a seed. */
final class Mutations {
    private static final String[] SEEDS = {
        "GET /a?b=c HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n",
        "PUT /a%20b HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhelloGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\nx: y\r\n\r\n",
        "HEAD /%00 HTTP/1.0\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc",
        "DELETE //a//../b HTTP/1.1\r\nHost: a\r\nConnection: close\r\nx-amz-copy-source:\r\n\r\n",
    };

    private static final String[] PIECES = {
        "\r\n",
        "\n",
        "\r",
        "\u0000",
        ":",
        ";",
        " ",
        "\t",
        "\"",
        "=",
        "0",
        "-1",
        "ffffffff",
        "HTTP/1.1",
        "Host: a\r\n",
        "Content-Length: 7\r\n",
        "Transfer-Encoding: chunked\r\n",
        "\u00ff",
        "%",
        "?",
        "/",
        "0\r\n\r\n",
        "\r\n\r\n",
    };

    private Mutations() {}

    static byte[] of(SplittableRandom random) {
        byte[] message = SEEDS[random.nextInt(SEEDS.length)].getBytes(StandardCharsets.ISO_8859_1);
        int changes = random.nextInt(6);
        for (int change = 0; change < changes; change++) {
            message = changed(message, random);
        }
        return message;
    }

    private static byte[] changed(byte[] message, SplittableRandom random) {
        int from = random.nextInt(message.length + 1);
        int to = Math.min(message.length, from + random.nextInt(8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(message, 0, from);
        switch (random.nextInt(5)) {
            case 0 -> out.writeBytes(PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.ISO_8859_1));
            case 1 -> out.write(random.nextInt(256));
            case 2 -> {
                out.write(message, from, to - from);
                out.write(message, from, to - from);
            }
            case 3 -> {
                for (int index = from; index < to; index++) {
                    out.write(message[index] ^ 1 << random.nextInt(8));
                }
            }
            default -> {
                // The piece is left out.
            }
        }
        out.write(message, to, message.length - to);
        return out.toByteArray();
    }
}
