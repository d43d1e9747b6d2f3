package io.tarn.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.http.Headers;
import io.tarn.api.http.RequestHead;
import io.tarn.core.access.Caller;
import io.tarn.core.access.PolicyAuthorizer;
import io.tarn.core.auth.RawClient;
import io.tarn.core.fixture.BytesBody;
import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import io.tarn.core.fixture.Xml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every request leaves one event, whatever becomes of it, and no event a secret. */
final class AuditTrailTest {
    private final List<AuditEvent> events = new ArrayList<>();
    private final S3 s3 = S3.with(new PolicyAuthorizer(id -> true), events::add);

    @AfterEach
    void close() {
        s3.close();
    }

    private AuditEvent only() {
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    private static String line(AuditEvent event) {
        return new String(new AuditLine().bytes(event), StandardCharsets.US_ASCII);
    }

    @Test
    void get_ofAnObject_leavesWhoWhatAndHowMuch() {
        s3.bucket("b-1");
        s3.put("/b-1/a%20key", "0123456789");
        events.clear();
        Recorded answer = s3.send(s3.request("GET /b-1/a%20key", "user-agent", "probe/1"));
        AuditEvent event = only();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(event.caller()).isInstanceOf(Caller.Identity.class);
        assertThat(event.asked()).extracting(Asked::action).containsExactly("s3:GetObject");
        assertThat(line(event))
                .contains(
                        "\"operation\":\"GetObject\"",
                        "\"account\":\"" + RawClient.ACCOUNT.id() + "\"",
                        "\"accessKeyId\":\"" + RawClient.KEY_ID + "\"",
                        "\"userAgent\":\"probe/1\"",
                        "\"bucket\":\"b-1\"",
                        "\"key\":\"a%20key\"",
                        "\"action\":\"s3:GetObject\"",
                        "\"allowed\":true",
                        "\"status\":200",
                        "\"bytesOut\":10");
    }

    @Test
    void request_refusedBeforeItIsRouted_leavesAnEvent() {
        s3.send(new RequestHead("GET", "/%zz", "", Headers.NONE), new BytesBody(new byte[0], true));
        AuditEvent event = only();
        assertThat(event.status()).isEqualTo(400);
        assertThat(event.error()).isEqualTo("InvalidURI");
        assertThat(event.caller()).isNull();
    }

    @Test
    void request_ofAWrongSignature_namesWhoItClaimsToBeAndNoSecret() {
        RequestHead head = s3.client("GET", "/b-1/k").signed();
        String signature = String.valueOf(head.headers().first("authorization")).replaceAll(".*Signature=", "");
        Headers.Builder spoilt = Headers.builder();
        head.headers()
                .forEach(field -> spoilt.add(
                        field.name(),
                        field.name().equals("authorization")
                                ? field.value().replace(signature, "0".repeat(64))
                                : field.value()));
        s3.send(new RequestHead("GET", "/b-1/k", "", spoilt.build()), new BytesBody(new byte[0], true));
        assertThat(only().error()).isEqualTo("SignatureDoesNotMatch");
        assertThat(line(only()))
                .contains("\"claimedAccessKeyId\":\"" + RawClient.KEY_ID + "\"")
                .doesNotContain(signature, "0".repeat(64), RawClient.SECRET);
    }

    @Test
    void presigned_request_leavesNoSignature() {
        s3.presigned("GET /b-1/k", "");
        assertThat(line(only())).doesNotContain("Signature", "X-Amz", RawClient.SECRET);
    }

    @Test
    void deleteObjects_ofManyKeys_leavesSomeQuestionsAndTheCountOfTheRest() {
        s3.bucket("b-1");
        events.clear();
        StringBuilder keys = new StringBuilder("<Delete>");
        for (int i = 0; i < 40; i++) {
            keys.append("<Object><Key>k").append(i).append("</Key></Object>");
        }
        String body = keys.append("</Delete>").toString();
        s3.tell("POST /b-1?delete", body, "content-md5", Xml.md5(body));
        assertThat(only().asked()).hasSize(Hearing.ASKED_MAX);
        assertThat(only().askedMore()).isEqualTo(40 - Hearing.ASKED_MAX);
    }
}
