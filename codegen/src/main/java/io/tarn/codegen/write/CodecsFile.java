package io.tarn.codegen.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import io.tarn.codegen.model.Operation;
import io.tarn.codegen.model.Service;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the codec interface of a service and the class that holds all its codecs. */
final class CodecsFile {
    private static final ClassName RUNTIME = ClassName.get(CodecFile.RUNTIME, "OperationCodec");

    private final List<Operation> operations;
    private final CodecNames names;

    CodecsFile(Service service, CodecNames names) {
        this.operations =
                service.operations().stream().filter(Operation::modelled).toList();
        this.names = names;
    }

    TypeSpec codecInterface() {
        TypeVariableName in = TypeVariableName.get("I");
        TypeVariableName out = TypeVariableName.get("O");
        return TypeSpec.interfaceBuilder(names.codecInterface())
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(
                        "A codec that knows its operation.\n\n@param <I> the input record\n@param <O> the output record\n")
                .addTypeVariable(in)
                .addTypeVariable(out)
                .addSuperinterface(ParameterizedTypeName.get(RUNTIME, in, out))
                .addMethod(MethodSpec.methodBuilder("operation")
                        .addJavadoc("The operation whose requests it reads.\n")
                        .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                        .returns(names.operations())
                        .build())
                .build();
    }

    TypeSpec codecs() {
        TypeSpec.Builder type = TypeSpec.classBuilder(names.codecs())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addJavadoc("The codecs of all operations of the model.\n")
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        TypeName any = WildcardTypeName.subtypeOf(Object.class);
        MethodSpec.Builder of = MethodSpec.methodBuilder("of")
                .addJavadoc("""
                        The codec of an operation.

                        @throws IllegalArgumentException if the operation is not in AWS's model
                        """)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(ParameterizedTypeName.get(names.codecInterface(), any, any))
                .addParameter(names.operations(), "operation")
                .beginControlFlow("return switch (operation)");
        for (Operation operation : operations) {
            String constant = Names.constant(operation.name());
            TypeName codec = ParameterizedTypeName.get(
                    names.codecInterface(),
                    names.types().shape(operation.input()),
                    names.types().shape(operation.output()));
            type.addField(FieldSpec.builder(codec, constant, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                    .addJavadoc("{@code $L}.\n", operation.name())
                    .initializer("new $T()", names.codec(operation))
                    .build());
            of.addCode("case $L -> $L;\n", constant, constant);
        }
        of.addCode("default -> throw new $T($S + operation);\n$<};\n", IllegalArgumentException.class, "no codec for ");
        return type.addMethod(of.build()).build();
    }
}
