package io.tarn.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.tarn.api.http.ResponseHead;
import io.tarn.core.ResponseSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers a response in pooled buffers and passes them to its {@link Outlet}. A small response goes in one piece when
 * the request ends; a body of declared length goes in pieces of {@link #PIECE_BYTES}; a body in chunks goes on with
 * every write, because whoever does not know its length may want it seen early. For the request's thread.
 */
final class OutgoingResponse implements ResponseSink {
    static final int PIECE_BYTES = 64 * 1024;

    private static final int CHUNK_LINE_BYTES = 7;
    private static final int CHUNK_FRAME_BYTES = CHUNK_LINE_BYTES + 2;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};
    private static final long UNDECLARED = -1;

    private final Outlet outlet;
    private final RequestFrame frame;
    private final HeadWriter headWriter;
    private final ByteBufAllocator allocator;
    private final List<ByteBuf> full = new ArrayList<>(2);
    private long fullBytes;
    private ByteBuf tail;
    private @Nullable ByteBuffer lent;
    private @Nullable ResponseHead undecided;
    private String operation = "";
    private boolean begun;
    private boolean bodiless;
    private boolean chunks;
    private boolean keep;
    private long declared = UNDECLARED;
    private long written;
    private int status;

    /** {@code first} is an empty buffer with room for a usual head; it is taken over. */
    OutgoingResponse(
            Outlet outlet, RequestFrame frame, HeadWriter headWriter, ByteBufAllocator allocator, ByteBuf first) {
        this.outlet = outlet;
        this.frame = frame;
        this.headWriter = headWriter;
        this.allocator = allocator;
        this.tail = first;
    }

    @Override
    public void operation(String name) {
        operation = name;
    }

    /** As the handler named it, or empty. */
    String operation() {
        return operation;
    }

    /** As sent, or 0. */
    int status() {
        return status;
    }

    /** Body bytes passed on. */
    long written() {
        return written;
    }

    @Override
    public boolean begun() {
        return begun;
    }

    @Override
    public void begin(ResponseHead head) {
        if (begun) {
            throw new IllegalStateException("a second head");
        }
        HeadWriter.check(head.headers());
        bodiless = frame.isHead() || head.status() == 204 || head.status() == 304;
        String length = head.headers().first("content-length");
        declared = length == null ? UNDECLARED : Long.parseLong(length);
        keep = frame.persistent() && outlet.keepsOpen();
        if (bodiless || declared != UNDECLARED) {
            headWriter.write(tail, head, HeadWriter.Ending.DECLARED, !keep);
        } else {
            undecided = head;
        }
        begun = true;
        status = head.status();
    }

    /** The head of a body of unknown length waits for the first byte, for perhaps there is none. */
    private void decide(boolean empty) {
        ResponseHead head = undecided;
        if (head != null) {
            undecided = null;
            chunks = !empty && frame.chunksUnderstood();
            HeadWriter.Ending ending =
                    empty ? HeadWriter.Ending.EMPTY : chunks ? HeadWriter.Ending.CHUNKS : HeadWriter.Ending.CLOSE;
            headWriter.write(tail, head, ending, !keep);
        }
    }

    @Override
    public ByteBuffer buffer(int bytesMax) {
        if (bytesMax < 1) {
            throw new IllegalArgumentException("a buffer of " + bytesMax + " bytes");
        }
        mustHaveBegun();
        decide(false);
        int bytes = Math.min(bytesMax, PIECE_BYTES);
        int frameBytes = chunks ? CHUNK_FRAME_BYTES : 0;
        makeRoom(bytes + frameBytes);
        int at = tail.writerIndex() + (chunks ? CHUNK_LINE_BYTES : 0);
        ByteBuffer room = tail.nioBuffer(at, bytes);
        lent = room;
        return room;
    }

    private void makeRoom(int bytes) {
        if (tail.writableBytes() < bytes) {
            pushTail();
            tail = allocator.directBuffer(Math.max(bytes, 16 * 1024));
        }
    }

    private void pushTail() {
        if (tail.isReadable()) {
            fullBytes += tail.readableBytes();
            full.add(tail);
        } else {
            tail.release();
        }
    }

    @SuppressWarnings("ReferenceEquality") // Only the very buffer that was lent may be sent without a copy.
    @Override
    public void write(ByteBuffer data) {
        mustHaveBegun();
        if (!data.hasRemaining()) {
            lent = null;
            return;
        }
        if (bodiless) {
            lent = null;
            data.position(data.limit());
            return;
        }
        if (declared != UNDECLARED && data.remaining() > declared - written) {
            throw new IllegalStateException("more bytes than the declared " + declared);
        }
        if (data == lent) {
            appendLent(data);
        } else {
            appendCopy(data);
        }
    }

    private void appendLent(ByteBuffer data) {
        lent = null;
        int bytes = data.remaining();
        if (data.position() > 0) {
            int at = tail.writerIndex() + (chunks ? CHUNK_LINE_BYTES : 0);
            tail.setBytes(at, tail, at + data.position(), bytes);
        }
        appended(bytes);
    }

    private void appendCopy(ByteBuffer data) {
        while (data.hasRemaining()) {
            int bytes = Math.min(data.remaining(), PIECE_BYTES);
            ByteBuffer room = buffer(bytes);
            lent = null;
            room.put(data.slice(data.position(), bytes));
            data.position(data.position() + bytes);
            appended(bytes);
        }
    }

    private void appended(int bytes) {
        if (chunks) {
            for (int digit = 0; digit < CHUNK_LINE_BYTES - 2; digit++) {
                int shift = 4 * (CHUNK_LINE_BYTES - 3 - digit);
                tail.writeByte(HEX[bytes >>> shift & 15]);
            }
            tail.writeShort('\r' << 8 | '\n');
            tail.writerIndex(tail.writerIndex() + bytes);
            tail.writeShort('\r' << 8 | '\n');
        } else {
            tail.writerIndex(tail.writerIndex() + bytes);
        }
        written += bytes;
        if (chunks || (fullBytes + tail.readableBytes() >= PIECE_BYTES && written != declared)) {
            outlet.send(take());
        }
    }

    private List<ByteBuf> take() {
        List<ByteBuf> pieces = new ArrayList<>(full.size() + 1);
        pieces.addAll(full);
        full.clear();
        fullBytes = 0;
        if (tail.isReadable()) {
            pieces.add(tail.readRetainedSlice(tail.readableBytes()));
        }
        return pieces;
    }

    /** The request has ended well: passes on the rest, or cuts the answer if it is not complete. */
    void finish() {
        mustHaveBegun();
        decide(written == 0);
        if (!bodiless && declared != UNDECLARED && written != declared) {
            throw new IllegalStateException("only " + written + " of the declared " + declared + " bytes");
        }
        if (chunks) {
            makeRoom(LAST_CHUNK.length);
            tail.writeBytes(LAST_CHUNK);
        }
        boolean closeDelimited = !chunks && declared == UNDECLARED && written > 0;
        pushTail();
        tail = Unpooled.EMPTY_BUFFER;
        List<ByteBuf> pieces = new ArrayList<>(full);
        full.clear();
        outlet.finish(pieces, keep && !closeDelimited);
    }

    /** The request has ended badly after its answer began: cuts the connection. */
    void cut() {
        discard();
        outlet.cut();
    }

    /** Frees what was not passed on. */
    void discard() {
        tail.release();
        tail = Unpooled.EMPTY_BUFFER;
        full.forEach(ByteBuf::release);
        full.clear();
    }

    private void mustHaveBegun() {
        if (!begun) {
            throw new IllegalStateException("no head yet");
        }
    }
}
