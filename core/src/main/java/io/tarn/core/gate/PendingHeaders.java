package io.tarn.core.gate;

import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.api.s3.S3Operation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The headers of S3 that ask for something not built yet: they are refused by name, never taken and forgotten. A
 * header leaves this list in the change that honours it.
 */
final class PendingHeaders {
    /** Header to the values that ask for nothing beyond what is there. */
    private static final Map<String, Set<String>> PENDING = Map.ofEntries(
            Map.entry("x-amz-bucket-object-lock-enabled", Set.of("false", "False")),
            Map.entry("x-amz-bucket-namespace", Set.of("global")),
            Map.entry("x-amz-create-session-mode", Set.of()),
            Map.entry("x-amz-tagging", Set.of("")),
            Map.entry("x-amz-server-side-encryption-bucket-key-enabled", Set.of("false")),
            Map.entry("x-amz-write-offset-bytes", Set.of()),
            Map.entry("x-amz-if-match-last-modified-time", Set.of()),
            Map.entry("x-amz-if-match-size", Set.of()));

    /** Families of headers of which no value is honoured. */
    private static final List<String> PENDING_FAMILIES = List.of(
            "x-amz-object-lock-",
            "x-amz-server-side-encryption",
            "x-amz-copy-source-server-side-encryption-",
            "x-amz-rename-");

    private static final String MODIFIED = "If-Modified-Since";
    private static final String UNMODIFIED = "If-Unmodified-Since";

    /** Conditions that S3 does not know for a write: whoever sends one does not want the write without it. */
    private static final Map<S3Operation, List<String>> CONDITIONS = Map.of(
            S3Operation.PUT_OBJECT, List.of(MODIFIED, UNMODIFIED),
            S3Operation.COPY_OBJECT, List.of(MODIFIED, UNMODIFIED),
            S3Operation.COMPLETE_MULTIPART_UPLOAD, List.of(MODIFIED, UNMODIFIED),
            S3Operation.DELETE_OBJECT, List.of("If-None-Match", MODIFIED, UNMODIFIED));

    private PendingHeaders() {}

    /**
     * Refuses a request that carries a header not honoured.
     *
     * @throws S3Exception {@code NotImplemented} naming the header
     */
    static void refuse(S3Operation operation, Headers headers) {
        for (String condition : CONDITIONS.getOrDefault(operation, List.of())) {
            if (headers.has(condition.toLowerCase(Locale.ROOT))) {
                throw Unsupported.header(condition);
            }
        }
        for (Headers.Field field : headers) {
            if (field.name().startsWith("x-") && pending(field)) {
                throw Unsupported.header(field.name());
            }
        }
    }

    private static boolean pending(Headers.Field field) {
        Set<String> honoured = PENDING.get(field.name());
        if (honoured != null) {
            return !honoured.contains(field.value());
        }
        for (String family : PENDING_FAMILIES) {
            if (field.name().startsWith(family)) {
                return true;
            }
        }
        return false;
    }
}
