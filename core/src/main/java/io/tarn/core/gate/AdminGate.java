package io.tarn.core.gate;

import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.http.RequestHead;
import io.tarn.api.query.CommonQueryError;
import io.tarn.api.query.QueryErrorDocument;
import io.tarn.core.Connection;
import io.tarn.core.RequestBody;
import io.tarn.core.RequestHandler;
import io.tarn.core.ResponseSink;
import io.tarn.core.auth.Credentials;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/** The way in for those who run the server: one service of the Query protocol, signed like everything else. */
public final class AdminGate implements RequestHandler {
    private final QueryService service;
    private final QueryDoor door;
    private final RequestIds requestIds;

    /**
     * A gate before this service.
     *
     * @param random gives request ids; safe for many threads
     */
    public AdminGate(
            String region, Credentials credentials, QueryService service, InstantSource clock, RandomGenerator random) {
        this.service = service;
        this.door = new QueryDoor(region, credentials, List.of(service), clock);
        this.requestIds = new RequestIds(random);
    }

    @Override
    public void handle(RequestHead head, Connection connection, RequestBody body, ResponseSink response) {
        Reply reply =
                new Reply(requestIds.next(), requestIds.hostId(), head.method().equals("HEAD"), response);
        String claimed = door.claims(head);
        if (claimed != null) {
            door.handle(claimed, head, connection, body, response, reply);
            return;
        }
        ResponseWriter refusal = new ResponseWriter();
        CommonQueryError error = CommonQueryError.MISSING_AUTHENTICATION_TOKEN;
        String message = "Requests must be signed for the service " + service.name();
        QueryErrorDocument.write(
                error.status(), error.code(), message, service.namespace(), reply.requestId(), refusal);
        reply.send(refusal, null);
    }
}
