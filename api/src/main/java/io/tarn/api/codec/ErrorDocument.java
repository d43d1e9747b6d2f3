package io.tarn.api.codec;

import io.tarn.api.error.S3Exception;
import io.tarn.api.xml.XmlWriter;

/** The document that says why a request was refused (Amazon S3, API Reference: Error responses). */
public final class ErrorDocument {
    private ErrorDocument() {}

    /**
     * Code, message, the fields of the refusal, then the two names of the request.
     *
     * @param requestId as in {@code x-amz-request-id}
     * @param hostId as in {@code x-amz-id-2}
     */
    public static byte[] of(S3Exception refusal, String requestId, String hostId) {
        XmlWriter document = new XmlWriter();
        document.open("Error");
        document.element("Code", refusal.code().code());
        document.element("Message", refusal.message());
        refusal.fields().forEach(document::element);
        document.element("RequestId", requestId);
        document.element("HostId", hostId);
        return document.close().toBytes();
    }
}
