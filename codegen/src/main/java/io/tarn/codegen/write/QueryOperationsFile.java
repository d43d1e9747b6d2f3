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
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the operation table of a service of the Query protocol. */
final class QueryOperationsFile {
    private static final ClassName FORM = ClassName.get("io.tarn.api.query", "QueryForm");

    private record Column(TypeName type, String field, String sentence) {}

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
        TypeSpec.Builder type = TypeSpec.enumBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("Every operation of AWS's model, served here or not.\n")
                .addField(constant("VERSION", "The version of the API that requests name.", query.version()))
                .addField(constant(
                        "NAMESPACE",
                        "The XML namespace of answers and error documents.",
                        namespace == null ? "" : namespace.uri()));
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
        for (Column column : COLUMNS) {
            constructor.addParameter(column.type, column.field).addStatement("this.$1N = $1N", column.field);
            type.addField(column.type, column.field, Modifier.PRIVATE, Modifier.FINAL);
            type.addMethod(MethodSpec.methodBuilder(column.field)
                    .addJavadoc("$L\n", column.sentence)
                    .addModifiers(Modifier.PUBLIC)
                    .returns(column.type)
                    .addStatement("return $N", column.field)
                    .build());
        }
        for (Operation operation : service.operations()) {
            type.addEnumConstant(
                    Names.constant(operation.name()),
                    TypeSpec.anonymousClassBuilder(row(operation.name())).build());
        }
        return type.addMethod(constructor.build())
                .addMethod(of())
                .addMethod(requested())
                .build();
    }

    private static FieldSpec constant(String field, String sentence, String value) {
        return FieldSpec.builder(String.class, field, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("$L\n", sentence)
                .initializer("$S", value)
                .build();
    }

    private CodeBlock row(String operation) {
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

    private MethodSpec of() {
        MethodSpec.Builder of = MethodSpec.methodBuilder("of")
                .addJavadoc("The operation of that name in AWS's model, or null.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(name.annotated(JavaTypes.NULLABLE))
                .addParameter(String.class, "apiName")
                .beginControlFlow("return switch (apiName)");
        for (Operation operation : service.operations()) {
            of.addCode("case $S -> $N;\n", operation.name(), Names.constant(operation.name()));
        }
        return of.addCode("default -> null;\n$<};\n").build();
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
