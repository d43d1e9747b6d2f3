package io.tarn.server.http;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/** Tells a client that nothing more will come, while still listening to it. */
// If it fails the connection is gone, which is as good.
@SuppressWarnings("FutureReturnValueIgnored")
final class HalfClose {
    private HalfClose() {}

    static void of(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            shutDownOutput(channel);
        } else {
            tls.closeOutbound().addListener(done -> shutDownOutput(channel));
        }
    }

    private static void shutDownOutput(Channel channel) {
        if (channel instanceof DuplexChannel duplex && channel.isActive()) {
            duplex.shutdownOutput();
        }
    }
}
