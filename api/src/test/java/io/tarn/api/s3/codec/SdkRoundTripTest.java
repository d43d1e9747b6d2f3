package io.tarn.api.s3.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.codec.RequestParts;
import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.http.Headers;
import io.tarn.api.http.QueryParameters;
import io.tarn.api.http.RequestHead;
import io.tarn.api.http.ResponseHead;
import io.tarn.api.s3.Address;
import io.tarn.api.s3.BodyKind;
import io.tarn.api.s3.S3Operation;
import io.tarn.api.s3.S3Routes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/** Every operation through AWS's SDK for Java and back: its requests read by our codecs, our answers read by it. */
class SdkRoundTripTest {
    /**
     * The synchronous client cannot send these: the answer of one is a stream of events, the other it sends to a host of
     * its own only, never to an endpoint that is given.
     */
    private static final Set<S3Operation> NOT_IN_THE_CLIENT =
            Set.of(S3Operation.SELECT_OBJECT_CONTENT, S3Operation.LIST_DIRECTORY_BUCKETS);

    /** Its path is its name, which is no bucket's: the host that the SDK sends it to tells it apart. */
    private static final Set<S3Operation> OTHER_HOSTS = Set.of(S3Operation.WRITE_GET_OBJECT_RESPONSE);

    static Stream<S3Operation> operations() {
        return Arrays.stream(S3Operation.values())
                .filter(operation -> operation.modelled() && !NOT_IN_THE_CLIENT.contains(operation));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void request_ofTheSdk_isReadAsMeant(S3Operation operation) throws Exception {
        Map<String, Object> sample =
                SampleValues.structure(SampleValues.operation(operation).input());
        // The length is the body's, not the caller's.
        sample.remove("ContentLength");
        sample.remove("ContentMD5");
        SdkCall call = new SdkCall(operation.apiName());
        SdkPojo sent = call.request(sample);
        SdkCall.Sent http = call.send(sent, emptyAnswer(operation));

        RequestHead head = RequestHead.of(http.method(), http.target(), http.headers());
        QueryParameters query = Objects.requireNonNull(QueryParameters.parse(head.rawQuery()));
        RequestParts parts;
        if (OTHER_HOSTS.contains(operation)) {
            parts = RequestParts.of(null, null, query, http.headers());
        } else {
            Address address = Address.of(head, List.of());
            assertThat(S3Routes.route(head.method(), address.kind(), query, http.headers()))
                    .isEqualTo(operation);
            parts = RequestParts.of(address.bucket(), address.key(), query, http.headers());
        }
        if (operation.requestBody() != BodyKind.STREAM) {
            parts = parts.body(http.body().array());
        }
        Object read = S3Codecs.of(operation).decode(parts);

        Map<String, Object> expected = SdkTree.of(sent, sample);
        Map<String, Object> actual =
                RecordTree.of(read, SampleValues.operation(operation).input());
        actual.keySet().retainAll(expected.keySet());
        assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
        // Whatever we know and the SDK does not send would never be tested: there is none.
        assertThat(expected.keySet()).containsAll(keysBothKnow(sample, sent));
    }

    private static List<String> keysBothKnow(Map<String, Object> sample, SdkPojo pojo) {
        return SdkTree.members(pojo).stream().filter(sample::containsKey).toList();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void answer_ofOurs_isReadByTheSdk(S3Operation operation) throws Exception {
        String shape = SampleValues.operation(operation).output();
        Map<String, Object> sample = SampleValues.structure(shape);
        if (operation.responseBody() == BodyKind.STREAM) {
            sample.put("ContentLength", 5L);
        }
        sample.remove("ContentLength", 7_000_000_000L);
        ResponseWriter writer = new ResponseWriter();
        encode(S3Codecs.of(operation), RecordTree.record(sample, shape), writer);
        ResponseHead head = writer.head();
        byte[] body = writer.streams() ? "hello".getBytes(StandardCharsets.UTF_8) : writer.body();
        assertThat(head.status()).isEqualTo(operation.successStatus());

        SdkCall call = new SdkCall(operation.apiName());
        Map<String, Object> request =
                SampleValues.structure(SampleValues.operation(operation).input());
        request.remove("ContentLength");
        request.remove("ContentMD5");
        request.remove("ChecksumMode");
        SdkHttpFullResponse.Builder answer = SdkHttpFullResponse.builder().statusCode(head.status());
        for (Headers.Field field : head.headers()) {
            answer.appendHeader(field.name(), field.value());
        }
        call.send(call.request(request), new SdkCall.Answer(answer, ByteBuffer.wrap(body)));

        Map<String, Object> read = SdkTree.of(call.response(), sample);
        Map<String, Object> known = new LinkedHashMap<>(sample);
        known.keySet().retainAll(SdkTree.members(call.response()));
        assertThat(read).usingRecursiveComparison().isEqualTo(known);
    }

    @SuppressWarnings("unchecked")
    private static <O> void encode(S3Codec<?, O> codec, Object output, ResponseWriter writer) {
        codec.encode((O) output, writer);
    }

    private static SdkCall.Answer emptyAnswer(S3Operation operation) {
        return new SdkCall.Answer(
                SdkHttpFullResponse.builder().statusCode(operation.successStatus()), ByteBuffer.allocate(0));
    }
}
