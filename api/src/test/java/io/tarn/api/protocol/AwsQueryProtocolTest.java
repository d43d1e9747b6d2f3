package io.tarn.api.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.query.QueryCodec;
import io.tarn.api.query.QueryForm;
import io.tarn.codegen.model.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.loader.ModelAssembler;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.node.ObjectNode;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.model.traits.Trait;

/** Smithy's own tests of the awsQuery protocol, seen from the server: forms are read, answers are written. */
class AwsQueryProtocolTest {
    private static final ShapeId SERVICE = ShapeId.from("aws.protocoltests.query#AwsQuery");

    /** Tests that do not apply, with the reason. */
    private static final Map<String, String> EXCUSED = Map.of(
            "QueryEmptyQueryMaps", "an empty map is not sent at all, so that nobody can read it",
            "SDKAppliedContentEncoding_awsQuery", "bodies are inflated before they are forms",
            "SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsQuery", "bodies are inflated before they are forms",
            "QueryNoInputAndNoOutputWithResponseMetadata", "what clients must bear: an answer without namespace");

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

    @TempDir
    static Path directory;

    private static final List<Case> REQUESTS = new ArrayList<>();
    private static final List<Case> RESPONSES = new ArrayList<>();

    @BeforeAll
    static void generate() throws IOException {
        Model model = Model.assembler()
                .putProperty(ModelAssembler.ALLOW_UNKNOWN_TRAITS, true)
                .putProperty(ModelAssembler.DISABLE_JAR_CACHE, true)
                .discoverModels()
                .assemble()
                .getResult()
                .orElseThrow();
        GeneratedService service = GeneratedService.compile(SmithyService.of(model, SERVICE), directory);
        for (Operation operation : service.model().operations()) {
            Shape shape = model.expectShape(ShapeId.fromParts(SERVICE.getNamespace(), operation.name()));
            shape.findTrait("smithy.test#httpRequestTests")
                    .ifPresent(tests -> add(REQUESTS, service, operation, tests));
            shape.findTrait("smithy.test#httpResponseTests")
                    .ifPresent(tests -> add(RESPONSES, service, operation, tests));
        }
    }

    private static void add(List<Case> cases, GeneratedService service, Operation operation, Trait tests) {
        for (ObjectNode test : tests.toNode().expectArrayNode().getElementsAs(ObjectNode.class)) {
            Case each = new Case(service, operation, test);
            boolean forClients = test.getStringMemberOrDefault("appliesTo", "").equals("client");
            if (!forClients && !EXCUSED.containsKey(each.id())) {
                cases.add(each);
            }
        }
    }

    static List<Case> requests() {
        return REQUESTS;
    }

    static List<Case> responses() {
        return RESPONSES;
    }

    @ParameterizedTest
    @MethodSource("requests")
    void request_isRead(Case given) throws Exception {
        String body = given.test.expectStringMember("body").getValue();
        QueryForm form = QueryForm.parse(body.getBytes(StandardCharsets.UTF_8));
        assertThat(form.action()).isEqualTo(given.operation.name());
        assertThat(form.version()).isEqualTo("2020-01-08");
        Object read = given.service.queryCodec(given.operation.name()).decode(form);
        assertThat(given.values().read(read, given.operation.input()))
                .isEqualTo(given.values().tree(given.params(), given.operation.input()));
    }

    @ParameterizedTest
    @MethodSource("responses")
    void answer_isWritten(Case given) throws Exception {
        String output = given.operation.output();
        Object record = given.values().record(given.values().tree(given.params(), output), output);
        ResponseWriter writer = new ResponseWriter();
        encode(given.service.queryCodec(given.operation.name()), record, writer);
        assertThat(writer.head().status())
                .isEqualTo(given.test.expectNumberMember("code").getValue().intValue());
        assertThat(writer.head().headers().first("content-type")).isEqualTo("text/xml");
        if (given.test.getMember("body").isPresent()) {
            // The tests leave out what every answer of the service ends with.
            String body = new String(writer.body(), StandardCharsets.UTF_8)
                    .replace("<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>", "");
            assertThat(XmlTree.of(body))
                    .isEqualTo(XmlTree.of(given.test.expectStringMember("body").getValue()));
        }
    }

    @SuppressWarnings("unchecked")
    private static <O> void encode(QueryCodec<?, O> codec, Object output, ResponseWriter writer) {
        codec.encode((O) output, "r", writer);
    }
}
