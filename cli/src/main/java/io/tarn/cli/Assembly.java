package io.tarn.cli;

import java.net.InetSocketAddress;

/** Makes a running server of options: the one place where the rooms of the house are put together. */
@FunctionalInterface
interface Assembly {
    /**
     * Opens the store, creates missing buckets and starts both listeners.
     *
     * @throws UsageException if it cannot be done as asked
     */
    Running start(ServeOptions options, RootKey rootKey, MasterKeySource masterKey);

    /** A server that takes requests until it is closed. */
    interface Running extends AutoCloseable {
        /** Where S3 is served, with the port that was taken. */
        InetSocketAddress address();

        /** Where health and metrics are served, with the port that was taken. */
        InetSocketAddress adminAddress();

        /** Stops taking requests, lets running ones end within a bound, and closes the store. */
        @Override
        void close();
    }
}
