package io.tarn.codegen.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation.
 *
 * @param method the HTTP method
 * @param uri the URI template, with the query that always stands there
 * @param status of success
 * @param input name of the input structure
 * @param output name of the output structure
 * @param checksumRequired the request must carry a checksum of its body
 * @param unwrapped the answer's root is its only member
 * @param payloadType media type of an answer whose body is a text or bytes, or null for the usual one
 * @param modelled false for what is S3 but not in AWS's model: it has neither input nor codec
 */
public record Operation(
        String name,
        String method,
        String uri,
        int status,
        String input,
        String output,
        boolean checksumRequired,
        boolean unwrapped,
        @Nullable String payloadType,
        boolean modelled,
        Facts facts) {

    /** The path of the template, without its query. */
    public String path() {
        int mark = uri.indexOf('?');
        return mark < 0 ? uri : uri.substring(0, mark);
    }

    /** The query parameters of the template: {@code name} or {@code name=value}. */
    public List<String> literalQuery() {
        int mark = uri.indexOf('?');
        return mark < 0 ? List.of() : List.of(uri.substring(mark + 1).split("&"));
    }
}
