package io.tarn.core.gate;

import io.tarn.api.s3.QueryTell;
import io.tarn.api.s3.S3Operation;
import io.tarn.core.auth.RawClient;
import io.tarn.core.fixture.S3;
import java.util.stream.Stream;

/** A request for every operation of the table, made of nothing but the table. */
final class Walk {
    private Walk() {}

    /** What a caller must have a permission for: all but a browser's form and preflight, which carry no signature. */
    static Stream<S3Operation> operations() {
        return Stream.of(S3Operation.values()).filter(S3Operation::modelled);
    }

    /** A request to the bucket {@code lake}, or for a new bucket {@code other}; it has no body. */
    static RawClient request(S3 s3, S3Operation operation) {
        String path = switch (operation.pathKind()) {
            case SERVICE -> "/";
            case BUCKET -> operation == S3Operation.CREATE_BUCKET ? "/other" : "/lake";
            case OBJECT -> "/lake/key";
        };
        RawClient client = s3.client(operation.method(), path);
        for (QueryTell tell : operation.queryTells()) {
            client.query(tell.name(), tell.value() == null ? value(tell.name()) : tell.value());
        }
        for (String header : operation.headerTells()) {
            client.header(header, header.endsWith("source") ? "/lake/source" : "x");
        }
        if (operation == S3Operation.RENAME_OBJECT) {
            client.header("x-amz-rename-source", "/lake/source");
        }
        return client;
    }

    private static String value(String parameter) {
        return parameter.equals("partNumber") ? "1" : "";
    }
}
