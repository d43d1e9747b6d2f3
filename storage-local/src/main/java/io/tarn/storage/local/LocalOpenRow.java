package io.tarn.storage.local;

import static io.tarn.storage.local.Format.BLOCK_BYTES;

import io.tarn.storage.OpenRow;
import io.tarn.storage.Row;
import io.tarn.storage.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A row with its body held. Reads whole blocks, verifies each every time it comes from the disk. */
final class LocalOpenRow implements OpenRow {
    private final Row row;
    private final @Nullable Source source;
    private final BufferPool buffers;
    private final BlockingCalls calls;
    private @Nullable ByteBuffer block;
    private long blockNumber = -1;
    private boolean closed;

    /** Where the blocks of a body come from. */
    interface Source {
        long bodyId();

        /** Reads the frame of a block until {@code target} is full; fewer bytes if the file ends. */
        int read(long block, ByteBuffer target) throws IOException;

        /** For messages. */
        String where();

        /** Lets the body go. */
        void release();
    }

    LocalOpenRow(Row row, @Nullable Source source, BufferPool buffers, BlockingCalls calls) {
        this.row = row;
        this.source = source;
        this.buffers = buffers;
        this.calls = calls;
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public int read(long offset, ByteBuffer target) {
        if (closed) {
            throw new IllegalStateException("the row is closed");
        }
        if (offset < 0) {
            throw new IllegalArgumentException("offset " + offset);
        }
        Source from = source;
        if (from == null || offset >= row.bodyLength()) {
            return -1;
        }
        int start = target.position();
        long at = offset;
        while (target.hasRemaining() && at < row.bodyLength()) {
            ByteBuffer data = load(from, at / BLOCK_BYTES);
            int within = (int) (at % BLOCK_BYTES);
            int bytes = Math.min(target.remaining(), data.limit() - within);
            target.put(data.slice(within, bytes));
            at += bytes;
            if (within + bytes == data.limit()) {
                drop();
            }
        }
        return target.position() - start;
    }

    /** The verified bytes of a block. */
    private ByteBuffer load(Source from, long number) {
        ByteBuffer current = block;
        if (current != null && blockNumber == number) {
            return current;
        }
        ByteBuffer buffer = current == null ? buffers.take() : current;
        block = buffer;
        blockNumber = -1;
        int data = (int) Math.min(BLOCK_BYTES, row.bodyLength() - number * BLOCK_BYTES);
        buffer.clear().limit(data + Format.CHECKSUM_BYTES);
        int read = calls.call(() -> {
            try {
                return from.read(number, buffer);
            } catch (IOException e) {
                throw new StorageException.Unavailable(
                        "block " + number + " of " + from.where() + " cannot be read", e);
            }
        });
        buffer.flip();
        if (read != data + Format.CHECKSUM_BYTES || !Blocks.verify(from.bodyId(), number, buffer)) {
            throw new StorageException.Corrupt("block " + number + " of " + from.where() + " does not check");
        }
        blockNumber = number;
        return buffer.limit(data);
    }

    private void drop() {
        ByteBuffer buffer = block;
        if (buffer != null) {
            block = null;
            blockNumber = -1;
            buffers.give(buffer);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            drop();
            if (source != null) {
                source.release();
            }
        }
    }

    /** A body in the log, whose segment is pinned. */
    record LogSource(BodyRef.InLog body, Segment segment) implements Source {
        @Override
        public long bodyId() {
            return body.id();
        }

        @Override
        public int read(long block, ByteBuffer target) throws IOException {
            return segment.file.read(target, body.position() + block * Blocks.FRAME_BYTES);
        }

        @Override
        public String where() {
            return "a body at " + body.position() + " in " + segment.path;
        }

        @Override
        public void release() {
            segment.unpin();
        }
    }

    /** A body in volumes, which is pinned there. */
    record VolumeSource(BodyRef.InVolumes body, Volumes volumes) implements Source {
        @Override
        public long bodyId() {
            return body.id();
        }

        @Override
        public int read(long block, ByteBuffer target) throws IOException {
            long before = 0;
            for (Extent extent : body.extents()) {
                long blocks = (extent.length() + BLOCK_BYTES - 1) / BLOCK_BYTES;
                if (block < before + blocks) {
                    return volumes.read(extent, target, (block - before) * Blocks.FRAME_BYTES);
                }
                before += blocks;
            }
            return 0;
        }

        @Override
        public String where() {
            return "a body in " + body.extents();
        }

        @Override
        public void release() {
            volumes.unpin(body);
        }
    }
}
