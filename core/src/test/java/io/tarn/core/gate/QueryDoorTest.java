package io.tarn.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.http.Headers;
import io.tarn.api.http.RequestHead;
import io.tarn.api.query.QueryForm;
import io.tarn.core.Connection;
import io.tarn.core.access.PolicyAuthorizer;
import io.tarn.core.account.Accounts;
import io.tarn.core.auth.RawClient;
import io.tarn.core.fixture.BytesBody;
import io.tarn.core.fixture.Recorded;
import io.tarn.core.service.S3Service;
import io.tarn.storage.memory.MemoryStore;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Services of the Query protocol beside S3: told apart by the signature, read before it is verified. */
final class QueryDoorTest {
    private static final String FORM = "Action=Greet&Version=1&Name=ana";

    private final List<QueryService.Request> seen = new ArrayList<>();
    private final S3Service service = S3Service.open(
            new MemoryStore(),
            new S3Settings(
                            "eu-central-1",
                            List.of("s3.example.com"),
                            RawClient.credentials(),
                            Accounts.only(RawClient.ACCOUNT),
                            new PolicyAuthorizer(id -> true))
                    .withServices(List.of(new Greeter("iam"), new Greeter("sts"))),
            Clock.fixed(RawClient.NOW, ZoneOffset.UTC),
            new Random(1));

    @AfterEach
    void close() {
        service.close();
    }

    /** Notes who greets; its Anonymous action needs no signature. */
    private final class Greeter implements QueryService {
        private final String name;

        Greeter(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String namespace() {
            return "urn:" + name;
        }

        @Override
        public String operation(QueryForm form) {
            if (!form.action().equals("Greet") && !form.action().equals("Anonymous")) {
                throw form.unknown();
            }
            return form.action();
        }

        @Override
        public boolean anonymous(String operation) {
            return operation.equals("Anonymous");
        }

        @Override
        public void handle(Request request, ResponseWriter response) {
            seen.add(request);
            response.status(200);
            response.body("text/xml", ("<" + name + "/>").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static RawClient client(String service, String form) {
        byte[] body = form.getBytes(StandardCharsets.UTF_8);
        return new RawClient()
                .method("POST")
                .path("/")
                .header("host", "127.0.0.1:9000")
                .header("content-type", "application/x-www-form-urlencoded; charset=utf-8")
                .header("x-amz-date", "20130524T000000Z")
                .service(service)
                .payload(RawClient.hex(RawClient.digest(body)));
    }

    private Recorded send(RequestHead head, String body) {
        Recorded response = new Recorded();
        service.handle(
                head,
                new Connection(InetAddress.getLoopbackAddress(), false),
                new BytesBody(body.getBytes(StandardCharsets.UTF_8), true),
                response);
        return response;
    }

    private void assertError(Recorded answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text()).contains("<Code>" + code + "</Code>", "<RequestId>");
        assertThat(seen).isEmpty();
    }

    @Test
    void post_signedForTheService_reachesIt() {
        assertThat(send(client("iam", FORM).signedAsIs(), FORM).text()).contains("<iam/>");
        assertThat(send(client("sts", FORM).region("eu-central-1").signedAsIs(), FORM)
                        .text())
                .contains("<sts/>");
        assertThat(seen).hasSize(2);
    }

    @Test
    void get_presignedForTheService_reachesIt() {
        RequestHead head = new RawClient()
                .path("/")
                .header("host", "127.0.0.1:9000")
                .service("sts")
                .query("Action", "Greet")
                .query("Version", "1")
                .query("X-Amz-Content-Sha256", RawClient.EMPTY_SHA256)
                .presigned(60);
        assertThat(send(head, "").text()).contains("<sts/>");
    }

    // ABUSE 48
    @Test
    void post_withoutSignature_needsAnActionThatIsForEverybody() {
        RequestHead head = new RequestHead(
                "POST",
                "/",
                "",
                Headers.builder()
                        .add("host", "127.0.0.1:9000")
                        .add("content-type", "application/x-www-form-urlencoded")
                        .build());
        assertError(send(head, FORM), 403, "MissingAuthenticationToken");
        assertThat(send(head, "Action=Anonymous&Version=1").status()).isEqualTo(200);
        RequestHead query = new RequestHead("POST", "/", "Action=Anonymous", head.headers());
        assertThat(send(query, "").status()).isEqualTo(200);
    }

    // ABUSE 10
    @Test
    void post_wrongSecretOrOldOrChanged_isRefused() {
        assertError(send(client("iam", FORM).secret("wrong").signedAsIs(), FORM), 403, "SignatureDoesNotMatch");
        RequestHead good = client("iam", FORM).signedAsIs();
        assertError(send(good, FORM + "&More=1"), 403, "SignatureDoesNotMatch");
        RawClient late = client("iam", FORM)
                .time(RawClient.NOW.minus(Duration.ofMinutes(16)))
                .header("x-amz-date", "20130523T234400Z");
        assertError(send(late.signedAsIs(), FORM), 403, "SignatureDoesNotMatch");
        assertError(send(client("iam", FORM).keyId("NOBODY").signedAsIs(), FORM), 403, "InvalidClientTokenId");
        assertError(send(client("iam", FORM).region("us-west-2").signedAsIs(), FORM), 403, "IncompleteSignature");
    }

    @Test
    void post_tooLong_isRefusedUnread() {
        String form = FORM + "&Long=" + "x".repeat(128 * 1024);
        assertError(send(client("iam", form).signedAsIs(), form), 413, "RequestEntityTooLarge");
    }

    @Test
    void post_unknownActionOrNone_isAnErrorDocument() {
        assertError(
                send(client("iam", "Action=Other&Version=1").signedAsIs(), "Action=Other&Version=1"),
                400,
                "InvalidAction");
        assertError(send(client("iam", "Version=1").signedAsIs(), "Version=1"), 400, "MissingAction");
    }

    @Test
    void request_ofS3_staysS3s() {
        assertThat(send(client("s3", FORM).region("eu-central-1").signed(), FORM)
                        .text())
                .contains("<HostId>");
        RequestHead form = new RequestHead(
                "POST",
                "/bucket",
                "",
                Headers.builder()
                        .add("host", "127.0.0.1:9000")
                        .add("content-type", "multipart/form-data; boundary=x")
                        .build());
        assertThat(send(form, "").text()).contains("<HostId>");
        assertThat(send(client("other", FORM).signed(), FORM).text()).contains("AuthorizationHeaderMalformed");
        assertThat(seen).isEmpty();
    }

    @Test
    void get_withoutSignature_needsAnActionInItsQuery() {
        Headers headers = Headers.builder().add("host", "127.0.0.1:9000").build();
        assertThat(send(new RequestHead("GET", "/", "Version=1&Action=Anonymous", headers), "")
                        .text())
                .contains("<sts/>");
        assertThat(send(new RequestHead("GET", "/", "Action=Anonymous", headers), "")
                        .text())
                .contains("<sts/>");
        assertThat(send(new RequestHead("GET", "/", "", headers), "").text()).contains("<HostId>");
        assertThat(send(new RequestHead("PUT", "/", "Action=Anonymous", headers), "")
                        .text())
                .contains("<HostId>");
        assertThat(send(new RequestHead("GET", "/b", "Action=Anonymous", headers), "")
                        .text())
                .contains("<HostId>");
        assertThat(send(new RequestHead("POST", "/", "", headers), "").text()).contains("<HostId>");
    }

    @Test
    void query_malformed_isRefused() {
        Headers headers = Headers.builder()
                .add("host", "127.0.0.1:9000")
                .add("content-type", "application/x-www-form-urlencoded")
                .build();
        assertError(send(new RequestHead("POST", "/", "a=%zz", headers), FORM), 404, "MalformedQueryString");
    }

    @Test
    void credentials_thatNameNoService_areS3s() {
        for (String authorization : List.of(
                "AWS4-HMAC-SHA256 Credential",
                "AWS4-HMAC-SHA256 Credential=x/iam",
                "AWS4-HMAC-SHA256 Credential=aws4_request, x",
                "Basic eDp5",
                "AWS4-HMAC-SHA256 Credential=/aws4_request, x")) {
            Headers headers = Headers.builder()
                    .add("host", "127.0.0.1:9000")
                    .add("authorization", authorization)
                    .build();
            assertThat(send(new RequestHead("POST", "/", "", headers), FORM).text())
                    .as(authorization)
                    .contains("<HostId>");
        }
        Headers headers = Headers.builder().add("host", "127.0.0.1:9000").build();
        for (String query : List.of("X-Amz-Credential=x", "X-Amz-Credential=x%2fiam%2faws4_request", "x=y")) {
            Recorded answer = send(new RequestHead("GET", "/", query, headers), "");
            assertThat(answer.status()).as(query).isGreaterThanOrEqualTo(400);
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void body_longerThanItSaid_isCutOff() {
        String form = FORM + "&Long=" + "x".repeat(128 * 1024);
        Recorded response = new Recorded();
        service.handle(
                client("iam", form).signedAsIs(),
                new Connection(InetAddress.getLoopbackAddress(), false),
                new BytesBody(form.getBytes(StandardCharsets.UTF_8), false),
                response);
        assertError(response, 413, "RequestEntityTooLarge");
    }
}
