package io.tarn.codegen.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.tarn.codegen.model.Operation;
import io.tarn.codegen.model.Service;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/** The frame of an operation table: an enum with one constant for each operation, columns, and a look-up by name. */
final class OperationTable {
    private final Service service;
    private final ClassName name;
    private final List<Column> columns;

    /**
     * What is known of each operation.
     *
     * @param sentence of its accessor
     */
    record Column(TypeName type, String field, String sentence) {}

    OperationTable(Service service, ClassName name, List<Column> columns) {
        this.service = service;
        this.name = name;
        this.columns = List.copyOf(columns);
    }

    /** The enum, to which more may be added; {@code row} writes the values of an operation in the order of the columns. */
    TypeSpec.Builder type(String sentence, Function<Operation, CodeBlock> row) {
        TypeSpec.Builder type =
                TypeSpec.enumBuilder(name).addModifiers(Modifier.PUBLIC).addJavadoc("$L\n", sentence);
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
        for (Column column : columns) {
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
                    TypeSpec.anonymousClassBuilder(row.apply(operation)).build());
        }
        return type.addMethod(constructor.build()).addMethod(of());
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
}
