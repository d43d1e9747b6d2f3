package io.tarn.core.gate;

import io.tarn.api.http.Headers;
import io.tarn.api.http.RequestHead;
import io.tarn.core.auth.RawClient;

/** Takes the signature off a request. */
final class Unsigned {
    private Unsigned() {}

    static RequestHead of(RawClient client) {
        RequestHead signed = client.signed();
        Headers.Builder headers = Headers.builder();
        for (Headers.Field field : signed.headers()) {
            if (!field.name().equals("authorization") && !field.name().equals("x-amz-date")) {
                headers.add(field.name(), field.value());
            }
        }
        return new RequestHead(signed.method(), signed.rawPath(), signed.rawQuery(), headers.build());
    }
}
