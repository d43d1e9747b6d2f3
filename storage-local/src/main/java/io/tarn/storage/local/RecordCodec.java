package io.tarn.storage.local;

import io.tarn.storage.Bytes;
import io.tarn.storage.RowKey;
import io.tarn.storage.Tally;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the operations of a record into its payload and back. */
final class RecordCodec {
    private static final byte PUT = 1;
    private static final byte DELETE = 2;
    private static final byte SPACE = 3;
    private static final byte SAME_ANCHOR = 1;

    private RecordCodec() {}

    /** Most bytes that the payload of these operations takes. */
    static long payloadBytesMax(List<LogOp> ops) {
        long total = 4;
        for (LogOp op : ops) {
            total += switch (op) {
                case LogOp.PutRow put ->
                    2
                            + keyBytes(put.key())
                            + 8
                            + Encoding.tallyBytes(put.tally())
                            + Encoding.bodyBytes(put.body())
                            + 4
                            + put.value().length()
                            + (put.body() instanceof BodyRef.Inline inline ? inline.framedLength() : 0);
                case LogOp.DropRow drop -> 2 + keyBytes(drop.key()) + 8;
                case LogOp.SetSpace space -> 20 + space.state().owner().length();
            };
        }
        return total;
    }

    private static int keyBytes(RowKey key) {
        return 12 + key.anchor().length() + key.suffix().length();
    }

    /**
     * Appends the payload to {@code target}.
     *
     * @return the operations with their places
     */
    static List<PlacedOp> encode(List<LogOp> ops, ByteBuffer target) {
        int start = target.position();
        List<PlacedOp> placed = new ArrayList<>(ops.size());
        int bodiesOffset = opsBytes(ops);
        int bodyOffset = bodiesOffset;
        target.putInt(ops.size());
        @Nullable RowKey before = null;
        for (LogOp op : ops) {
            int opStart = target.position();
            int offset = -1;
            if (op instanceof LogOp.PutRow put && put.body() instanceof BodyRef.Inline inline) {
                offset = bodyOffset;
                bodyOffset += inline.framedLength();
            }
            before = encodeOp(op, before, offset, target);
            placed.add(new PlacedOp(op, target.position() - opStart, offset));
        }
        if (target.position() - start != bodiesOffset) {
            throw new IllegalStateException(
                    "operations took " + (target.position() - start) + " bytes instead of " + bodiesOffset);
        }
        for (LogOp op : ops) {
            if (op instanceof LogOp.PutRow put && put.body() instanceof BodyRef.Inline inline) {
                if (inline.framed()) {
                    target.put(inline.content().duplicate());
                } else {
                    Blocks.frame(inline.id(), inline.content(), target);
                }
            }
        }
        return placed;
    }

    /** Where the inline bodies begin in the payload of these operations. */
    static int opsBytes(List<LogOp> ops) {
        int total = 4;
        @Nullable RowKey before = null;
        for (LogOp op : ops) {
            total += switch (op) {
                case LogOp.PutRow put ->
                    2
                            + rowBytes(put.key(), before)
                            + 8
                            + Encoding.tallyBytes(put.tally())
                            + exactBodyBytes(put.body())
                            + 4
                            + put.value().length();
                case LogOp.DropRow drop -> 2 + rowBytes(drop.key(), before) + 8;
                case LogOp.SetSpace space -> 20 + space.state().owner().length();
            };
            before = keyOf(op);
        }
        return total;
    }

    private static int rowBytes(RowKey key, @Nullable RowKey before) {
        return (sameAnchor(key, before) ? 0 : 10 + key.anchor().length())
                + 2
                + key.suffix().length();
    }

    private static int exactBodyBytes(@Nullable BodyRef body) {
        return switch (body) {
            case null -> 1;
            case BodyRef.Inline ignored -> 21;
            case BodyRef.InLog ignored -> 33;
            case BodyRef.InVolumes large ->
                19 + Format.EXTENT_BYTES * large.extents().size();
        };
    }

    private static @Nullable RowKey keyOf(LogOp op) {
        return switch (op) {
            case LogOp.PutRow put -> put.key();
            case LogOp.DropRow drop -> drop.key();
            case LogOp.SetSpace ignored -> null;
        };
    }

    private static boolean sameAnchor(RowKey key, @Nullable RowKey before) {
        return before != null
                && before.space() == key.space()
                && before.anchor().equals(key.anchor());
    }

    private static @Nullable RowKey encodeOp(LogOp op, @Nullable RowKey before, int offset, ByteBuffer target) {
        switch (op) {
            case LogOp.PutRow put -> {
                encodeRow(PUT, put.key(), before, target);
                target.putLong(put.revision());
                Encoding.putTally(target, put.tally());
                Encoding.putBody(target, put.body(), offset);
                target.putInt(put.value().length());
                Encoding.putBytes(target, put.value());
            }
            case LogOp.DropRow drop -> {
                encodeRow(DELETE, drop.key(), before, target);
                target.putLong(drop.revision());
            }
            case LogOp.SetSpace space -> {
                target.put(SPACE).put((byte) 0).putLong(space.space()).putLong(space.revision());
                target.put((byte) space.state().kind().code);
                target.put((byte) space.state().owner().length());
                Encoding.putBytes(target, space.state().owner());
            }
        }
        return keyOf(op);
    }

    private static void encodeRow(byte type, RowKey key, @Nullable RowKey before, ByteBuffer target) {
        target.put(type);
        if (sameAnchor(key, before)) {
            target.put(SAME_ANCHOR);
        } else {
            target.put((byte) 0).putLong(key.space()).putShort((short)
                    key.anchor().length());
            Encoding.putBytes(target, key.anchor());
        }
        target.put(key.table()).put((byte) key.suffix().length());
        Encoding.putBytes(target, key.suffix());
    }

    /**
     * Reads the operations of a payload, which is positioned at its start; bodies are views of it.
     *
     * @throws RuntimeException if this was never encoded
     */
    static List<PlacedOp> decode(ByteBuffer payload) {
        ByteBuffer whole = payload.slice();
        ByteBuffer source = payload.slice();
        int count = source.getInt();
        List<PlacedOp> ops = new ArrayList<>(count);
        @Nullable RowKey before = null;
        for (int i = 0; i < count; i++) {
            int start = source.position();
            int[] offset = {-1};
            LogOp op = decodeOp(source, whole, before, offset);
            before = keyOf(op);
            ops.add(new PlacedOp(op, source.position() - start, offset[0]));
        }
        return ops;
    }

    private static LogOp decodeOp(ByteBuffer source, ByteBuffer whole, @Nullable RowKey before, int[] offset) {
        byte type = source.get();
        byte flags = source.get();
        if ((flags & ~SAME_ANCHOR) != 0) {
            throw new IllegalArgumentException("operation with flags " + flags);
        }
        return switch (type) {
            case PUT -> {
                RowKey key = decodeRow(source, flags, before);
                long revision = source.getLong();
                Tally tally = Encoding.tally(source);
                @Nullable BodyRef body = Encoding.body(source, whole, offset);
                yield new LogOp.PutRow(key, revision, tally, body, Encoding.bytes(source, source.getInt()));
            }
            case DELETE -> new LogOp.DropRow(decodeRow(source, flags, before), source.getLong());
            case SPACE -> {
                long space = source.getLong();
                long revision = source.getLong();
                SpaceState.Kind kind = SpaceState.Kind.of(source.get());
                Bytes owner = Encoding.bytes(source, Byte.toUnsignedInt(source.get()));
                yield new LogOp.SetSpace(space, revision, new SpaceState(kind, owner));
            }
            default -> throw new IllegalArgumentException("operation of type " + type);
        };
    }

    private static RowKey decodeRow(ByteBuffer source, byte flags, @Nullable RowKey before) {
        long space;
        Bytes anchor;
        if ((flags & SAME_ANCHOR) == 0) {
            space = source.getLong();
            anchor = Encoding.bytes(source, Short.toUnsignedInt(source.getShort()));
        } else if (before != null) {
            space = before.space();
            anchor = before.anchor();
        } else {
            throw new IllegalArgumentException("a first operation cannot share an anchor");
        }
        byte table = source.get();
        return new RowKey(space, table, anchor, Encoding.bytes(source, Byte.toUnsignedInt(source.get())));
    }
}
