package io.tarn.api.query;

import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.xml.XmlWriter;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Reads the forms of one operation of the Query protocol and writes its answers. Knows form only: what a value means,
 * how long it may be and which letters it may have is not its business.
 *
 * @param <I> the input record
 * @param <O> the output record
 */
public final class QueryCodec<I, O> {
    private final String operation;
    private final String namespace;
    private final boolean hasResult;
    private final Function<QueryNode, I> reader;
    private final BiConsumer<XmlWriter, O> writer;

    /**
     * A codec of readers and writers.
     *
     * @param operation the name, of which the names of elements are made
     * @param hasResult false if the answer has no element for a result
     */
    public QueryCodec(
            String operation,
            String namespace,
            boolean hasResult,
            Function<QueryNode, I> reader,
            BiConsumer<XmlWriter, O> writer) {
        this.operation = operation;
        this.namespace = namespace;
        this.hasResult = hasResult;
        this.reader = reader;
        this.writer = writer;
    }

    /** The name of the operation. */
    public String operation() {
        return operation;
    }

    /**
     * Reads a request.
     *
     * @throws QueryException {@code ValidationError} if a required member is missing or a value is none of those that
     *     AWS lists; {@code MalformedInput} if a value is no number, flag or moment or the structure is another
     */
    public I decode(QueryForm form) {
        return reader.apply(form.root());
    }

    /** Writes a success: status 200 and the document. */
    public void encode(O output, String requestId, ResponseWriter response) {
        XmlWriter out = new XmlWriter();
        out.open(operation + "Response").namespace("", namespace);
        if (hasResult) {
            out.open(operation + "Result");
            writer.accept(out, output);
            out.close();
        }
        out.open("ResponseMetadata").element("RequestId", requestId);
        out.close();
        response.status(200);
        response.body("text/xml", out.close().toBytes());
    }
}
