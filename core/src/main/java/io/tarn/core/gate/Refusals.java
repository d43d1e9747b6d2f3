package io.tarn.core.gate;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.storage.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever stopped a request into the refusal that its client sees, and logs once what is not the client's doing. */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final String RETRY_AFTER_SECONDS = "1";

    private Refusals() {}

    /** The refusal for {@code failure}; the request id ties the log to the answer. */
    static S3Exception of(Throwable failure, String requestId) {
        return switch (failure) {
            case S3Exception refused ->
                refused.code() == ErrorCode.SLOW_DOWN || refused.code() == ErrorCode.SERVICE_UNAVAILABLE
                        ? retryLater(refused)
                        : refused;
            case StorageException.OutOfSpace full -> {
                LOG.warn("request {}: {}", requestId, full.getMessage());
                yield S3Exception.of(ErrorCode.INSUFFICIENT_STORAGE);
            }
            case StorageException.Unavailable unavailable -> {
                LOG.error("request {}: the store is unavailable", requestId, unavailable);
                yield retryLater(S3Exception.of(ErrorCode.SERVICE_UNAVAILABLE));
            }
            case StorageException.Corrupt corrupt -> {
                LOG.error("request {}: stored data is corrupt", requestId, corrupt);
                yield S3Exception.of(ErrorCode.INTERNAL_ERROR);
            }
            default -> {
                LOG.error("request {}: not foreseen", requestId, failure);
                yield S3Exception.of(ErrorCode.INTERNAL_ERROR);
            }
        };
    }

    private static S3Exception retryLater(S3Exception refused) {
        return refused.headers().has("retry-after") ? refused : refused.withHeader("retry-after", RETRY_AFTER_SECONDS);
    }
}
