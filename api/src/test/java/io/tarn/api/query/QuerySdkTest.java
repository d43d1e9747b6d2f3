package io.tarn.api.query;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.iam.IamErrorCode;
import io.tarn.api.iam.IamOperation;
import io.tarn.api.sts.StsErrorCode;
import io.tarn.api.sts.StsOperation;
import io.tarn.codegen.model.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.sts.model.MalformedPolicyDocumentException;

/** Every operation that is served through AWS's SDK for Java and back: its forms read by our codecs, our answers by it. */
class QuerySdkTest {
    private static final QueryService IAM = QueryService.iam();
    private static final QueryService STS = QueryService.sts();

    record Call(QueryService service, Operation operation) {
        @Override
        public String toString() {
            return operation.name();
        }
    }

    static Stream<Call> calls() {
        return Stream.of(IAM, STS)
                .flatMap(service -> service.model().operations().stream()
                        .filter(operation -> service.model().spoken().served().contains(operation.name()))
                        .map(operation -> new Call(service, operation)));
    }

    @Test
    void operations_areThoseOfTheSdk() {
        assertThat(Arrays.stream(IamOperation.values())
                        .map(IamOperation::apiName)
                        .map(QuerySdkTest::lower))
                .hasSize(180)
                .containsExactlyInAnyOrderElementsOf(
                        IAM.sdkOperations().stream().map(QuerySdkTest::lower).toList());
        assertThat(Arrays.stream(StsOperation.values())
                        .map(StsOperation::apiName)
                        .map(QuerySdkTest::lower))
                .containsExactlyInAnyOrderElementsOf(
                        STS.sdkOperations().stream().map(QuerySdkTest::lower).toList());
        assertThat(calls().count()).isEqualTo(113 + 7);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void request_ofTheSdk_isReadAsMeant(Call call) throws Exception {
        Map<String, Object> sample = call.service.sample(call.operation.input());
        SdkPojo sent = call.service.request(call.operation.name(), sample);
        String body = call.service.send(call.operation.name(), sent, 200, "<empty/>".getBytes(StandardCharsets.UTF_8));

        QueryForm form = QueryForm.parse(body.getBytes(StandardCharsets.UTF_8));
        assertThat(form.action()).isEqualTo(call.operation.name());
        assertThat(form.version()).isEqualTo(call.service.model().spoken().version());
        Object read = call.service.codec(call.operation.name()).decode(form);

        assertThat(SdkValues.of(sent)).as("what the SDK took").isEqualTo(sample);
        assertThat(call.service.tree(read, call.operation.input())).isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void answer_ofOurs_isReadByTheSdk(Call call) throws Exception {
        Map<String, Object> sample = call.service.sample(call.operation.output());
        ResponseWriter response = new ResponseWriter();
        encode(
                call.service.codec(call.operation.name()),
                call.service.record(sample, call.operation.output()),
                response);
        SdkPojo request = call.service.request(call.operation.name(), call.service.sample(call.operation.input()));
        call.service.send(call.operation.name(), request, response.head().status(), response.body());

        SdkPojo answer = requireNonNull(call.service.answer());
        assertThat(SdkValues.of(answer)).isEqualTo(sample);
        assertThat(answer.toString()).isNotEmpty();
        assertThat(call.service.requestId()).isEqualTo("request-1");
    }

    @Test
    void error_ofOurs_isReadByTheSdk() throws ReflectiveOperationException {
        assertError(
                IAM, "GetUser", QueryException.of(IamErrorCode.NO_SUCH_ENTITY, "no ana"), NoSuchEntityException.class);
        assertError(
                STS,
                "AssumeRole",
                QueryException.of(StsErrorCode.MALFORMED_POLICY_DOCUMENT, "no policy"),
                MalformedPolicyDocumentException.class);
    }

    private static void assertError(QueryService service, String operation, QueryException refusal, Class<?> thrown)
            throws ReflectiveOperationException {
        ResponseWriter response = new ResponseWriter();
        QueryErrorDocument.write(refusal, "urn:any", "request-2", response);
        SdkPojo request = service.request(operation, service.sample(operation + "Request"));
        RuntimeException read =
                service.refusal(operation, request, response.head().status(), response.body());
        assertThat(read)
                .isInstanceOf(thrown)
                .hasMessageContaining(refusal.message())
                .hasMessageContaining("request-2");
    }

    @SuppressWarnings("unchecked")
    private static <O> void encode(QueryCodec<?, O> codec, Object output, ResponseWriter response) {
        codec.encode((O) output, "request-1", response);
    }

    /** Errors of the model have the statuses that the SDK's own classes are chosen by. */
    @Test
    void errors_ofTheModel_haveCodes() {
        List<String> codes = Arrays.stream(IamErrorCode.values())
                .map(error -> error.status() + " " + error.code())
                .toList();
        assertThat(codes)
                .contains(
                        "404 NoSuchEntity",
                        "409 EntityAlreadyExists",
                        "409 DeleteConflict",
                        "409 LimitExceeded",
                        "400 MalformedPolicyDocument",
                        "400 InvalidInput");
    }
}
