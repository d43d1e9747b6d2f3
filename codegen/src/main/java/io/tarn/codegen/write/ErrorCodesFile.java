package io.tarn.codegen.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** Writes the enum of the errors of a service of the Query protocol. */
final class ErrorCodesFile {
    private final Map<String, Integer> statuses;
    private final ClassName name;

    ErrorCodesFile(Map<String, Integer> statuses, ClassName name) {
        this.statuses = statuses;
        this.name = name;
    }

    TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.enumBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("The errors of the model, besides those that all services share.\n")
                .addSuperinterface(ClassName.get("io.tarn.api.query", "QueryError"))
                .addField(String.class, "code", Modifier.PRIVATE, Modifier.FINAL)
                .addField(int.class, "status", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(String.class, "code")
                        .addParameter(int.class, "status")
                        .addStatement("this.code = code")
                        .addStatement("this.status = status")
                        .build())
                .addMethod(accessor(String.class, "code"))
                .addMethod(accessor(int.class, "status"));
        statuses.forEach((code, status) -> type.addEnumConstant(
                Names.constant(code),
                TypeSpec.anonymousClassBuilder("$S, $L", code, status).build()));
        return type.build();
    }

    private static MethodSpec accessor(Class<?> type, String field) {
        return MethodSpec.methodBuilder(field)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(type)
                .addStatement("return $N", field)
                .build();
    }
}
