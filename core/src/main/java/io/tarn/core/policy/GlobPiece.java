package io.tarn.core.policy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of a {@link Glob} between two {@code *}: characters and {@code ?}, found in time linear in the text. */
final class GlobPiece {
    /** Up to here the plain search is quicker and its worst case is a constant factor. */
    private static final int PLAIN_MAX = 16;

    private final int[] tokens;
    private final @Nullable String literal;

    GlobPiece(int[] tokens) {
        this.tokens = tokens;
        boolean plain = Arrays.stream(tokens).allMatch(token -> token >= 0);
        this.literal = plain ? text(tokens) : null;
    }

    private static String text(int[] tokens) {
        StringBuilder text = new StringBuilder(tokens.length);
        for (int token : tokens) {
            text.append((char) token);
        }
        return text.toString();
    }

    int length() {
        return tokens.length;
    }

    /** Whether the piece stands at a position from which at least {@link #length} characters follow. */
    boolean at(String text, int position) {
        if (literal != null) {
            return text.startsWith(literal, position);
        }
        for (int index = 0; index < tokens.length; index++) {
            if (tokens[index] >= 0 && tokens[index] != text.charAt(position + index)) {
                return false;
            }
        }
        return true;
    }

    /** The first position of the piece that lies wholly within the bounds, or -1. */
    int find(String text, int from, int to) {
        if (tokens.length > to - from) {
            return -1;
        }
        if (tokens.length <= PLAIN_MAX) {
            for (int position = from; position + tokens.length <= to; position++) {
                if (at(text, position)) {
                    return position;
                }
            }
            return -1;
        }
        return literal == null ? findBits(text, from, to) : findLiteral(literal, text, from, to);
    }

    /** Knuth, Morris and Pratt. */
    private static int findLiteral(String literal, String text, int from, int to) {
        int[] border = borders(literal);
        int matched = 0;
        for (int position = from; position < to; position++) {
            char character = text.charAt(position);
            while (matched > 0 && literal.charAt(matched) != character) {
                matched = border[matched - 1];
            }
            if (literal.charAt(matched) == character) {
                matched++;
            }
            if (matched == literal.length()) {
                return position - matched + 1;
            }
        }
        return -1;
    }

    private static int[] borders(String literal) {
        int[] border = new int[literal.length()];
        int length = 0;
        for (int index = 1; index < border.length; index++) {
            while (length > 0 && literal.charAt(index) != literal.charAt(length)) {
                length = border[length - 1];
            }
            if (literal.charAt(index) == literal.charAt(length)) {
                length++;
            }
            border[index] = length;
        }
        return border;
    }

    /** Shift-And: one bit for each prefix of the piece that ends at the position. */
    private int findBits(String text, int from, int to) {
        int words = (tokens.length + Long.SIZE - 1) / Long.SIZE;
        long[] wild = new long[words];
        Map<Character, long[]> masks = masks(words, wild);
        long[] state = new long[words];
        int last = tokens.length - 1;
        for (int position = from; position < to; position++) {
            long[] mask = masks.getOrDefault(text.charAt(position), wild);
            long carry = 1;
            for (int word = 0; word < words; word++) {
                long shifted = state[word] << 1 | carry;
                carry = state[word] >>> (Long.SIZE - 1);
                state[word] = shifted & mask[word];
            }
            if ((state[last / Long.SIZE] >>> last % Long.SIZE & 1) != 0) {
                return position - last;
            }
        }
        return -1;
    }

    private Map<Character, long[]> masks(int words, long[] wild) {
        Map<Character, long[]> masks = new HashMap<>();
        for (int index = 0; index < tokens.length; index++) {
            long bit = 1L << index % Long.SIZE;
            if (tokens[index] < 0) {
                wild[index / Long.SIZE] |= bit;
            } else {
                masks.computeIfAbsent((char) tokens[index], character -> new long[words])[index / Long.SIZE] |= bit;
            }
        }
        for (long[] mask : masks.values()) {
            for (int word = 0; word < words; word++) {
                mask[word] |= wild[word];
            }
        }
        return masks;
    }
}
