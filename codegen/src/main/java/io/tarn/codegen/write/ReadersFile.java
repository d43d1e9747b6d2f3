package io.tarn.codegen.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.tarn.codegen.model.Service;
import io.tarn.codegen.model.Structure;
import io.tarn.codegen.model.Type;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** The frame of a class that reads every structure out of one form of writing: a static method for each. */
abstract sealed class ReadersFile permits QueryReadersFile, XmlReadersFile {
    private final Service service;
    private final JavaTypes types;
    private final ClassName self;
    private final ClassName source;

    /** {@code source} is what a method reads from. */
    ReadersFile(Service service, JavaTypes types, ClassName self, ClassName source) {
        this.service = service;
        this.types = types;
        this.self = self;
        this.source = source;
    }

    /** The class, with this sentence about it. */
    final TypeSpec type(String sentence, List<Structure> structures) {
        TypeSpec.Builder type = TypeSpec.classBuilder(self)
                .addModifiers(Modifier.FINAL)
                .addJavadoc("$L\n", sentence)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        structures.forEach(structure -> type.addMethod(MethodSpec.methodBuilder(method(structure.name()))
                .addModifiers(Modifier.STATIC)
                .returns(types.shape(structure.name()))
                .addParameter(source, "in")
                .addCode(read(structure))
                .build()));
        return type.build();
    }

    /** The method that reads a structure. */
    static String method(String shape) {
        return "read" + shape;
    }

    /** The body of the method that reads a structure from {@code in}. */
    abstract CodeBlock read(Structure structure);

    /** The class that is written. */
    final ClassName self() {
        return self;
    }

    final JavaTypes types() {
        return types;
    }

    /** The enum that names all values of a text, or null if any may stand there. */
    final @Nullable ClassName closedEnum(Type.Text text) {
        String name = text.enumName();
        return name == null || service.openEnums().contains(name) ? null : types.shape(name);
    }
}
