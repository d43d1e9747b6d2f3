package io.tarn.core.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A compiled pattern of characters, {@code *} (any text, also none) and {@code ?} (one UTF-16 unit). */
final class Glob {
    /** The token of {@code *}; tokens from 0 upwards are UTF-16 units. */
    static final int MANY = -1;
    /** The token of {@code ?}. */
    static final int ONE = -2;

    private final List<GlobPiece> pieces;
    private final int lengthMin;

    private Glob(List<GlobPiece> pieces) {
        this.pieces = pieces;
        this.lengthMin = pieces.stream().mapToInt(GlobPiece::length).sum();
    }

    /** The pattern of a text in which wildcards have their meaning. */
    static Glob of(String pattern) {
        return of(pattern.chars().map(Glob::token).toArray());
    }

    /** The pattern of a sequence of tokens. */
    static Glob of(int[] tokens) {
        List<GlobPiece> pieces = new ArrayList<>();
        int start = 0;
        for (int index = 0; index <= tokens.length; index++) {
            if (index == tokens.length || tokens[index] == MANY) {
                boolean outer = pieces.isEmpty() || index == tokens.length;
                if (outer || index > start) {
                    pieces.add(new GlobPiece(Arrays.copyOfRange(tokens, start, index)));
                }
                start = index + 1;
            }
        }
        return new Glob(List.copyOf(pieces));
    }

    /** What a character of a pattern means. */
    static int token(int character) {
        return switch (character) {
            case '*' -> MANY;
            case '?' -> ONE;
            default -> character;
        };
    }

    boolean matches(String text) {
        return matches(text, 0, text.length());
    }

    /** Whether the pattern covers the text between the bounds wholly. */
    boolean matches(String text, int from, int to) {
        if (to - from < lengthMin) {
            return false;
        }
        GlobPiece first = pieces.getFirst();
        if (pieces.size() == 1) {
            return to - from == lengthMin && first.at(text, from);
        }
        GlobPiece last = pieces.getLast();
        int end = to - last.length();
        if (!first.at(text, from) || !last.at(text, end)) {
            return false;
        }
        int position = from + first.length();
        for (int index = 1; index < pieces.size() - 1; index++) {
            GlobPiece piece = pieces.get(index);
            int found = piece.find(text, position, end);
            if (found < 0) {
                return false;
            }
            position = found + piece.length();
        }
        return true;
    }
}
