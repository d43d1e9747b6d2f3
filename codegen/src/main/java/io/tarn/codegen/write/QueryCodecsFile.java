package io.tarn.codegen.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import io.tarn.codegen.model.Operation;
import io.tarn.codegen.model.Service;
import io.tarn.codegen.model.XmlNamespace;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the class that holds the codecs of a service of the Query protocol. */
final class QueryCodecsFile {
    private static final ClassName CODEC = ClassName.get("io.tarn.api.query", "QueryCodec");

    private final Service service;
    private final List<Operation> served;
    private final CodecNames names;

    QueryCodecsFile(Service service, List<Operation> served, CodecNames names) {
        this.service = service;
        this.served = served;
        this.names = names;
    }

    TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(names.codecs())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addJavadoc("The codecs of all operations that are served.\n")
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        TypeName any = WildcardTypeName.subtypeOf(Object.class);
        MethodSpec.Builder of = MethodSpec.methodBuilder("of")
                .addJavadoc("""
                        The codec of an operation.

                        @throws IllegalArgumentException if the operation is not served
                        """)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(ParameterizedTypeName.get(CODEC, any, any))
                .addParameter(names.operations(), "operation")
                .beginControlFlow("return switch (operation)");
        for (Operation operation : served) {
            String constant = Names.constant(operation.name());
            type.addField(field(operation, constant));
            of.addCode("case $L -> $L;\n", constant, constant);
        }
        of.addCode("default -> throw new $T($S + operation);\n$<};\n", IllegalArgumentException.class, "not served: ");
        return type.addMethod(of.build()).build();
    }

    private FieldSpec field(Operation operation, String constant) {
        TypeName codec = ParameterizedTypeName.get(
                CODEC, names.types().shape(operation.input()), names.types().shape(operation.output()));
        XmlNamespace namespace = service.namespace();
        return FieldSpec.builder(codec, constant, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("{@code $L}.\n", operation.name())
                .initializer(
                        "new $T<>($S, $S, $L, $T::$N, $T::$N)",
                        CODEC,
                        operation.name(),
                        namespace == null ? "" : namespace.uri(),
                        !service.spoken().resultless().contains(operation.name()),
                        names.queryReaders(),
                        QueryReadersFile.method(operation.input()),
                        names.writers(),
                        XmlWritersFile.method(operation.output()))
                .build();
    }
}
