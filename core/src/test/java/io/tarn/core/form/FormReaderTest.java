package io.tarn.core.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.api.error.S3Exception;
import io.tarn.core.RequestBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms cut, spoilt and delivered in every way: read as written or refused, never read otherwise. */
@SuppressWarnings("StringConcatToTextBlock") // the line ends are the matter, and written out
class FormReaderTest {
    private static final Set<String> CODES =
            Set.of("MalformedPOSTRequest", "InvalidArgument", "MaxPostPreDataLengthExceeded", "InvalidPolicyDocument");
    private static final String HEAD = "--b\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nk-ü\r\n"
            + "--b \t\r\ncontent-disposition:form-data; filename=\"\"; name=acl\r\nContent-Type: text/plain\r\n\r\n\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n";
    private static final String CONTENT = "\r\r\n\r\n-\r\n--\r\n--a\r\nx\r\n--\rb--b\r\n-b\u0000\r";
    private static final String END = "\r\n--b--\r\nepilogue\r\n--b\r\n";

    /** A form as it was read. */
    private record Read(List<FormField> fields, String file) {}

    /** Gives a body in pieces of given lengths, the last length again and again, and spoils what it gave before. */
    private static final class Pieces implements RequestBody {
        private final byte[] data;
        private final int[] lengths;
        private int at;
        private int piece;
        private ByteBuffer last = ByteBuffer.allocate(0);

        Pieces(byte[] data, int... lengths) {
            this.data = data;
            this.lengths = lengths;
        }

        @Override
        public long length() {
            return data.length;
        }

        @Override
        public @Nullable ByteBuffer next() {
            Arrays.fill(last.array(), (byte) '-');
            if (at == data.length) {
                return null;
            }
            int length = Math.clamp(lengths[Math.min(piece++, lengths.length - 1)], 1, data.length - at);
            last = ByteBuffer.wrap(Arrays.copyOfRange(data, at, at + length));
            at += length;
            return last;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Read read(byte[] body, int... lengths) {
        FormBoundary boundary = FormBoundary.of(List.of("multipart/form-data; boundary=b"));
        FormReader reader = new FormReader(boundary, new Pieces(body, lengths));
        Form form = reader.fields();
        RequestBody file = reader.file(SizeRange.ANY);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (ByteBuffer piece = file.next(); piece != null; piece = file.next()) {
            assertThat(piece.remaining()).isPositive();
            while (piece.hasRemaining()) {
                content.write(piece.get());
            }
        }
        assertThat(file.next()).isNull();
        return new Read(List.copyOf(form.fields()), content.toString(StandardCharsets.UTF_8));
    }

    private static final Read WHOLE = new Read(List.of(new FormField("key", "k-ü"), new FormField("acl", "")), CONTENT);

    @Test
    void read_cutAtEveryOffset_isTheSame() {
        byte[] body = bytes(HEAD + CONTENT + END);
        for (int first = 1; first < body.length; first++) {
            assertThat(read(body, first, body.length)).isEqualTo(WHOLE);
            assertThat(read(body, first, 1)).isEqualTo(WHOLE);
            assertThat(read(body, first)).isEqualTo(WHOLE);
        }
    }

    @Test
    void read_leadingLineBreak_isTheDelimiters() {
        assertThat(read(bytes("\r\n" + HEAD + CONTENT + END), 1)).isEqualTo(WHOLE);
    }

    @Test
    void read_truncatedAnywhereBeforeTheDelimiterBehindTheFile_isRefused() {
        byte[] body = bytes(HEAD + CONTENT + "\r\n--b--");
        for (int length = 0; length < body.length; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            assertThatThrownBy(() -> read(cut, 7)).isInstanceOf(S3Exception.class);
        }
        assertThat(read(body, 7)).isEqualTo(WHOLE);
    }

    // ABUSE 87
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x" + HEAD,
                "preamble\r\n" + HEAD,
                "--c\r\n",
                "--b--\r\n",
                "--bb\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--b--",
                "--b\nContent-Disposition: form-data; name=\"file\"\n\nx\n--b--",
                "--b\r\n\r\nx\r\n--b--",
                "--b\r\nContent-Disposition: file; name=\"file\"\r\n\r\nx\r\n--b--",
                "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=\"\"\r\n\r\nx\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=\"file\r\n\r\nx\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=\"a\"; name=\"file\"\r\n\r\nx\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=\"file\"\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nx\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n folded: x\r\n\r\nx\r\n--b--",
                "--b\r\nContent-Disposition : form-data; name=\"file\"\r\n\r\nx\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=\"fi\u0000le\"\r\n\r\nx\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=\"fi\rle\"\r\n\r\nx\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=\"fi\nle\"\r\n\r\nx\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=\"file\"\r\nContent-Transfer-Encoding: base64\r\n\r\neA==\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n--b--\r\n",
                "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--bc\r\n\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--b-x",
                "--b\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nx\r\n--bc--\r\n--b--"
            })
    void read_whatTwoReadersCouldReadInTwoWays_isRefused(String body) {
        for (int piece : new int[] {1, 2, 3, 1000}) {
            assertThatThrownBy(() -> read(bytes(body), piece))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            refused -> assertThat(CODES).contains(refused.code().code()));
        }
    }

    // ABUSE 87
    @Test
    void read_notUtf8_isRefused() {
        String text = "--b\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n\u00FF\r\n--b\r\n";
        byte[] body = text.getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> read(body, 5)).hasMessageContaining("MalformedPOSTRequest");
    }

    // ABUSE 91
    @Test
    void read_endlessHeadNameOrField_isBounded() {
        for (String start : new String[] {
            "--b\r\nX: " + "x".repeat(30_000),
            "--b\r\n" + "X: y\r\n".repeat(5_000),
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" + "x".repeat(30_000),
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n".repeat(500)
        }) {
            assertThatThrownBy(() -> read(bytes(start), 1000)).hasMessageContaining("MaxPostPreDataLengthExceeded");
        }
    }

    // ABUSE 91
    @Test
    void read_endlessBlanksBehindADelimiter_areNotReadToTheirEnd() {
        Pieces body = new Pieces(bytes("--b" + " ".repeat(1_000_000)), 1000);
        FormReader reader = new FormReader(FormBoundary.of(List.of("multipart/form-data; boundary=b")), body);
        assertThatThrownBy(reader::fields).hasMessageContaining("MalformedPOSTRequest");
        assertThat(body.at).isLessThan(10_000);
    }

    // ABUSE 87
    @Test
    void read_spoiltAtRandom_isReadOrRefusedAndNothingElse() {
        long seed = 20_261_124;
        Random random = new Random(seed);
        byte[] whole = bytes(HEAD + CONTENT + END);
        byte[] marks = bytes("\r\n-b:;=\"\\ \u0000/aé");
        for (int round = 0; round < 20_000; round++) {
            byte[] body = whole.clone();
            for (int times = random.nextInt(4); times >= 0; times--) {
                body[random.nextInt(body.length)] = marks[random.nextInt(marks.length)];
            }
            if (random.nextInt(4) == 0) {
                body = Arrays.copyOf(body, random.nextInt(body.length));
            }
            int piece = 1 + random.nextInt(40);
            Object once = outcome(body, piece);
            assertThat(outcome(body, 1000)).as("seed %d round %d", seed, round).isEqualTo(once);
        }
    }

    private static Object outcome(byte[] body, int piece) {
        try {
            return read(body, piece);
        } catch (S3Exception refused) {
            assertThat(CODES).contains(refused.code().code());
            return refused.code();
        }
    }

    // ABUSE 86
    @Test
    void parse_policySpoiltAtRandom_isReadOrRefusedAndNothingElse() {
        Random random = new Random(86);
        String whole =
                "{\"expiration\": \"2033-05-24T01:00:00.5Z\", \"conditions\": [{\"a\": \"b\"}, [\"eq\", \"$k\", \"v\"],"
                        + " [\"starts-with\", \"$k\", \"\"], [\"content-length-range\", 0, \"9\"]]}";
        String marks = "{}[]\",:$\\ 0-9.enultr\u0000";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(whole);
            for (int times = random.nextInt(4); times >= 0; times--) {
                text.setCharAt(random.nextInt(text.length()), marks.charAt(random.nextInt(marks.length())));
            }
            String base64 = java.util.Base64.getEncoder().encodeToString(bytes(text.toString()));
            String sent = random.nextInt(8) == 0 ? base64.substring(random.nextInt(base64.length())) : base64;
            try {
                assertThat(PostPolicy.parse(sent).sizes()).isNotNull();
            } catch (S3Exception refused) {
                assertThat(refused.code().code()).isEqualTo("InvalidPolicyDocument");
            }
        }
    }
}
