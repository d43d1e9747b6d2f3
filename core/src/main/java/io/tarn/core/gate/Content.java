package io.tarn.core.gate;

import io.tarn.core.ResponseSink;

/** A body that is streamed into a response. Closed by the gate, whether it was written or not. */
public interface Content extends AutoCloseable {
    /** Length in bytes. */
    long length();

    /** Writes exactly {@link #length} bytes; an exception closes the connection short. */
    void writeTo(ResponseSink sink);

    @Override
    void close();
}
