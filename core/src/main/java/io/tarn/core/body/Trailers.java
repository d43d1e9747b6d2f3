package io.tarn.core.body;

import io.tarn.core.auth.ChunkChain;
import io.tarn.core.checksum.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The trailers behind the last chunk: lines {@code name:value}, an empty line, and nothing else.
 *
 * <p>Amazon's own examples and the clients of one vendor end a trailer's line with LF CR LF and the body with one more
 * CRLF; both are taken, because they are unambiguous.
 */
final class Trailers {
    private static final String SIGNATURE = "x-amz-trailer-signature";

    private final @Nullable ChunkChain chain;
    private final boolean signed;
    private final LineReader reader = new LineReader(BodyLimits.TRAILER_LINE_BYTES_MAX);
    private final Map<String, String> values = new LinkedHashMap<>();
    private final MessageDigest digest = Digests.sha256();
    private @Nullable String signature;
    private boolean ended;
    private boolean surplus;

    /** Signed trailers need a {@code chain} and {@code signed}; a chain without it means that there are none. */
    Trailers(@Nullable ChunkChain chain, boolean signed) {
        this.chain = chain;
        this.signed = signed;
    }

    /** Name in small letters to value, without the signature. */
    Map<String, String> values() {
        return values;
    }

    /** True if something that is no line came last. */
    boolean isWithinLine() {
        return reader.isWithinLine();
    }

    /**
     * Takes what is there of the trailers.
     *
     * @return true once their end was seen and their signature matched
     */
    boolean take(ByteBuffer input) {
        while (input.hasRemaining()) {
            if (reader.take(input)) {
                takeLine(reader.line());
            }
        }
        return ended;
    }

    private void takeLine(String line) {
        if (line.isEmpty()) {
            takeEmpty();
            return;
        }
        int colon = line.indexOf(':');
        String text = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
        if (ended || colon <= 0 || text.indexOf('\n') >= 0 || values.size() == BodyLimits.TRAILERS_MAX) {
            throw BodyErrors.malformedTrailer();
        }
        String name = text.substring(0, colon).toLowerCase(Locale.ROOT);
        String value = text.substring(colon + 1).strip();
        if (name.equals(SIGNATURE)) {
            if (!signed || signature != null) {
                throw BodyErrors.malformedTrailer();
            }
            signature = value;
        } else if (signature != null || (chain != null && !signed) || values.put(name, value) != null) {
            throw BodyErrors.malformedTrailer();
        } else {
            digest.update((name + ":" + value + "\n").getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private void takeEmpty() {
        if (!ended) {
            verify();
            ended = true;
        } else if (surplus) {
            throw BodyErrors.incomplete();
        } else {
            surplus = true;
        }
    }

    private void verify() {
        if (chain != null && signed) {
            if (signature == null) {
                throw BodyErrors.malformedTrailer();
            }
            chain.verifyTrailer(signature, digest.digest());
        }
    }
}
