package io.tarn.codegen.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.tarn.codegen.model.Member;
import io.tarn.codegen.model.Service;
import io.tarn.codegen.model.Structure;
import io.tarn.codegen.model.Type;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the class that reads every structure out of the parameters of a form. */
final class QueryReadersFile {
    static final ClassName NODE = ClassName.get("io.tarn.api.query", "QueryNode");

    private final Service service;
    private final JavaTypes types;
    private final ClassName self;

    QueryReadersFile(Service service, JavaTypes types, ClassName self) {
        this.service = service;
        this.types = types;
        this.self = self;
    }

    TypeSpec type(List<Structure> structures) {
        TypeSpec.Builder type = TypeSpec.classBuilder(self)
                .addModifiers(Modifier.FINAL)
                .addJavadoc("Reads each structure from the parameters below a name.\n")
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        structures.forEach(structure -> type.addMethod(read(structure)));
        return type.build();
    }

    static String method(String shape) {
        return "read" + shape;
    }

    private MethodSpec read(Structure structure) {
        List<CodeBlock> arguments =
                RecordFile.held(structure).stream().map(this::member).toList();
        return MethodSpec.methodBuilder(method(structure.name()))
                .addModifiers(Modifier.STATIC)
                .returns(types.shape(structure.name()))
                .addParameter(NODE, "in")
                .addStatement("return new $T($L)", types.shape(structure.name()), CodeBlock.join(arguments, ",\n"))
                .build();
    }

    private CodeBlock member(Member member) {
        String get = member.required() ? "required" : "get";
        return CodeBlock.of("in.$L($S, $L)", get, member.xml(), reader(member));
    }

    private CodeBlock reader(Member member) {
        if (member.flattened() && member.type() instanceof Type.ListOf list) {
            return CodeBlock.of("node -> node.items($L)", reader(list.item(), 1));
        }
        if (member.flattened() && member.type() instanceof Type.MapOf map) {
            return CodeBlock.of(
                    "node -> node.entries($S, $S, $L)", keyName(map), valueName(map), reader(map.value(), 1));
        }
        return reader(member.type(), 0);
    }

    /** A function from a node to what it holds. */
    private CodeBlock reader(Type type, int depth) {
        String node = "node" + (depth == 0 ? "" : depth);
        return switch (type) {
            case Type.Text text ->
                text.enumName() == null || service.openEnums().contains(text.enumName())
                        ? CodeBlock.of("$T::text", NODE)
                        : CodeBlock.of("$1N -> $1N.oneOf($2T::of)", node, types.shape(text.enumName()));
            case Type.Whole whole -> CodeBlock.of("$T::$L", NODE, whole.wide() ? "longInteger" : "integer");
            case Type.Decimal decimal -> CodeBlock.of("$T::$L", NODE, decimal.wide() ? "decimal" : "singleDecimal");
            case Type.Flag flag -> CodeBlock.of("$T::flag", NODE);
            case Type.Time time ->
                CodeBlock.of("$T::$L", NODE, XmlReadersFile.timeMethod(time.format(), Type.TimeFormat.DATE_TIME));
            case Type.Blob blob -> CodeBlock.of("$T::blob", NODE);
            case Type.ListOf list ->
                CodeBlock.of(
                        "$1N -> $1N.list($2S, $3L)",
                        node,
                        list.itemXmlName() == null ? "member" : list.itemXmlName(),
                        reader(list.item(), depth + 1));
            case Type.MapOf map ->
                CodeBlock.of(
                        "$1N -> $1N.map($2S, $3S, $4L)",
                        node,
                        keyName(map),
                        valueName(map),
                        reader(map.value(), depth + 1));
            case Type.Shape shape -> CodeBlock.of("$1N -> $1N.structure($2T::$3N)", node, self, method(shape.name()));
        };
    }

    private static String keyName(Type.MapOf map) {
        return map.keyXmlName() == null ? "key" : map.keyXmlName();
    }

    private static String valueName(Type.MapOf map) {
        return map.valueXmlName() == null ? "value" : map.valueXmlName();
    }
}
