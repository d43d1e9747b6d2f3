package io.tarn.codegen.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.tarn.codegen.model.Facts;
import io.tarn.codegen.model.Operation;
import io.tarn.codegen.model.Service;
import io.tarn.codegen.write.OperationTable.Column;
import java.util.List;
import java.util.Map;

/** Writes the operation table: one enum with everything that routing, the gate and dispatch ask of an operation. */
final class OperationsFile {
    private static final TypeName STRINGS = ParameterizedTypeName.get(List.class, String.class);
    private static final TypeName STRING_MAP = ParameterizedTypeName.get(Map.class, String.class, String.class);

    private final Service service;
    private final JavaTypes types;
    private final ClassName name;

    OperationsFile(Service service, JavaTypes types, String enumName) {
        this.service = service;
        this.types = types;
        this.name = types.shape(enumName);
    }

    TypeSpec type() {
        return new OperationTable(service, name, columns())
                .type("Every operation, with all that routing, the gate and dispatch ask of it.", this::row)
                .build();
    }

    private List<Column> columns() {
        TypeName body = types.word("BodyKind");
        return List.of(
                new Column(TypeName.get(String.class), "apiName", "The name in AWS's model."),
                new Column(
                        TypeName.BOOLEAN, "modelled", "False for what S3 does but AWS's model leaves out: no codec."),
                new Column(TypeName.get(String.class), "method", "The HTTP method."),
                new Column(types.word("PathKind"), "pathKind", "What the address names."),
                new Column(TypeName.INT, "successStatus", "The usual status of success."),
                new Column(
                        ParameterizedTypeName.get(ClassName.get(List.class), types.word("QueryTell")),
                        "queryTells",
                        "Query parameters that must all be there."),
                new Column(STRINGS, "headerTells", "Headers that must all be there, in small letters."),
                new Column(body, "requestBody", "What the request's body is."),
                new Column(TypeName.BOOLEAN, "requestBodyRequired", "True if the request is refused without a body."),
                new Column(
                        TypeName.INT,
                        "requestBodyMax",
                        "Most bytes of a request body that is read whole; of a stream nothing is said here."),
                new Column(body, "responseBody", "What the body of a success is."),
                new Column(
                        TypeName.BOOLEAN,
                        "checksumRequired",
                        "True if the request must carry a checksum or digest of its body."),
                new Column(TypeName.BOOLEAN, "bodyFirst", "True if the body is read before the decision."),
                new Column(types.word("ResourceKind"), "resource", "What the IAM actions apply to."),
                new Column(STRINGS, "actions", "The IAM actions needed."),
                new Column(STRINGS, "versionActions", "The IAM actions needed when the request names a version."),
                new Column(
                        STRING_MAP,
                        "headerActions",
                        "IAM actions needed besides when that header, in small letters, is sent."),
                new Column(STRINGS, "sourceActions", "The IAM actions needed on the source of a copy or rename."),
                new Column(STRINGS, "sourceVersionActions", "The same when the source names a version."));
    }

    private CodeBlock row(Operation operation) {
        Facts facts = operation.facts();
        Shapes shapes = new Shapes(service, operation);
        List<String> versionActions = facts.versionActions().isEmpty() ? facts.actions() : facts.versionActions();
        List<String> sourceVersionActions =
                facts.sourceVersionActions().isEmpty() ? facts.sourceActions() : facts.sourceVersionActions();
        CodeBlock.Builder row = CodeBlock.builder();
        row.add("$S, $L, $S, ", operation.name(), operation.modelled(), operation.method());
        row.add("$T.$L, $L,\n", types.word("PathKind"), shapes.pathKind(), operation.status());
        row.add("$L, $L,\n", tells(shapes.queryTells()), texts(facts.headerTells()));
        row.add(
                "$1T.$2L, $3L, $4L, $1T.$5L, ",
                types.word("BodyKind"),
                shapes.requestBody(),
                shapes.bodyRequired(),
                bodyBytesMax(facts),
                shapes.responseBody());
        row.add("$L, $L,\n", operation.checksumRequired(), facts.bodyFirst());
        row.add("$T.$L, ", types.word("ResourceKind"), Names.constant(facts.resource()));
        row.add("$L, $L, ", texts(facts.actions()), texts(versionActions));
        row.add("$L, ", map(facts.headerActions()));
        row.add("$L, $L", texts(facts.sourceActions()), texts(sourceVersionActions));
        return row.build();
    }

    private static String bodyBytesMax(Facts facts) {
        return facts.bodyBytesMax() == 0 ? "1 << 20" : Integer.toString(facts.bodyBytesMax());
    }

    private CodeBlock tells(List<String> tells) {
        return call(tells.stream()
                .map(tell -> {
                    int equals = tell.indexOf('=');
                    return equals < 0
                            ? CodeBlock.of("new $T($S, null)", types.word("QueryTell"), tell)
                            : CodeBlock.of(
                                    "new $T($S, $S)",
                                    types.word("QueryTell"),
                                    tell.substring(0, equals),
                                    tell.substring(equals + 1));
                })
                .toList());
    }

    private static CodeBlock texts(List<String> texts) {
        return call(texts.stream().map(text -> CodeBlock.of("$S", text)).toList());
    }

    private static CodeBlock call(List<CodeBlock> items) {
        return CodeBlock.of("$T.of($L)", List.class, CodeBlock.join(items, ", "));
    }

    private static CodeBlock map(Map<String, String> map) {
        List<CodeBlock> entries = map.entrySet().stream()
                .map(entry -> CodeBlock.of("$T.entry($S, $S)", Map.class, entry.getKey(), entry.getValue()))
                .toList();
        return entries.isEmpty()
                ? CodeBlock.of("$T.of()", Map.class)
                : CodeBlock.of("$T.ofEntries($L)", Map.class, CodeBlock.join(entries, ", "));
    }
}
