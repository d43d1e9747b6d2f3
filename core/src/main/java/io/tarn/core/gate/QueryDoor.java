package io.tarn.core.gate;

import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.http.Headers;
import io.tarn.api.http.QueryParameters;
import io.tarn.api.http.RequestHead;
import io.tarn.api.query.CommonQueryError;
import io.tarn.api.query.QueryErrorDocument;
import io.tarn.api.query.QueryException;
import io.tarn.api.query.QueryForm;
import io.tarn.core.Connection;
import io.tarn.core.RequestBody;
import io.tarn.core.ResponseSink;
import io.tarn.core.access.Authorizer;
import io.tarn.core.access.Caller;
import io.tarn.core.audit.Hearing;
import io.tarn.core.auth.Authentication;
import io.tarn.core.auth.Authenticator;
import io.tarn.core.auth.Credentials;
import io.tarn.core.auth.FailureLimits;
import io.tarn.core.checksum.Digests;
import io.tarn.core.policy.PolicyContext;
import io.tarn.storage.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The gate's door for services of the Query protocol. Their requests name everything in the body, so that it is read,
 * up to a bound, before the signature is looked at.
 */
final class QueryDoor {
    /** Longest form: a policy of the greatest length, encoded, and as much again. */
    private static final int FORM_BYTES_MAX = 128 * 1024;

    private static final String FORM_TYPE = "application/x-www-form-urlencoded";

    /** What SDKs call the one region of IAM; some sign for it where they are told another endpoint. */
    private static final String GLOBAL_ENDPOINT = "aws-global";

    /** Answers what is not signed. */
    private static final String WITHOUT_SIGNATURE = "sts";

    private final String region;
    private final Authorizer authorizer;
    private final Strangers strangers;
    private final InstantSource clock;
    private final Map<String, Served> services = new HashMap<>();

    private record Served(QueryService service, Authenticator authenticator) {}

    QueryDoor(
            String region,
            Credentials credentials,
            Authorizer authorizer,
            List<QueryService> offered,
            FailureLimits failures,
            InstantSource clock) {
        this.region = region;
        this.authorizer = authorizer;
        this.strangers = new Strangers(failures);
        this.clock = clock;
        List<String> regions = List.of(Authenticator.GLOBAL_REGION, GLOBAL_ENDPOINT, region);
        for (QueryService service : offered) {
            Authenticator authenticator = new Authenticator(regions, service.name(), credentials, clock);
            services.put(service.name(), new Served(service, authenticator));
        }
    }

    /** The name of the service that a request is for, or null if it is S3's. */
    @Nullable
    String claims(RequestHead head) {
        if (services.isEmpty()) {
            return null;
        }
        String claimed = QueryScope.service(head);
        if (claimed != null) {
            return services.containsKey(claimed) ? claimed : null;
        }
        return isUnsignedForm(head) && services.containsKey(WITHOUT_SIGNATURE) ? WITHOUT_SIGNATURE : null;
    }

    /** An unsigned form to the endpoint itself is nothing that S3 knows. */
    private static boolean isUnsignedForm(RequestHead head) {
        if (!head.rawPath().equals("/") || head.headers().has("authorization")) {
            return false;
        }
        String type = head.headers().first("content-type");
        boolean form = head.method().equals("POST") && type != null && type.startsWith(FORM_TYPE);
        boolean query = head.rawQuery().startsWith("Action=") || head.rawQuery().contains("&Action=");
        return form || (query && (head.method().equals("POST") || head.method().equals("GET")));
    }

    void handle(
            String name,
            RequestHead head,
            Connection connection,
            RequestBody body,
            ResponseSink sink,
            Reply reply,
            Hearing hearing) {
        Served served = services.get(name);
        if (served == null) {
            throw new IllegalArgumentException(name);
        }
        sink.operation(name);
        hearing.service(name);
        ResponseWriter response = new ResponseWriter();
        try {
            answer(served, head, connection, body, sink, hearing, reply.requestId(), response);
        } catch (ResponseSink.ClientGone gone) {
            throw gone;
        } catch (RuntimeException failure) {
            QueryException refused = QueryRefusals.of(strangers.judge(failure, hearing), reply.requestId());
            hearing.refused(refused.error().code(), refused.message());
            response = new ResponseWriter();
            QueryErrorDocument.write(refused, served.service().namespace(), reply.requestId(), response);
        }
        response.header("x-amzn-requestid", reply.requestId());
        reply.send(response, null);
    }

    private void answer(
            Served served,
            RequestHead head,
            Connection connection,
            RequestBody body,
            ResponseSink sink,
            Hearing hearing,
            String requestId,
            ResponseWriter response) {
        QueryParameters query = QueryParameters.parse(head.rawQuery());
        if (query == null) {
            throw QueryException.of(
                    CommonQueryError.MALFORMED_QUERY_STRING, "The query string contains a syntax error.");
        }
        byte[] sent = read(body);
        Authentication authentication = served.authenticator()
                .authenticateWithBody(head, query, Bytes.wrap(Digests.sha256().digest(sent)), hearing);
        hearing.caller(authentication.caller());
        QueryForm form = sent.length == 0 ? QueryForm.of(query) : QueryForm.parse(sent);
        String operation = served.service().operation(form);
        sink.operation(operation);
        hearing.operation(operation);
        Caller caller = authentication.caller();
        if (caller instanceof Caller.Anonymous && !served.service().anonymous(operation)) {
            throw QueryException.of(
                    CommonQueryError.MISSING_AUTHENTICATION_TOKEN, "Request is missing Authentication Token");
        }
        Headers headers = authentication.headers();
        served.service()
                .handle(
                        new QueryService.Request(
                                requestId,
                                caller,
                                headers.first("x-amz-security-token"),
                                keys(connection, headers, clock.instant()),
                                form,
                                hearing.before(authorizer)),
                        response);
    }

    private PolicyContext keys(Connection connection, Headers headers, Instant now) {
        GlobalKeys keys = new GlobalKeys(connection, headers, now, region);
        return PolicyContext.lazy(key -> {
            String value = keys.value(key);
            return value == null ? List.of() : List.of(value);
        });
    }

    private static byte[] read(RequestBody body) {
        if (body.length() > FORM_BYTES_MAX) {
            throw tooLarge();
        }
        ByteArrayOutputStream form = new ByteArrayOutputStream((int) Math.max(body.length(), 0));
        for (ByteBuffer data = body.next(); data != null; data = body.next()) {
            if (data.remaining() > FORM_BYTES_MAX - form.size()) {
                throw tooLarge();
            }
            byte[] piece = new byte[data.remaining()];
            data.get(piece);
            form.writeBytes(piece);
        }
        return form.toByteArray();
    }

    private static QueryException tooLarge() {
        return QueryException.of(
                CommonQueryError.REQUEST_ENTITY_TOO_LARGE,
                "The request has more than the " + FORM_BYTES_MAX + " bytes that are read");
    }

    /** Which service a request says it is signed for. */
    private static final class QueryScope {
        private static final String HEADER = "Credential=";
        private static final String QUERY = "X-Amz-Credential=";
        private static final String TERMINAL = "/aws4_request";

        private QueryScope() {}

        @Nullable
        static String service(RequestHead head) {
            String header = head.headers().first("authorization");
            if (header != null) {
                return service(header, HEADER, ",");
            }
            String query = head.rawQuery();
            if (!query.contains(QUERY)) {
                return null;
            }
            return service(query.replace("%2F", "/").replace("%2f", "/"), QUERY, "&");
        }

        private static @Nullable String service(String text, String before, String after) {
            int start = text.indexOf(before);
            if (start < 0) {
                return null;
            }
            int found = text.indexOf(after, start);
            int end = (found < 0 ? text.length() : found) - TERMINAL.length();
            if (end < start || !text.startsWith(TERMINAL, end)) {
                return null;
            }
            int slash = text.lastIndexOf('/', end - 1);
            return slash < start ? null : text.substring(slash + 1, end);
        }
    }
}
