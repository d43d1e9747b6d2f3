package io.tarn.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.Connection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: reads a request, waits for its answer, reads the next. Everything happens on the connection's event
 * loop but what is said otherwise. It reads only when it has room: one buffer while a request runs, the body's queue
 * while there is a body.
 *
 * <p>Whenever it closes a connection after an answer, it first says that nothing more will come and goes on taking what
 * the client still sends, within bounds: a close with bytes unread would reset the connection, and the client could
 * lose the answer.
 */
// A failed write or close ends in channelInactive, where everything is freed.
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpConnection extends ChannelInboundHandlerAdapter implements Feed {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final int HEAD_BUFFER_BYTES = 8 * 1024;
    private static final String TLS = "TLSv";

    private final Edge edge;
    private final boolean secure;
    private final RequestReader reader;
    private final Dues dues;
    private final Lingering lingering;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Connection peer;
    private volatile @Nullable Exchange exchange;
    private volatile @Nullable Exchange latest;
    private boolean started;
    private boolean inputEnded;

    HttpConnection(Edge edge, boolean secure) {
        this.edge = edge;
        this.secure = secure;
        this.reader = new RequestReader(edge.limits());
        this.dues = new Dues(edge);
        this.lingering = new Lingering(edge.limits());
    }

    /** The other side, as handlers see it. Any thread, once connected. */
    Connection peer() {
        Connection known = peer;
        if (known == null) {
            throw new IllegalStateException("not connected");
        }
        return known;
    }

    private ChannelHandlerContext context() {
        ChannelHandlerContext known = context;
        if (known == null) {
            throw new IllegalStateException("not connected");
        }
        return known;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        InetSocketAddress address = (InetSocketAddress) active.channel().remoteAddress();
        peer = new Connection(address.getAddress(), secure);
        dues.within(edge.limits().idleTime());
        if (!edge.enter(this)) {
            if (edge.flooded()) {
                active.close();
                return;
            }
            S3Exception full = S3Exception.of(ErrorCode.SERVICE_UNAVAILABLE, "Too many connections are open.");
            refuse(EarlyAnswer.document(full, edge.ids()));
        }
        readIfRoom();
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        edge.leave(this);
        dues.nothing();
        reader.drop();
        Exchange running = exchange;
        if (running != null) {
            running.clientGone();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (lingering.begun()) {
            lingering.took(bytes.readableBytes());
            bytes.release();
            return;
        }
        reader.hold(bytes);
        advance();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext reading) {
        readIfRoom();
    }

    /** Goes as far as the bytes at hand allow. */
    private void advance() {
        try {
            boolean moved = true;
            while (moved && reader.holds()) {
                Exchange running = exchange;
                moved = running == null ? readHead() : reader.inBody() && readBody(running);
            }
        } catch (Refusal refusal) {
            broken(refusal);
        }
        reader.releaseIfEmpty();
        Exchange ready = exchange;
        if (ready != null && !started) {
            start(ready);
        }
        if (inputEnded) {
            nothingMoreComes();
        }
    }

    private boolean readHead() throws Refusal {
        boolean begunBefore = reader.headBegun();
        RequestFrame frame = reader.head();
        if (frame == null) {
            if (!begunBefore && reader.headBegun()) {
                dues.within(edge.limits().headTime());
            }
            return false;
        }
        dues.nothing();
        started = false;
        Exchange next = new Exchange(edge, this, frame, context().alloc().directBuffer(HEAD_BUFFER_BYTES));
        exchange = next;
        latest = next;
        return true;
    }

    private boolean readBody(Exchange running) throws Refusal {
        int cost = reader.cost();
        ByteBuf piece = reader.body();
        if (piece != null) {
            edge.metrics().bytesIn(piece.readableBytes());
            dues.took(piece.readableBytes());
            running.body().offer(piece, cost);
        }
        if (!reader.inBody()) {
            dues.nothing();
            running.body().end();
        }
        return true;
    }

    /** Called with the first body bytes already offered, so that a small request never waits for them. */
    private void start(Exchange ready) {
        started = true;
        ErrorCode refused = edge.closing() ? ErrorCode.SERVICE_UNAVAILABLE : null;
        if (refused == null && !edge.admission().admit(ready.frame().hasBody(), () -> edge.start(ready))) {
            refused = ErrorCode.SLOW_DOWN;
        }
        if (refused != null) {
            exchange = null;
            ready.discard();
            refuse(EarlyAnswer.document(S3Exception.of(refused), edge.ids()));
        }
    }

    /** The bytes at hand break the rules: no further byte of this connection is believed. */
    private void broken(Refusal refusal) {
        reader.drop();
        Exchange running = exchange;
        if (running != null) {
            reader.leaveBody();
            dues.nothing();
            lingering.begin();
            running.body().fail(S3Exception.of(ErrorCode.BAD_REQUEST, refusal.reason()));
            return;
        }
        S3Exception document = refusal.document();
        refuse(
                document == null
                        ? EarlyAnswer.plain(refusal.status(), refusal.reason())
                        : EarlyAnswer.document(document, edge.ids()));
    }

    private void refuse(EarlyAnswer answer) {
        edge.metrics().refused();
        ByteBuf out = context().alloc().directBuffer(HEAD_BUFFER_BYTES);
        edge.headWriter().write(out, answer.head(), HeadWriter.Ending.DECLARED, true);
        out.writeBytes(answer.body());
        reader.drop();
        reader.leaveBody();
        lingering.begin();
        dues.within(edge.limits().writeIdleTime());
        context().writeAndFlush(out).addListener(done -> halfClose());
    }

    private void readIfRoom() {
        if (!context().channel().isActive() || inputEnded || !wantsMore()) {
            return;
        }
        context().read();
    }

    private boolean wantsMore() {
        if (lingering.begun()) {
            return closeIfDrained();
        }
        Exchange running = exchange;
        if (running == null) {
            return true;
        }
        if (!reader.inBody()) {
            return !reader.holds();
        }
        boolean room = running.body().wantsMore();
        if (room && !running.body().heldBack()) {
            dues.body();
        } else {
            dues.bodyLater();
        }
        return room;
    }

    private boolean closeIfDrained() {
        if (!lingering.over()) {
            return true;
        }
        if (lingering.answered()) {
            context().close();
        }
        return false;
    }

    @Override
    public boolean execute(Runnable task) {
        try {
            context().executor().execute(task);
            return true;
        } catch (RejectedExecutionException ended) {
            return false;
        }
    }

    @Override
    public void sendContinue() {
        execute(() -> {
            if (reader.inBody()) {
                context().writeAndFlush(Unpooled.wrappedBuffer(CONTINUE));
                dues.body();
            }
        });
    }

    @Override
    public void resumeReading() {
        execute(this::readIfRoom);
    }

    /** Sends a part of an answer. */
    void write(Exchange writing, List<ByteBuf> pieces, long bytes) {
        send(pieces).addListener(done -> writing.sent(bytes));
    }

    private ChannelFuture send(List<ByteBuf> pieces) {
        for (int index = 0; index < pieces.size() - 1; index++) {
            context().write(pieces.get(index), context().voidPromise());
        }
        return context().writeAndFlush(pieces.isEmpty() ? Unpooled.EMPTY_BUFFER : pieces.getLast());
    }

    /** Sends the end of an answer and goes on to the next request, or to the end of the connection. */
    void finish(Exchange ended, List<ByteBuf> pieces, long bytes, boolean keep) {
        ended.body().discard();
        ChannelFuture sent = send(pieces);
        sent.addListener(done -> ended.sent(bytes));
        if (!keep || reader.inBody() || lingering.begun() || edge.closing()) {
            reader.leaveBody();
            dues.nothing();
            reader.drop();
            lingering.begin();
            sent.addListener(done -> halfClose());
            return;
        }
        exchange = null;
        sent.addListener(done -> waitForRequest());
        advance();
        readIfRoom();
    }

    private void waitForRequest() {
        if (exchange == null && !reader.headBegun() && !lingering.begun()) {
            dues.within(edge.limits().idleTime());
        }
    }

    /** Ends the connection in the middle of an answer. */
    void cut(Exchange ended) {
        ended.body().discard();
        context().close();
    }

    private void halfClose() {
        if (!context().channel().isActive()) {
            return;
        }
        lingering.answerSent();
        if (inputEnded || lingering.over()) {
            context().close();
            return;
        }
        dues.within(edge.limits().drainTime());
        HalfClose.of(context().channel());
        readIfRoom();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext triggered, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded();
        } else if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            peer = new Connection(peer().client(), true, tlsVersion(triggered.channel()));
        }
    }

    /** The version that was agreed on, as S3 writes it. */
    private static @Nullable String tlsVersion(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        String protocol = tls == null ? "" : tls.engine().getSession().getProtocol();
        return protocol.startsWith(TLS) ? protocol.substring(TLS.length()) : null;
    }

    private void inputEnded() {
        inputEnded = true;
        nothingMoreComes();
    }

    private void nothingMoreComes() {
        Exchange running = exchange;
        if (lingering.answered() || (running == null && !lingering.begun())) {
            closeAfterWrites();
        } else if (running != null && reader.inBody()) {
            running.body().fail(IncomingBody.incomplete());
        }
    }

    /** What an answer has still in the queue goes out first. */
    private void closeAfterWrites() {
        context()
                .writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(done -> context().close());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext caught, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.debug("Connection of {} closed", caught.channel().remoteAddress(), cause);
        }
        caught.close();
    }

    /** Any thread: looks whether the client has kept us waiting for too long. */
    void checkDeadlines(long now) {
        Exchange answering = latest;
        if (dues.due(now)) {
            execute(this::deadlinePassed);
        } else if (answering != null
                && answering.stuck(now, edge.limits().writeIdleTime().toNanos())) {
            execute(() -> context().close());
        }
    }

    private void deadlinePassed() {
        if (!dues.overdue()) {
            return;
        }
        Exchange running = exchange;
        if (lingering.begun() || (running == null && !reader.headBegun())) {
            context().close();
        } else if (running == null) {
            refuse(EarlyAnswer.document(S3Exception.of(ErrorCode.REQUEST_TIMEOUT), edge.ids()));
        } else {
            running.body().fail(S3Exception.of(ErrorCode.REQUEST_TIMEOUT));
        }
    }

    /** Any thread: closes the connection if no request is on it; otherwise its end will close it. */
    void closeIfIdle() {
        execute(() -> {
            if (exchange == null && !reader.headBegun() && !lingering.begun()) {
                closeAfterWrites();
            }
        });
    }

    /** Any thread: closes the connection whatever is on it. */
    void closeNow() {
        execute(() -> context().close());
    }
}
