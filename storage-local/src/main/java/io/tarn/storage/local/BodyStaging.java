package io.tarn.storage.local;

import io.tarn.storage.BodyWriter;
import io.tarn.storage.StagedBody;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a body: keeps a small one in memory, streams a large one into volumes, block by block. */
final class BodyStaging implements BodyWriter {
    private static final int FIRST_BYTES = 4 * 1024;
    private static final long EXTENT_FIRST = 1024 * 1024;

    private final long bodyId;
    private final long expectedLength;
    private final Volumes volumes;
    private final BlockingCalls calls;
    private final BufferPool buffers;
    private final StagingBudget budget;
    private final Reserve reserve;
    private final Options options;
    private long charged;
    private byte[] small;
    private int smallLength;
    private @Nullable ByteBuffer block;
    private @Nullable Extent extent;
    private final List<Extent> full = new ArrayList<>();
    private long extentFilled;
    private long extentWrittenBack;
    private long length;
    private long blocks;
    private boolean ended;

    BodyStaging(
            long bodyId,
            long expectedLength,
            Volumes volumes,
            BlockingCalls calls,
            BufferPool buffers,
            StagingBudget budget,
            Reserve reserve,
            Options options) {
        this.bodyId = bodyId;
        this.expectedLength = expectedLength;
        this.volumes = volumes;
        this.calls = calls;
        this.buffers = buffers;
        this.budget = budget;
        this.reserve = reserve;
        this.options = options;
        checkLength(expectedLength);
        int announced = expectedLength > options.inlineBytesMax() ? 0 : (int) Math.max(0, expectedLength);
        if (expectedLength < 0) {
            charge(Math.max(Blocks.FRAME_BYTES, options.inlineBytesMax()));
        } else {
            charge(expectedLength > options.inlineBytesMax() ? Blocks.FRAME_BYTES : announced);
        }
        this.small = new byte[announced];
    }

    /** Accounts for this much memory; what was accounted for before is part of it. */
    private void charge(long bytes) {
        if (bytes > charged) {
            budget.take(bytes - charged);
            charged = bytes;
        }
    }

    private void checkLength(long bytes) {
        if (bytes > options.bodyBytesMax()) {
            throw new IllegalArgumentException("a body of " + bytes + " bytes, at most " + options.bodyBytesMax());
        }
    }

    @Override
    public void write(ByteBuffer source) {
        if (ended) {
            throw new IllegalStateException("the body has ended");
        }
        long total = length + source.remaining();
        checkLength(total);
        if (block == null) {
            if (Math.max(total, expectedLength) <= options.inlineBytesMax()) {
                keep(source);
                return;
            }
            charge(Blocks.FRAME_BYTES);
            block = buffers.take();
            fill(block, ByteBuffer.wrap(small, 0, smallLength));
            small = new byte[0];
            length += source.remaining();
            fill(block, source);
        } else {
            length += source.remaining();
            fill(block, source);
        }
    }

    private void keep(ByteBuffer source) {
        int bytes = source.remaining();
        if (smallLength + bytes > small.length) {
            int grown = Math.max(Math.max(FIRST_BYTES, small.length * 2), smallLength + bytes);
            int room = Math.min(options.inlineBytesMax(), grown);
            charge(room);
            small = Arrays.copyOf(small, room);
        }
        source.get(small, smallLength, bytes);
        smallLength += bytes;
        length += bytes;
    }

    private void fill(ByteBuffer into, ByteBuffer source) {
        while (source.hasRemaining()) {
            int bytes = Math.min(source.remaining(), Format.BLOCK_BYTES - into.position());
            into.put(source.slice(source.position(), bytes));
            source.position(source.position() + bytes);
            if (into.position() == Format.BLOCK_BYTES) {
                flush(into);
            }
        }
    }

    private void flush(ByteBuffer data) {
        int bytes = data.position();
        int checksum = Blocks.checksum(bodyId, blocks, data.flip());
        data.limit(bytes + Format.CHECKSUM_BYTES).putInt(bytes, checksum);
        Extent into = extent;
        if (into == null || extentFilled == into.length()) {
            if (into != null) {
                full.add(into);
            }
            into = nextExtent();
            extent = into;
            extentFilled = 0;
            extentWrittenBack = 0;
        }
        Extent target = into;
        calls.run(() -> volumes.write(target, data.position(0), Blocks.framedLength(extentFilled)));
        extentFilled += bytes;
        writeBack(target);
        blocks++;
        data.clear();
    }

    private void writeBack(Extent target) {
        long from = extentWrittenBack;
        long to = extentFilled;
        if (to - from >= options.writeBackBytes() || (to == target.length() && to > options.writeBackBytes())) {
            extentWrittenBack = to;
            calls.run(() -> volumes.writeBack(
                    target, Blocks.framedLength(from), Blocks.framedLength(to) - Blocks.framedLength(from)));
        }
    }

    private Extent nextExtent() {
        reserve.check();
        long written = blocks * Format.BLOCK_BYTES;
        long wanted = expectedLength > written ? expectedLength - written : Math.max(EXTENT_FIRST, written);
        long bytes = Math.min(options.extentBytesMax(), Format.align(wanted, Format.BLOCK_BYTES));
        return calls.call(() -> volumes.take(bytes));
    }

    @Override
    public StagedBody finish() {
        if (ended) {
            throw new IllegalStateException("the body has ended");
        }
        ByteBuffer last = block;
        if (last == null) {
            end();
            ByteBuffer content = ByteBuffer.wrap(small, 0, smallLength).slice();
            return new LocalStaged(new BodyRef.Inline(bodyId, length, content, false), volumes);
        }
        if (last.position() > 0) {
            flush(last);
        }
        end();
        List<Extent> extents = new ArrayList<>(full);
        if (extent != null) {
            extents.add(volumes.trim(extent, extentFilled));
        }
        return new LocalStaged(new BodyRef.InVolumes(bodyId, length, extents), volumes);
    }

    private void end() {
        ended = true;
        ByteBuffer last = block;
        if (last != null) {
            block = null;
            buffers.give(last);
        }
        budget.give(charged);
        charged = 0;
    }

    @Override
    public void close() {
        if (!ended) {
            end();
            small = new byte[0];
            if (extent != null) {
                full.add(extent);
            }
            volumes.release(new BodyRef.InVolumes(bodyId, 0, full));
        }
    }
}
