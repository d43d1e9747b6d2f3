package io.tarn.storage.local;

import io.tarn.storage.Bytes;
import io.tarn.storage.Tally;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The pieces that records and index values share. Decoding throws {@link RuntimeException} on what was never encoded. */
final class Encoding {
    private static final int BODY_NONE = 0;
    private static final int BODY_INLINE = 1;
    private static final int BODY_IN_LOG = 2;
    private static final int BODY_IN_VOLUMES = 3;
    private static final int BODY_IN_OWN_RECORD = 4;

    private Encoding() {}

    static void putBytes(ByteBuffer target, Bytes bytes) {
        target.put(bytes.buffer());
    }

    static Bytes bytes(ByteBuffer source, int length) {
        byte[] data = new byte[length];
        source.get(data);
        return Bytes.wrap(data);
    }

    static void putTally(ByteBuffer target, Tally tally) {
        target.put((byte) tally.counts().size());
        for (Map.Entry<Integer, Long> count : tally.counts().entrySet()) {
            target.putInt(count.getKey()).putLong(count.getValue());
        }
    }

    static Tally tally(ByteBuffer source) {
        int size = source.get();
        if (size == 0) {
            return Tally.NONE;
        }
        TreeMap<Integer, Long> counts = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            counts.put(source.getInt(), source.getLong());
        }
        return new Tally(counts);
    }

    static int tallyBytes(Tally tally) {
        return 1 + 12 * tally.counts().size();
    }

    /** Most bytes that {@link #putBody} takes. */
    static int bodyBytes(@Nullable BodyRef body) {
        return body instanceof BodyRef.InVolumes large
                ? 19 + 20 * large.extents().size()
                : 33;
    }

    /** Writes a body; an inline one is said to lie at {@code offset} of the payload. */
    static void putBody(ByteBuffer target, @Nullable BodyRef body, int offset) {
        switch (body) {
            case null -> target.put((byte) BODY_NONE);
            case BodyRef.Inline inline -> {
                head(target, BODY_INLINE, inline);
                target.putInt(offset);
            }
            case BodyRef.InLog small -> {
                head(target, small.own() ? BODY_IN_OWN_RECORD : BODY_IN_LOG, small);
                target.putLong(small.epoch()).putLong(small.position());
            }
            case BodyRef.InVolumes large -> {
                head(target, BODY_IN_VOLUMES, large);
                target.putShort((short) large.extents().size());
                for (Extent extent : large.extents()) {
                    target.putInt(extent.volume()).putLong(extent.position()).putLong(extent.length());
                }
            }
        }
    }

    private static void head(ByteBuffer target, int kind, BodyRef body) {
        target.put((byte) kind).putLong(body.id()).putLong(body.length());
    }

    /** Reads a body; an inline one takes its blocks from {@code payload}, and its offset is the first of {@code offset}. */
    static @Nullable BodyRef body(ByteBuffer source, @Nullable ByteBuffer payload, int[] offset) {
        int kind = source.get();
        if (kind == BODY_NONE) {
            return null;
        }
        long id = source.getLong();
        long length = source.getLong();
        return switch (kind) {
            case BODY_INLINE -> inline(source, payload, offset, id, length);
            case BODY_IN_LOG, BODY_IN_OWN_RECORD ->
                new BodyRef.InLog(id, length, source.getLong(), source.getLong(), kind == BODY_IN_OWN_RECORD);
            case BODY_IN_VOLUMES -> new BodyRef.InVolumes(id, length, extents(source));
            default -> throw new IllegalArgumentException("body of kind " + kind);
        };
    }

    private static BodyRef inline(ByteBuffer source, @Nullable ByteBuffer payload, int[] offset, long id, long length) {
        if (payload == null) {
            throw new IllegalArgumentException("an inline body outside of a record");
        }
        offset[0] = source.getInt();
        ByteBuffer frames = payload.slice(offset[0], Math.toIntExact(Blocks.framedLength(length)));
        return new BodyRef.Inline(id, length, frames, true);
    }

    private static List<Extent> extents(ByteBuffer source) {
        int count = Short.toUnsignedInt(source.getShort());
        List<Extent> extents = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            extents.add(new Extent(source.getInt(), source.getLong(), source.getLong()));
        }
        return extents;
    }
}
