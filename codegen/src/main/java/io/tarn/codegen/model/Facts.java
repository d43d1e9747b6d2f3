package io.tarn.codegen.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the model does not say about an operation.
 *
 * @param resource {@code none}, {@code bucket} or {@code object}
 * @param actions the IAM actions needed
 * @param versionActions instead of {@code actions} when the request names a version; empty if the same
 * @param headerActions besides, when that header is sent
 * @param sourceActions on the source of a copy or rename
 * @param sourceVersionActions instead of {@code sourceActions} when the source names a version
 * @param queryTells {@code name} or {@code name=value}, besides those of the model
 * @param headerTells headers that single the operation out
 * @param bodyFirst the body is read before the decision
 * @param bodyBytesMax most bytes of a body that is read whole; 0 for the usual limit
 * @param malformed the code that an unfit XML body is refused with; null for MalformedXML
 * @param missingBody the code that a missing body is refused with; null for MissingRequestBodyError
 */
public record Facts(
        String resource,
        List<String> actions,
        List<String> versionActions,
        Map<String, String> headerActions,
        List<String> sourceActions,
        List<String> sourceVersionActions,
        List<String> queryTells,
        List<String> headerTells,
        boolean bodyFirst,
        int bodyBytesMax,
        @Nullable String malformed,
        @Nullable String missingBody) {
    /** Nothing known. */
    public static final Facts NONE = new Facts(
            "none", List.of(), List.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), false, 0, null, null);
}
