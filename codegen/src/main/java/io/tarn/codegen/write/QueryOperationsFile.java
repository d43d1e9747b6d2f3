package io.tarn.codegen.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.tarn.codegen.model.Operation;
import io.tarn.codegen.model.QueryProtocol;
import io.tarn.codegen.model.Service;
import io.tarn.codegen.model.XmlNamespace;
import io.tarn.codegen.write.OperationTable.Column;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the operation table of a service of the Query protocol. */
final class QueryOperationsFile {
    private static final ClassName FORM = ClassName.get("io.tarn.api.query", "QueryForm");

    private static final List<Column> COLUMNS = List.of(
            new Column(TypeName.get(String.class), "apiName", "The name in AWS's model, which is the {@code Action}."),
            new Column(TypeName.BOOLEAN, "served", "False for what has no codec here and is refused."),
            new Column(TypeName.BOOLEAN, "anonymous", "True if it is called without a signature."),
            new Column(
                    ParameterizedTypeName.get(List.class, String.class),
                    "actions",
                    "The IAM actions needed; empty if every signed caller may."),
            new Column(
                    TypeName.get(String.class).annotated(JavaTypes.NULLABLE),
                    "tagAction",
                    "The IAM action needed besides when the request carries tags; null for none."));

    private final Service service;
    private final QueryProtocol query;
    private final ClassName name;

    QueryOperationsFile(Service service, ClassName name) {
        this.service = service;
        this.query = service.spoken();
        this.name = name;
    }

    TypeSpec type() {
        XmlNamespace namespace = service.namespace();
        return new OperationTable(service, name, COLUMNS)
                .type("Every operation of AWS's model, served here or not.", this::row)
                .addField(constant("VERSION", "The version of the API that requests name.", query.version()))
                .addField(constant(
                        "NAMESPACE",
                        "The XML namespace of answers and error documents.",
                        namespace == null ? "" : namespace.uri()))
                .addMethod(requested())
                .build();
    }

    private static FieldSpec constant(String field, String sentence, String value) {
        return FieldSpec.builder(String.class, field, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("$L\n", sentence)
                .initializer("$S", value)
                .build();
    }

    private CodeBlock row(Operation row) {
        String operation = row.name();
        List<CodeBlock> actions = query.actions().getOrDefault(operation, List.of()).stream()
                .map(action -> CodeBlock.of("$S", action))
                .toList();
        return CodeBlock.of(
                "$S, $L, $L, $T.of($L), $S",
                operation,
                query.served().contains(operation),
                query.anonymous().contains(operation),
                List.class,
                CodeBlock.join(actions, ", "),
                query.tagActions().get(operation));
    }

    private MethodSpec requested() {
        return MethodSpec.methodBuilder("of")
                .addJavadoc("""
                        The operation that a form asks for, served or not.

                        @throws io.tarn.api.query.QueryException {@code MissingAction}, or {@code InvalidAction} if there is
                            no such action in the version that it names
                        """)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(name)
                .addParameter(FORM, "form")
                .addStatement("$T operation = of(form.action())", name)
                .beginControlFlow("if (operation == null || !VERSION.equals(form.version()))")
                .addStatement("throw form.unknown()")
                .endControlFlow()
                .addStatement("return operation")
                .build();
    }
}
