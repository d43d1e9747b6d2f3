package io.tarn.server.http;

import io.netty.buffer.ByteBuf;
import java.util.List;

/** Where a response goes. For the request's thread; takes over the buffers it is given. */
interface Outlet {
    /** False if the connection must be closed after this answer, for example because request bytes are still to come. */
    boolean keepsOpen();

    /**
     * Sends buffers once the client has taken enough of those before.
     *
     * @throws io.tarn.core.ResponseSink.ClientGone if the client is gone or was too slow
     */
    void send(List<ByteBuf> pieces);

    /** Sends the last buffers without waiting; then the connection goes on to its next request or is closed. */
    void finish(List<ByteBuf> pieces, boolean keep);

    /** Closes the connection at once. */
    void cut();
}
