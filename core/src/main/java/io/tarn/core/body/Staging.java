package io.tarn.core.body;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.storage.BodyWriter;
import io.tarn.storage.StorageException;
import io.tarn.storage.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins bodies in the store. */
public final class Staging {
    private static final Logger LOG = LoggerFactory.getLogger(Staging.class);

    private Staging() {}

    /**
     * Begins a body.
     *
     * @param expectedLength in bytes, or -1 if it is not known
     * @throws S3Exception {@code SlowDown} if as many bodies are being received as there is memory for
     */
    public static BodyWriter begin(Store store, long expectedLength) {
        try {
            return store.stage(expectedLength);
        } catch (StorageException.Busy busy) {
            LOG.debug("A body must wait", busy);
            throw S3Exception.of(ErrorCode.SLOW_DOWN);
        }
    }
}
