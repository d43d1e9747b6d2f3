package io.tarn.storage.local;

import io.tarn.storage.Bytes;

/**
 * Whether a space takes commits.
 *
 * @param owner of the fence; empty unless fenced
 */
record SpaceState(Kind kind, Bytes owner) {
    static final SpaceState OPEN = new SpaceState(Kind.OPEN, Bytes.EMPTY);
    static final SpaceState DROPPED = new SpaceState(Kind.DROPPED, Bytes.EMPTY);

    static SpaceState fenced(Bytes owner) {
        return new SpaceState(Kind.FENCED, owner);
    }

    /** The three states with their codes on disk. */
    enum Kind {
        OPEN(1),
        FENCED(2),
        DROPPED(3);

        final int code;

        Kind(int code) {
            this.code = code;
        }

        static Kind of(int code) {
            return switch (code) {
                case 1 -> OPEN;
                case 2 -> FENCED;
                case 3 -> DROPPED;
                default -> throw new IllegalArgumentException("space state " + code);
            };
        }
    }
}
