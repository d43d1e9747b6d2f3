package io.tarn.api.protocol;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.codec.OperationCodec;
import io.tarn.api.codec.RequestParts;
import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.http.Headers;
import io.tarn.api.http.PercentEncoding;
import io.tarn.api.http.QueryParameters;
import io.tarn.api.http.RequestHead;
import io.tarn.api.http.ResponseHead;
import io.tarn.api.s3.Address;
import io.tarn.codegen.model.Location;
import io.tarn.codegen.model.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.loader.ModelAssembler;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.node.ObjectNode;
import software.amazon.smithy.model.node.StringNode;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.model.traits.Trait;

/** Smithy's own tests of the restXml protocol, seen from the server: requests are read, answers are written. */
class RestXmlProtocolTest {
    private static final List<String> SERVICES = List.of(
            "aws.protocoltests.restxml#RestXml",
            "aws.protocoltests.restxml.xmlns#RestXmlWithNamespace",
            "com.amazonaws.s3#AmazonS3");

    /** Tests that do not apply, with the reason. */
    private static final Map<String, String> EXCUSED = Map.of(
            "SDKAppliedContentEncoding_restXml", "S3 keeps what was sent: a content encoding is the client's affair",
            "SDKAppendedGzipAfterProvidedEncoding_restXml", "S3 keeps what was sent",
            "RestXmlDateTimeWithNegativeOffset", "answers are always in UTC",
            "RestXmlDateTimeWithPositiveOffset", "answers are always in UTC",
            "RestXmlHttpPayloadWithUnsetUnion", "S3 gives an answer without body no type",
            "RestXmlHttpResponseCode", "S3 gives an answer without body no type",
            "IgnoreQueryParamsInResponse", "S3 gives an answer without body no type");

    /** As the endpoints of these tests are called. */
    private static final List<String> DOMAINS = List.of(
            "dualstack.us-west-2.amazonaws.com",
            "us-west-2.amazonaws.com",
            "s3-accelerate.dualstack.amazonaws.com",
            "s3-accelerate.amazonaws.com");

    record Case(GeneratedService service, Operation operation, ObjectNode test) {
        String id() {
            return test.expectStringMember("id").getValue();
        }

        ProtocolValues values() {
            return new ProtocolValues(service);
        }

        ObjectNode params() {
            return test.getObjectMember("params").orElse(Node.objectNode());
        }

        @Override
        public String toString() {
            return operation.name() + " " + id();
        }
    }

    private static final Model MODEL = Model.assembler()
            .putProperty(ModelAssembler.ALLOW_UNKNOWN_TRAITS, true)
            .putProperty(ModelAssembler.DISABLE_JAR_CACHE, true)
            .discoverModels()
            .assemble()
            .getResult()
            .orElseThrow();

    @TempDir
    static Path directory;

    private static final Map<String, GeneratedService> GENERATED = new HashMap<>();

    private static GeneratedService generated(ShapeId id) throws IOException {
        GeneratedService known = GENERATED.get(id.getName());
        if (known == null) {
            Path place = Files.createDirectory(directory.resolve(id.getName()));
            known = GeneratedService.compile(SmithyService.of(MODEL, id), place);
            GENERATED.put(id.getName(), known);
        }
        return known;
    }

    private static List<Case> cases(String trait) throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String name : SERVICES) {
            ShapeId id = ShapeId.from(name);
            GeneratedService service = generated(id);
            for (Operation operation : service.model().operations()) {
                Shape shape = MODEL.expectShape(ShapeId.fromParts(id.getNamespace(), operation.name()));
                shape.findTrait("smithy.test#" + trait)
                        .map(Trait::toNode)
                        .ifPresent(tests -> tests.expectArrayNode()
                                .getElementsAs(ObjectNode.class)
                                .forEach(test -> cases.add(new Case(service, operation, test))));
            }
        }
        cases.removeIf(each -> isForClients(each.test) || EXCUSED.containsKey(each.id()));
        return cases;
    }

    private static boolean isForClients(ObjectNode test) {
        return test.getStringMemberOrDefault("appliesTo", "").equals("client");
    }

    static Stream<Case> requests() throws IOException {
        return cases("httpRequestTests").stream();
    }

    static Stream<Case> responses() throws IOException {
        return cases("httpResponseTests").stream();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void request_isRead(Case given) throws Exception {
        ObjectNode test = given.test;
        List<String> query = new ArrayList<>();
        test.getArrayMember("queryParams")
                .ifPresent(each -> query.addAll(
                        each.getElementsAs(node -> node.expectStringNode().getValue())));
        RequestParts parts = RequestParts.of(
                given.service.model().name().equals("AmazonS3") ? address(test) : labels(given.operation.path(), test),
                requireNonNull(QueryParameters.parse(String.join("&", query))),
                headers(test),
                test.getStringMemberOrDefault("body", "").getBytes(StandardCharsets.UTF_8));
        Object read = given.service.codec(given.operation.name()).decode(parts);
        Map<String, Object> expected = given.values().tree(given.params(), given.operation.input());
        Map<String, Object> actual = given.values().read(read, given.operation.input());
        // Tests for both sides do not name the map into which a server puts all parameters, bound or not.
        given.service.model().structure(given.operation.input()).in(Location.QUERY_PARAMS).stream()
                .filter(member -> !expected.containsKey(member.name()))
                .forEach(member -> actual.remove(member.name()));
        assertThat(actual).as(given.toString()).isEqualTo(expected);
    }

    /** S3's way of naming things, which no template tells. */
    private static Map<String, String> address(ObjectNode test) {
        String host = test.getStringMember("resolvedHost")
                .or(() -> test.getStringMember("host"))
                .map(StringNode::getValue)
                .orElse("s3.us-west-2.amazonaws.com");
        String uri = test.expectStringMember("uri").getValue();
        Headers headers = Headers.builder().add("host", host).build();
        Address address = Address.of(RequestHead.of("GET", uri, headers), DOMAINS);
        Map<String, String> labels = new HashMap<>();
        labels.put("Bucket", requireNonNull(address.bucket()));
        if (address.key() != null) {
            labels.put("Key", address.key());
        }
        return labels;
    }

    private static Map<String, String> labels(String template, ObjectNode test) {
        String uri = test.expectStringMember("uri").getValue();
        Map<String, String> labels = new HashMap<>();
        String[] names = template.split("/", -1);
        String[] values = uri.split("/", -1);
        int last = values.length - names.length;
        for (int i = 0, at = 0; i < names.length; i++, at++) {
            if (names[i].endsWith("+}")) {
                String greedy = String.join("/", List.of(values).subList(at, at + last + 1));
                labels.put(names[i].substring(1, names[i].length() - 2), decoded(greedy));
                at += last;
            } else if (names[i].startsWith("{")) {
                labels.put(names[i].substring(1, names[i].length() - 1), decoded(values[at]));
            }
        }
        return labels;
    }

    private static String decoded(String value) {
        return requireNonNull(PercentEncoding.decodePath(value));
    }

    private static Headers headers(ObjectNode test) {
        Headers.Builder headers = Headers.builder();
        test.getObjectMember("headers")
                .ifPresent(each -> each.getStringMap()
                        .forEach((name, value) ->
                                headers.add(name, value.expectStringNode().getValue())));
        return headers.build();
    }

    @ParameterizedTest
    @MethodSource("responses")
    void answer_isWritten(Case given) throws Exception {
        ObjectNode test = given.test;
        String output = given.operation.output();
        Object record = given.values().record(given.values().tree(given.params(), output), output);
        ResponseWriter writer = new ResponseWriter();
        encode(given.service.codec(given.operation.name()), record, writer);
        ResponseHead head = writer.head();
        assertThat(head.status())
                .isEqualTo(test.expectNumberMember("code").getValue().intValue());
        for (Headers.Field field : headers(test)) {
            String sent = requireNonNullElse(head.headers().first(field.name()), "none");
            // Moments have milliseconds always.
            assertThat(sent.replace(".000Z", "Z"))
                    .as(given + " " + field.name())
                    .isEqualTo(field.value());
        }
        test.getArrayMember("forbidHeaders")
                .ifPresent(names -> names.getElements()
                        .forEach(name -> assertThat(head.headers().names())
                                .doesNotContain(
                                        name.expectStringNode().getValue().toLowerCase(Locale.ROOT))));
        if (test.getMember("body").isPresent() && !writer.streams()) {
            compareBody(test, new String(writer.body(), StandardCharsets.UTF_8));
        }
    }

    private static void compareBody(ObjectNode test, String body) {
        String expected = test.expectStringMember("body").getValue();
        boolean xml = test.getStringMemberOrDefault("bodyMediaType", "").equals("application/xml");
        if (xml && !expected.isBlank()) {
            assertThat(XmlTree.of(body)).isEqualTo(XmlTree.of(expected));
        } else {
            assertThat(body).isEqualTo(expected);
        }
    }

    @SuppressWarnings("unchecked")
    private static <O> void encode(OperationCodec<?, O> codec, Object output, ResponseWriter writer) {
        codec.encode((O) output, writer);
    }
}
