package io.tarn.core.gate;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.QueryParameters;
import io.tarn.api.http.RequestHead;
import io.tarn.api.s3.Address;
import io.tarn.api.s3.S3Operation;
import io.tarn.api.s3.S3Routes;
import io.tarn.core.Connection;
import io.tarn.core.RequestBody;
import io.tarn.core.RequestHandler;
import io.tarn.core.ResponseSink;
import io.tarn.core.audit.AuditTrail;
import io.tarn.core.audit.Hearing;
import io.tarn.core.auth.Authentication;
import io.tarn.core.auth.Authenticator;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Takes every request through the same steps: parse, authenticate, authorise, act.
 *
 * <p>What is refused before an operation runs is refused without its body being read, except where the operation table
 * marks the body as coming first.
 */
public final class Gate implements RequestHandler {
    private final List<String> domains;
    private final String region;
    private final Authenticator authenticator;
    private final CrossOrigin crossOrigin;
    private final Dispatcher dispatcher;
    private final InstantSource clock;
    private final RequestIds requestIds;
    private final QueryDoor queries;
    private final AuditTrail audit;
    private final Strangers strangers;

    private Gate(
            S3Settings settings,
            Authenticator authenticator,
            CrossOrigin crossOrigin,
            Dispatcher dispatcher,
            InstantSource clock,
            RequestIds requestIds) {
        this.domains = settings.domains();
        this.region = settings.region();
        this.authenticator = authenticator;
        this.crossOrigin = crossOrigin;
        this.dispatcher = dispatcher;
        this.clock = clock;
        this.requestIds = requestIds;
        this.queries = new QueryDoor(
                settings.region(),
                settings.credentials(),
                settings.authorizer(),
                settings.services(),
                settings.failures(),
                clock);
        this.audit = settings.audit();
        this.strangers = new Strangers(settings.failures());
    }

    /**
     * A gate before these operations.
     *
     * @param clock tells policies the time
     * @param random gives request ids; safe for many threads
     * @param patience says when a client that waits should hear something
     */
    public static Gate of(
            S3Settings settings,
            Authenticator authenticator,
            Resources resources,
            Handlers handlers,
            InstantSource clock,
            RandomGenerator random,
            Patience patience) {
        Dispatcher dispatcher =
                new Dispatcher(settings.authorizer(), resources, handlers, new FormPosts(authenticator), patience);
        return new Gate(
                settings,
                authenticator,
                new CrossOrigin(resources.buckets()),
                dispatcher,
                clock,
                new RequestIds(random));
    }

    @Override
    public void handle(RequestHead head, Connection connection, RequestBody body, ResponseSink response) {
        String requestId = requestIds.next();
        Hearing hearing = new Hearing(
                audit, clock.instant(), requestId, head.headers().first("user-agent"), connection, body.length());
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
        String service = queries.claims(head);
        if (service != null) {
            queries.handle(service, head, connection, body, response, reply, hearing);
            return;
        }
        try {
            QueryParameters query = query(head);
            Address address = Address.of(head, domains);
            hearing.place(address.bucket(), address.key(), query.first("versionId"));
            if (head.method().equals("OPTIONS")) {
                response.operation("Options");
                hearing.operation("Options");
                reply.send(crossOrigin.preflight(address, head.headers()), null);
                return;
            }
            reply.always(crossOrigin.headers(address, head));
            Admission admission = admit(hearing, head, connection, query, address, response);
            dispatcher.dispatch(admission, body, reply);
        } catch (ResponseSink.ClientGone gone) {
            throw gone;
        } catch (RuntimeException failure) {
            reply.refuse(strangers.judge(failure, hearing));
        }
    }

    private static QueryParameters query(RequestHead head) {
        QueryParameters query = QueryParameters.parse(head.rawQuery());
        if (query == null) {
            throw S3Exception.of(ErrorCode.INVALID_URI);
        }
        return query;
    }

    private Admission admit(
            Hearing hearing,
            RequestHead head,
            Connection connection,
            QueryParameters query,
            Address address,
            ResponseSink response) {
        Authentication authentication = authenticator.authenticate(head, query, hearing);
        hearing.caller(authentication.caller());
        S3Operation operation = S3Routes.route(head.method(), address.kind(), query, authentication.headers());
        response.operation(operation.apiName());
        hearing.operation(operation.apiName());
        return new Admission(
                hearing.requestId(),
                head,
                connection,
                address,
                query,
                operation,
                authentication,
                clock.instant(),
                region,
                hearing);
    }
}
