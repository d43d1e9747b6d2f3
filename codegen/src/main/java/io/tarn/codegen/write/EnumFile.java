package io.tarn.codegen.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.tarn.codegen.model.EnumShape;
import javax.lang.model.element.Modifier;

/** Writes one enum of known values. */
final class EnumFile {
    private EnumFile() {}

    static TypeSpec type(EnumShape shape, JavaTypes types) {
        ClassName name = types.shape(shape.name());
        TypeSpec.Builder type = TypeSpec.enumBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("Known values of {@code $L}; on the wire there may be others.\n", shape.name())
                .addField(String.class, "value", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(String.class, "value")
                        .addStatement("this.value = value")
                        .build())
                .addMethod(MethodSpec.methodBuilder("value")
                        .addJavadoc("As it is written.\n")
                        .addModifiers(Modifier.PUBLIC)
                        .returns(String.class)
                        .addStatement("return value")
                        .build());
        MethodSpec.Builder of = MethodSpec.methodBuilder("of")
                .addJavadoc("The constant that is written so, or null.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(name.annotated(JavaTypes.NULLABLE))
                .addParameter(String.class, "value")
                .beginControlFlow("return switch (value)");
        for (String value : shape.values()) {
            String constant = Names.constant(value.isEmpty() ? "EMPTY" : value);
            type.addEnumConstant(
                    constant, TypeSpec.anonymousClassBuilder("$S", value).build());
            of.addCode("case $S -> $N;\n", value, constant);
        }
        of.addCode("default -> null;\n").addCode("$<};\n");
        return type.addMethod(of.build()).build();
    }
}
