package io.tarn.codegen.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeSpec;
import io.tarn.codegen.model.Member;
import io.tarn.codegen.model.Service;
import io.tarn.codegen.model.Structure;
import io.tarn.codegen.model.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the class that reads every structure out of XML. */
final class XmlReadersFile extends ReadersFile {
    static final ClassName READER = ClassName.get("io.tarn.api.xml", "XmlReader");

    XmlReadersFile(Service service, JavaTypes types, ClassName self) {
        super(service, types, self, READER);
    }

    TypeSpec type(List<Structure> structures) {
        return type("Reads each structure from the element that is open, which is then passed.", structures);
    }

    @Override
    CodeBlock read(Structure structure) {
        CodeBlock.Builder read = CodeBlock.builder();
        CodeBlock.Builder arguments = CodeBlock.builder();
        String comma = "";
        for (Member member : RecordFile.held(structure)) {
            String local = Locals.of(member);
            if (member.attribute()) {
                read.addStatement(
                        "$T $N = in.attribute($S)", types().of(member.type()), local, localName(member.xml()));
            } else {
                read.addStatement("$T $N = null", types().of(member.type()), local);
            }
            arguments.add(member.required() ? "$Lin.check($N)" : "$L$N", comma, local);
            comma = ", ";
        }
        read.add(children(structure.members()));
        return read.addStatement("return new $T($L)", types().shape(structure.name()), arguments.build())
                .build();
    }

    /** The loop that reads the children of the open element into locals. */
    CodeBlock children(List<Member> members) {
        CodeBlock.Builder loop = CodeBlock.builder().beginControlFlow("while (in.nextChild())");
        loop.beginControlFlow("switch (in.name())");
        for (Member member : members) {
            if (!member.attribute()) {
                loop.add("case $S -> $N = $L;\n", localName(member.xml()), Locals.of(member), member(member));
            }
        }
        return loop.add("default -> in.skip();\n")
                .endControlFlow()
                .endControlFlow()
                .build();
    }

    /** Reading looks at local names only. */
    private static String localName(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private CodeBlock member(Member member) {
        String local = Locals.of(member);
        if (member.flattened() && member.type() instanceof Type.ListOf list) {
            return CodeBlock.of("$T.append($N, $L)", READER, local, value(list.item(), "in"));
        }
        if (member.flattened() && member.type() instanceof Type.MapOf map) {
            return CodeBlock.of(
                    "in.entry($N, $S, $S, $L)", local, map.keyName(), map.valueName(), function(map.value(), "in"));
        }
        return value(member.type(), "in");
    }

    /** An expression that reads a value from the element that {@code in} has open. */
    CodeBlock value(Type type, String in) {
        return switch (type) {
            case Type.Text text -> {
                ClassName closed = closedEnum(text);
                yield closed == null ? CodeBlock.of("$L.text()", in) : CodeBlock.of("$L.text($T::of)", in, closed);
            }
            case Type.Whole whole -> CodeBlock.of(whole.wide() ? "$L.longInteger()" : "$L.integer()", in);
            case Type.Decimal decimal -> CodeBlock.of(decimal.wide() ? "$L.decimal()" : "(float) $L.decimal()", in);
            case Type.Flag flag -> CodeBlock.of("$L.flag()", in);
            case Type.Time time -> CodeBlock.of("$L.$L()", in, timeMethod(time.format(), Type.TimeFormat.DATE_TIME));
            case Type.Blob blob -> CodeBlock.of("$L.blob()", in);
            case Type.ListOf list -> CodeBlock.of("$L.list($S, $L)", in, list.itemName(), function(list.item(), in));
            case Type.MapOf map ->
                CodeBlock.of("$L.map($S, $S, $L)", in, map.keyName(), map.valueName(), function(map.value(), in));
            case Type.Shape shape -> CodeBlock.of("$T.$N($L)", self(), method(shape.name()), in);
        };
    }

    private CodeBlock function(Type type, String outer) {
        String inner = outer.equals("in") ? "inner" : outer + "Most";
        return CodeBlock.of("$L -> $L", inner, value(type, inner));
    }

    /** The method of readers and wire values that reads a moment. */
    static String timeMethod(Type.@Nullable TimeFormat format, Type.TimeFormat usual) {
        return switch (format == null ? usual : format) {
            case DATE_TIME -> "dateTime";
            case HTTP_DATE -> "httpDate";
            case EPOCH_SECONDS -> "epochSeconds";
        };
    }
}
