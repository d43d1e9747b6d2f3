package io.tarn.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.s3.BodyKind;
import io.tarn.api.s3.PathKind;
import io.tarn.api.s3.S3Operation;
import io.tarn.core.access.AccessRequest;
import io.tarn.core.access.PolicyAuthorizer;
import io.tarn.core.auth.RawClient;
import io.tarn.core.fixture.BytesBody;
import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.Rules;
import io.tarn.core.fixture.S3;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 3: every operation of the table against every kind of caller. */
class TableWalkTest {
    private final Rules rules = new Rules();
    private final S3 s3 = S3.with(rules);

    @AfterEach
    void close() {
        s3.close();
    }

    static Stream<S3Operation> signed() {
        return Walk.operations();
    }

    private void prepare() {
        s3.bucket("lake");
        s3.put("/lake/key", "content");
        s3.put("/lake/source", "content");
        rules.forget();
    }

    private RawClient request(S3Operation operation) {
        return Walk.request(s3, operation);
    }

    private static BytesBody noBody() {
        return new BytesBody(new byte[0], true);
    }

    @ParameterizedTest
    @MethodSource("signed")
    void anonymous_everyOperation_isRefused(S3Operation operation) {
        prepare();
        rules.otherwise(new PolicyAuthorizer(id -> true));
        BytesBody body = noBody();
        Recorded answer = s3.send(Unsigned.of(request(operation)), body);
        if (operation.bodyFirst()) {
            assertThat(answer.status()).isEqualTo(400);
        } else {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(body.asked()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("signed")
    void wrongSecret_everyOperation_isRefusedBeforeAnybodyIsAsked(S3Operation operation) {
        prepare();
        BytesBody body = noBody();
        Recorded answer = s3.send(request(operation).secret("wrong".repeat(8)).signed(), body);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(operation.method().equals("HEAD") ? "SignatureDoesNotMatch" : answer.code())
                .isEqualTo("SignatureDoesNotMatch");
        assertThat(body.asked()).isFalse();
        assertThat(rules.asked()).isEmpty();
    }

    // ABUSE 8, 45
    @ParameterizedTest
    @MethodSource("signed")
    void noPermission_everyOperation_isRefused(S3Operation operation) {
        prepare();
        rules.deny(request -> true);
        BytesBody body = noBody();
        Recorded answer = s3.send(request(operation).signed(), body);
        if (operation.bodyFirst()) {
            assertThat(answer.status()).isEqualTo(400);
            return;
        }
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(body.asked()).isFalse();
    }

    // ABUSE 28, 29, 37
    @ParameterizedTest
    @MethodSource("signed")
    void eachAction_deniedAlone_refusesTheOperation(S3Operation operation) {
        prepare();
        Set<String> actions = new HashSet<>(operation.actions());
        actions.addAll(operation.sourceActions());
        if (operation.bodyFirst()) {
            return;
        }
        assertThat(actions).isNotEmpty();
        for (String action : actions) {
            rules.denyActions(action);
            Recorded answer = s3.send(request(operation).signed(), noBody());
            assertThat(answer.status()).as(action + answer.text()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @MethodSource("signed")
    void allowed_everyOperation_isNotRefusedForPermission(S3Operation operation) {
        prepare();
        Recorded answer = s3.send(request(operation).signed(), noBody());
        assertThat(answer.status()).as(answer.text()).isNotIn(403, 500, 405);
        if (!operation.bodyFirst()) {
            assertThat(rules.asked().stream().map(AccessRequest::action))
                    .containsAll(operation.actions())
                    .containsAll(operation.sourceActions());
        }
    }

    // ABUSE 30
    @ParameterizedTest
    @MethodSource("signed")
    void namingAVersion_asksForTheVersionsAction(S3Operation operation) {
        if (operation.pathKind() != PathKind.OBJECT) {
            return;
        }
        prepare();
        s3.send(request(operation).query("versionId", "null").signed(), noBody());
        assertThat(rules.asked().stream().map(AccessRequest::action)).containsAll(operation.versionActions());
    }

    // ABUSE 2
    @ParameterizedTest
    @MethodSource("signed")
    void unsignedPayload_everyOperation_needsTheRightSecretToo(S3Operation operation) {
        prepare();
        for (String payload : List.of("UNSIGNED-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER")) {
            Recorded answer = s3.send(
                    request(operation)
                            .payload(payload)
                            .secret("wrong".repeat(8))
                            .signed(),
                    noBody());
            assertThat(answer.status()).isEqualTo(403);
        }
        assertThat(operation.requestBody()).isNotEqualTo(BodyKind.FORM);
    }
}
