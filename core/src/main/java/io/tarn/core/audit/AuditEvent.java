package io.tarn.core.audit;

import io.tarn.core.Connection;
import io.tarn.core.access.Caller;
import io.tarn.core.auth.SignatureFault;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request that has ended. Texts that come from the client are neither escaped nor cut as yet: {@link AuditLine} does
 * both.
 *
 * @param time when it came
 * @param requestId the id that its answer carries
 * @param service whose it was: {@code s3}, {@code iam}, {@code sts} or {@code tarn}
 * @param operation what was asked for; empty if it was refused before that was known
 * @param caller who asked, as it was proven; null if it was refused before
 * @param claimedKeyId the access key that the request names, proven or not; null if it names none
 * @param claimedOwner whose key that is, if its signature was another; null otherwise
 * @param fault what its signature should have been made of; null if it was right, or nobody wanted to know
 * @param connection where it came from
 * @param userAgent what the client calls itself; null if nothing
 * @param bucket the bucket that it names, or null
 * @param key the key that it names, or null
 * @param versionId the version that it names, or null
 * @param asked what the authorizer was asked, in that order; at most {@link Hearing#ASKED_MAX}
 * @param askedMore how many questions more there were
 * @param status the HTTP status of the answer; 0 if none was begun
 * @param error the code of the refusal, or null
 * @param message what the refusal says to a caller who is known; null for others. No part of the log
 * @param bytesIn declared length of the body; negative if it came in chunks
 * @param bytesOut length of the answer's body as far as it was sent
 * @param cut whether the client did not get all of the answer
 * @param micros how long it took, in microseconds
 */
public record AuditEvent(
        Instant time,
        String requestId,
        String service,
        String operation,
        @Nullable Caller caller,
        @Nullable String claimedKeyId,
        Caller.@Nullable Identity claimedOwner,
        @Nullable SignatureFault fault,
        Connection connection,
        @Nullable String userAgent,
        @Nullable String bucket,
        @Nullable String key,
        @Nullable String versionId,
        List<Asked> asked,
        long askedMore,
        int status,
        @Nullable String error,
        @Nullable String message,
        long bytesIn,
        long bytesOut,
        boolean cut,
        long micros) {}
