package io.tarn.core.auth;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.QueryParameters;
import io.tarn.api.http.RequestHead;
import io.tarn.storage.Bytes;

/** Hands a request to an authenticator as the gate does: with its query parsed. */
public record Verifier(Authenticator authenticator) {
    public Authentication authenticate(RequestHead head) {
        return authenticator.authenticate(head, query(head));
    }

    public Authentication authenticateWithBody(RequestHead head, Bytes bodySha256) {
        return authenticator.authenticateWithBody(head, query(head), bodySha256, Witness.NONE);
    }

    private static QueryParameters query(RequestHead head) {
        QueryParameters query = QueryParameters.parse(head.rawQuery());
        if (query == null) {
            throw S3Exception.of(ErrorCode.INVALID_URI);
        }
        return query;
    }
}
