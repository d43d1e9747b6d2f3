package io.tarn.api.query;

import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.xml.XmlWriter;

/** The document that says why a request of the Query protocol was refused. */
public final class QueryErrorDocument {
    private QueryErrorDocument() {}

    /**
     * Writes status and document.
     *
     * @param namespace of the service, for example {@code IamOperation.NAMESPACE}
     */
    public static void write(QueryException refusal, String namespace, String requestId, ResponseWriter response) {
        write(refusal.error().status(), refusal.error().code(), refusal.message(), namespace, requestId, response);
    }

    /**
     * Writes status and document of an error that is no {@link QueryException}: of the door, before a service is asked.
     * From status 500 on the fault is the receiver's, below the sender's.
     */
    public static void write(
            int status, String code, String message, String namespace, String requestId, ResponseWriter response) {
        XmlWriter out = new XmlWriter();
        out.open("ErrorResponse").namespace("", namespace).open("Error");
        out.element("Type", status < 500 ? "Sender" : "Receiver");
        out.element("Code", code);
        out.element("Message", message);
        out.close();
        out.element("RequestId", requestId);
        response.status(status);
        response.body("text/xml", out.close().toBytes());
    }
}
