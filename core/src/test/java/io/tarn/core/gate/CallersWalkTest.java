package io.tarn.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.s3.ResourceKind;
import io.tarn.api.s3.S3Operation;
import io.tarn.core.auth.RawClient;
import io.tarn.core.fixture.BytesBody;
import io.tarn.core.fixture.People;
import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import io.tarn.core.fixture.Xml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 3 with people and policies: every operation of the table for every kind of caller, expected by the table alone. */
class CallersWalkTest {
    private static final String KEYS = "<Delete><Object><Key>key</Key></Object></Delete>";

    private final People people = new People();
    private final S3 s3 = S3.with(people);

    static Stream<S3Operation> operations() {
        return Walk.operations();
    }

    @BeforeEach
    void things() {
        s3.bucket("lake");
        s3.put("/lake/key", "content");
        s3.put("/lake/source", "content");
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private RawClient request(S3Operation operation) {
        RawClient client = Walk.request(s3, operation);
        return operation.bodyFirst() ? client.header("content-md5", Xml.md5(KEYS)) : client;
    }

    private static BytesBody body(S3Operation operation) {
        return new BytesBody(operation.bodyFirst() ? KEYS.getBytes(StandardCharsets.UTF_8) : new byte[0], true);
    }

    private Recorded send(S3Operation operation, String key, BytesBody body) {
        RawClient client = request(operation).keyId(key);
        if (operation.bodyFirst()) {
            client.payload(RawClient.hex(RawClient.digest(KEYS.getBytes(StandardCharsets.UTF_8))))
                    .unsignedHeader("content-length", Integer.toString(KEYS.length()));
        }
        return s3.send(client.signed(), body);
    }

    /** Refused before the body was asked for; what decides each key for itself refuses the key. */
    private static void refused(S3Operation operation, Recorded answer, BytesBody body) {
        if (operation.bodyFirst()) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.text()).contains("<Code>AccessDenied</Code>").doesNotContain("<Deleted>");
            return;
        }
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(body.asked()).isFalse();
        if (!operation.method().equals("HEAD")) {
            assertThat(answer.code()).isEqualTo("AccessDenied");
        }
    }

    private static void notRefused(S3Operation operation, Recorded answer) {
        assertThat(answer.status()).as(answer.text()).isNotIn(403, 500, 405);
        assertThat(answer.text()).doesNotContain("AccessDenied");
        assertThat(operation.actions()).isNotEmpty();
    }

    // ABUSE 2
    @ParameterizedTest
    @MethodSource("operations")
    void anonymous_isRefused(S3Operation operation) {
        BytesBody body = body(operation);
        RawClient client = request(operation)
                .payload("UNSIGNED-PAYLOAD")
                .unsignedHeader("content-length", Long.toString(body.length()));
        Recorded answer = s3.send(Unsigned.of(client), body);
        refused(operation, answer, body);
        assertThat(answer.text()).doesNotContain("not authorized");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void expiredSession_isRefused(S3Operation operation) {
        BytesBody body = body(operation);
        Recorded answer = send(operation, People.EXPIRED, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(body.asked()).isFalse();
        if (!operation.method().equals("HEAD")) {
            assertThat(answer.code()).isEqualTo("ExpiredToken");
        }
    }

    // ABUSE 8, 41, 45
    @ParameterizedTest
    @MethodSource("operations")
    void userWithoutPermission_isRefused(S3Operation operation) {
        BytesBody body = body(operation);
        refused(operation, send(operation, people.user("nobody"), body), body);
    }

    // ABUSE 28, 29, 32, 37
    @ParameterizedTest
    @MethodSource("operations")
    void userDeniedOneOfTheActions_isRefused(S3Operation operation) {
        for (String action : needed(operation)) {
            String key = people.user(
                    "denied",
                    People.statement("Allow", "*"),
                    People.statement("Deny", action.toUpperCase(Locale.ROOT)));
            BytesBody body = body(operation);
            refused(operation, send(operation, key, body), body);
        }
    }

    // ABUSE 28, 29
    @ParameterizedTest
    @MethodSource("operations")
    void userAllowedAllButOneOfTheActions_isRefused(S3Operation operation) {
        for (String action : needed(operation)) {
            List<String> others = new ArrayList<>(needed(operation));
            others.remove(action);
            others.add("s3:None");
            String key = people.user("short", People.statement("Allow", others.toArray(String[]::new)));
            BytesBody body = body(operation);
            refused(operation, send(operation, key, body), body);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void otherAccount_isRefusedWhatIsNotItsOwn(S3Operation operation) {
        BytesBody body = body(operation);
        Recorded answer = send(operation, People.OTHER_ROOT, body);
        if (operation.resource() == ResourceKind.NONE || operation == S3Operation.CREATE_BUCKET) {
            notRefused(operation, answer);
        } else {
            refused(operation, answer, body);
            assertThat(answer.text()).doesNotContain("not authorized");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void userAllowedWhatTheTableNames_isNotRefused(S3Operation operation) {
        String key =
                people.user("able", People.statement("Allow", needed(operation).toArray(String[]::new)));
        notRefused(operation, send(operation, key, body(operation)));
    }

    /** A header that does something more needs the permission for that too. */
    // ABUSE 37
    @ParameterizedTest
    @MethodSource("operations")
    void userWithoutTheActionOfAHeader_isRefused(S3Operation operation) {
        if (operation.bodyFirst()) {
            return;
        }
        operation.headerActions().forEach((header, action) -> {
            String key = people.user("short", People.statement("Allow", "*"), People.statement("Deny", action));
            BytesBody body = body(operation);
            RawClient client = request(operation).header(header, "true").keyId(key);
            refused(operation, s3.send(client.signed(), body), body);
        });
    }

    // ABUSE 30
    @ParameterizedTest
    @MethodSource("operations")
    void namingAVersion_needsTheActionOfVersions(S3Operation operation) {
        if (operation.versionActions().equals(operation.actions()) || operation.bodyFirst()) {
            return;
        }
        String current = people.user(
                "current", People.statement("Allow", operation.actions().toArray(String[]::new)));
        Recorded answer = s3.send(
                request(operation).query("versionId", "null").keyId(current).signed(), body(operation));
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        String versions = people.user(
                "versions", People.statement("Allow", operation.versionActions().toArray(String[]::new)));
        answer = s3.send(
                request(operation).query("versionId", "null").keyId(versions).signed(), body(operation));
        notRefused(operation, answer);
    }

    private static List<String> needed(S3Operation operation) {
        List<String> actions = new ArrayList<>(operation.actions());
        actions.addAll(operation.sourceActions());
        return actions;
    }
}
