package io.tarn.core.form;

import io.tarn.core.RequestBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a form: its fields first, then its file as a stream. What stands behind the file is ignored. For one thread.
 *
 * <p>Every line ends with CR LF and every delimiter is a whole line; what another reader could take for a part that is
 * none here is refused.
 */
public final class FormReader {
    /** Most bytes in front of the file's content, delimiters and part heads included. */
    public static final int FIELD_BYTES_MAX = 20 * 1024;

    private static final String FILE = "file";

    private final byte[] delimiter;
    private final FormInput input;

    /** Begins at the first byte of a body. */
    public FormReader(FormBoundary boundary, RequestBody body) {
        this.delimiter = boundary.delimiter();
        this.input = new FormInput(body);
    }

    /**
     * Reads everything in front of the file's content.
     *
     * @throws io.tarn.api.error.S3Exception {@code MalformedPOSTRequest}, {@code MaxPostPreDataLengthExceeded}, or
     *     {@code InvalidArgument} if there is no file
     */
    public Form fields() {
        openFirst();
        List<FormField> fields = new ArrayList<>();
        while (delimiterEnd()) {
            PartHead head = partHead();
            if (head.name().equalsIgnoreCase(FILE)) {
                return Form.of(fields, head.filename());
            }
            fields.add(new FormField(head.name(), content()));
        }
        throw FormErrors.noFile();
    }

    /**
     * The file, after {@link #fields}.
     *
     * @param sizes how large it may be
     */
    public RequestBody file(SizeRange sizes) {
        return new FormFile(input, delimiter, sizes);
    }

    /** The first delimiter stands at the body's beginning; the line break that belongs to it may be there. */
    private void openFirst() {
        byte first = next();
        int from = 2;
        if (first == '\r') {
            from = 1;
        } else if (first != delimiter[from++]) {
            throw FormErrors.malformed();
        }
        for (int i = from; i < delimiter.length; i++) {
            if (next() != delimiter[i]) {
                throw FormErrors.malformed();
            }
        }
    }

    /** Takes the rest of a delimiter's line: false if it was the last. */
    private boolean delimiterEnd() {
        boolean more = DelimiterLine.end(input);
        checkTaken();
        return more;
    }

    private PartHead partHead() {
        PartHead.Builder head = new PartHead.Builder();
        for (String line = line(); !line.isEmpty(); line = line()) {
            head.line(line);
        }
        return head.build();
    }

    /** A line without its line break. */
    private String line() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (byte b = next(); b != '\r'; b = next()) {
            if ((b >= 0 && b < ' ' && b != '\t') || b == 0x7F) {
                throw FormErrors.malformed();
            }
            line.write(b);
        }
        if (next() != '\n') {
            throw FormErrors.malformed();
        }
        return text(line);
    }

    private String content() {
        PartBytes part = new PartBytes(input, delimiter);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (ByteBuffer piece = part.next(); piece != null; piece = part.next()) {
            checkTaken();
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            content.writeBytes(bytes);
        }
        checkTaken();
        return text(content);
    }

    private byte next() {
        checkTaken();
        return input.next();
    }

    private void checkTaken() {
        if (input.taken() > FIELD_BYTES_MAX) {
            throw FormErrors.fieldsTooLarge();
        }
    }

    private static String text(ByteArrayOutputStream bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw FormErrors.malformed();
        }
    }
}
