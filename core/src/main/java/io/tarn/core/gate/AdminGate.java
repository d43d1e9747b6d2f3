package io.tarn.core.gate;

import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.http.RequestHead;
import io.tarn.api.query.CommonQueryError;
import io.tarn.api.query.QueryErrorDocument;
import io.tarn.core.Connection;
import io.tarn.core.RequestBody;
import io.tarn.core.RequestHandler;
import io.tarn.core.ResponseSink;
import io.tarn.core.audit.AuditTrail;
import io.tarn.core.audit.Hearing;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/** The way in for those who run the server: one service of the Query protocol, signed like everything else. */
public final class AdminGate implements RequestHandler {
    private final QueryService service;
    private final QueryDoor door;
    private final InstantSource clock;
    private final RequestIds requestIds;
    private final AuditTrail audit;

    /**
     * A gate before this service, with the region, credentials, authorizer and audit trail of these settings.
     *
     * @param random gives request ids; safe for many threads
     */
    public AdminGate(S3Settings settings, QueryService service, InstantSource clock, RandomGenerator random) {
        this.service = service;
        this.clock = clock;
        this.audit = settings.audit();
        this.door = new QueryDoor(
                settings.region(),
                settings.credentials(),
                settings.authorizer(),
                List.of(service),
                settings.failures(),
                clock);
        this.requestIds = new RequestIds(random);
    }

    @Override
    public void handle(RequestHead head, Connection connection, RequestBody body, ResponseSink response) {
        String requestId = requestIds.next();
        Hearing hearing = new Hearing(
                audit, clock.instant(), requestId, head.headers().first("user-agent"), connection, body.length());
        hearing.service(service.name());
        try {
            Reply reply =
                    new Reply(requestId, requestIds.hostId(), head.method().equals("HEAD"), response, hearing);
            answer(head, connection, body, response, reply, hearing);
        } catch (ResponseSink.ClientGone gone) {
            hearing.cut();
            throw gone;
        } finally {
            hearing.end(clock.instant());
        }
    }

    private void answer(
            RequestHead head,
            Connection connection,
            RequestBody body,
            ResponseSink response,
            Reply reply,
            Hearing hearing) {
        String claimed = door.claims(head);
        if (claimed != null) {
            door.handle(claimed, head, connection, body, response, reply, hearing);
            return;
        }
        CommonQueryError error = CommonQueryError.MISSING_AUTHENTICATION_TOKEN;
        hearing.refused(error.code(), null);
        ResponseWriter refusal = new ResponseWriter();
        String message = "Requests must be signed for the service " + service.name();
        QueryErrorDocument.write(
                error.status(), error.code(), message, service.namespace(), reply.requestId(), refusal);
        reply.send(refusal, null);
    }
}
