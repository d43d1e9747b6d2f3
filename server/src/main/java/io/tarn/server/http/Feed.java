package io.tarn.server.http;

/** What the two ends of a request ask of the connection that carries it. Called from the request's thread. */
interface Feed {
    /** Tells the client to send the body it holds back. */
    void sendContinue();

    /** Goes on reading after the body's queue was full. */
    void resumeReading();

    /** Runs a task on the connection's event loop, after those given before; false if the loop has ended. */
    boolean execute(Runnable task);
}
