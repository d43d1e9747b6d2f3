package io.tarn.codegen.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeSpec;
import io.tarn.codegen.model.Member;
import io.tarn.codegen.model.Service;
import io.tarn.codegen.model.Structure;
import io.tarn.codegen.model.Type;
import java.util.List;

/** Writes the class that reads every structure out of the parameters of a form. */
final class QueryReadersFile extends ReadersFile {
    static final ClassName NODE = ClassName.get("io.tarn.api.query", "QueryNode");

    QueryReadersFile(Service service, JavaTypes types, ClassName self) {
        super(service, types, self, NODE);
    }

    TypeSpec type(List<Structure> structures) {
        return type("Reads each structure from the parameters below a name.", structures);
    }

    @Override
    CodeBlock read(Structure structure) {
        List<CodeBlock> arguments =
                RecordFile.held(structure).stream().map(this::member).toList();
        return CodeBlock.builder()
                .addStatement("return new $T($L)", types().shape(structure.name()), CodeBlock.join(arguments, ",\n"))
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
                    "node -> node.entries($S, $S, $L)", map.keyName(), map.valueName(), reader(map.value(), 1));
        }
        return reader(member.type(), 0);
    }

    /** A function from a node to what it holds. */
    private CodeBlock reader(Type type, int depth) {
        String node = "node" + (depth == 0 ? "" : depth);
        return switch (type) {
            case Type.Text text -> {
                ClassName closed = closedEnum(text);
                yield closed == null
                        ? CodeBlock.of("$T::text", NODE)
                        : CodeBlock.of("$1N -> $1N.oneOf($2T::of)", node, closed);
            }
            case Type.Whole whole -> CodeBlock.of("$T::$L", NODE, whole.wide() ? "longInteger" : "integer");
            case Type.Decimal decimal -> CodeBlock.of("$T::$L", NODE, decimal.wide() ? "decimal" : "singleDecimal");
            case Type.Flag flag -> CodeBlock.of("$T::flag", NODE);
            case Type.Time time ->
                CodeBlock.of("$T::$L", NODE, XmlReadersFile.timeMethod(time.format(), Type.TimeFormat.DATE_TIME));
            case Type.Blob blob -> CodeBlock.of("$T::blob", NODE);
            case Type.ListOf list ->
                CodeBlock.of("$1N -> $1N.list($2S, $3L)", node, list.itemName(), reader(list.item(), depth + 1));
            case Type.MapOf map ->
                CodeBlock.of(
                        "$1N -> $1N.map($2S, $3S, $4L)",
                        node,
                        map.keyName(),
                        map.valueName(),
                        reader(map.value(), depth + 1));
            case Type.Shape shape -> CodeBlock.of("$1N -> $1N.structure($2T::$3N)", node, self(), method(shape.name()));
        };
    }
}
