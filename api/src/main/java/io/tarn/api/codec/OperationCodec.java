package io.tarn.api.codec;

/**
 * Reads the requests of one operation and writes its answers. Knows form only: what a value means is not its business.
 *
 * @param <I> the input record
 * @param <O> the output record
 */
public interface OperationCodec<I, O> {
    /**
     * Reads a request.
     *
     * @throws io.tarn.api.error.S3Exception {@code InvalidArgument} for a header or query parameter that is no number,
     *     flag or moment; {@code MalformedXML} (or what the operation says instead) for a body that does not fit the
     *     schema; {@code MissingRequestBodyError}, {@code InvalidRequest} or {@code InvalidArgument} if a required body,
     *     header or query parameter is missing
     */
    I decode(RequestParts parts);

    /** Writes a success: status, headers, and the body unless it is a stream. */
    void encode(O output, ResponseWriter response);
}
