package io.tarn.codegen.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.tarn.codegen.model.Location;
import io.tarn.codegen.model.Member;
import io.tarn.codegen.model.Structure;
import io.tarn.codegen.model.Type;
import io.tarn.codegen.model.XmlNamespace;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Writes the class that writes every structure as XML. */
final class XmlWritersFile {
    static final ClassName WRITER = ClassName.get("io.tarn.api.xml", "XmlWriter");
    private static final ClassName DATES = ClassName.get("io.tarn.api.http", "HttpDates");

    private final JavaTypes types;
    private final ClassName self;

    XmlWritersFile(JavaTypes types, ClassName self) {
        this.types = types;
        this.self = self;
    }

    TypeSpec type(List<Structure> structures) {
        TypeSpec.Builder type = TypeSpec.classBuilder(self)
                .addModifiers(Modifier.FINAL)
                .addJavadoc("Writes the attributes and children of each structure into the element that is open.\n")
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        structures.forEach(structure -> type.addMethod(write(structure)));
        return type.build();
    }

    static String method(String shape) {
        return "write" + shape;
    }

    private MethodSpec write(Structure structure) {
        MethodSpec.Builder write = MethodSpec.methodBuilder(method(structure.name()))
                .addModifiers(Modifier.STATIC)
                .addParameter(WRITER, "out")
                .addParameter(types.shape(structure.name()), "value");
        return write.addCode(children(structure.in(Location.BODY), "value")).build();
    }

    /** Statements that write the attributes, then the children, of the record in {@code value}. */
    CodeBlock children(List<Member> members, String value) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (Member member : members) {
            if (member.attribute()) {
                code.addStatement("out.attribute($S, $L.$N())", member.xml(), value, Names.field(member.name()));
            }
        }
        for (Member member : members) {
            if (!member.attribute()) {
                code.add(member(member, value));
            }
        }
        return code.build();
    }

    private CodeBlock member(Member member, String value) {
        CodeBlock read = CodeBlock.of("$L.$N()", value, Names.field(member.name()));
        if (isSimple(member.type()) && member.namespace() == null) {
            return CodeBlock.builder()
                    .addStatement("out.element($S, $L)", member.xml(), read)
                    .build();
        }
        String local = Locals.of(member);
        CodeBlock.Builder code = CodeBlock.builder();
        code.addStatement("$T $N = $L", types.of(member.type()), local, read);
        code.beginControlFlow("if ($N != null)", local);
        if (member.flattened() && member.type() instanceof Type.ListOf list) {
            code.add(items(list, member.xml(), list.itemNamespace(), local, 0));
        } else if (member.flattened() && member.type() instanceof Type.MapOf map) {
            code.add(entries(map, member.xml(), member.namespace(), local, 0));
        } else {
            code.add(element(member.type(), member.xml(), member.namespace(), CodeBlock.of("$N", local), 0));
        }
        return code.endControlFlow().build();
    }

    /** Values that an element holds as text, and that the writer knows how to write. */
    private static boolean isSimple(Type type) {
        return switch (type) {
            case Type.Text text -> true;
            case Type.Whole whole -> true;
            case Type.Flag flag -> true;
            case Type.Decimal decimal -> true;
            case Type.Time time -> time.format() == null || time.format() == Type.TimeFormat.DATE_TIME;
            default -> false;
        };
    }

    /** One element with a value that is not null. */
    private CodeBlock element(Type type, String name, @Nullable XmlNamespace namespace, CodeBlock value, int depth) {
        if (isSimple(type) && namespace == null) {
            return CodeBlock.builder()
                    .addStatement("out.element($S, $L)", name, value)
                    .build();
        }
        CodeBlock.Builder code = CodeBlock.builder().addStatement("$L", open(name, namespace));
        switch (type) {
            case Type.Shape shape -> code.addStatement("$T.$N(out, $L)", self, method(shape.name()), value);
            case Type.ListOf list ->
                code.add(items(list, list.itemName(), list.itemNamespace(), value.toString(), depth));
            case Type.MapOf map -> code.add(entries(map, "entry", null, value.toString(), depth));
            default -> code.addStatement("out.text($L)", text(type, value));
        }
        return code.addStatement("out.close()").build();
    }

    static CodeBlock open(String name, @Nullable XmlNamespace namespace) {
        return namespace == null
                ? CodeBlock.of("out.open($S)", name)
                : CodeBlock.of("out.open($S).namespace($S, $S)", name, namespace.prefix(), namespace.uri());
    }

    private CodeBlock items(Type.ListOf list, String name, @Nullable XmlNamespace namespace, String value, int depth) {
        String item = "item" + (depth == 0 ? "" : depth);
        return CodeBlock.builder()
                .beginControlFlow("for ($T $N : $L)", types.of(list.item()), item, value)
                .add(element(list.item(), name, namespace, CodeBlock.of("$N", item), depth + 1))
                .endControlFlow()
                .build();
    }

    private CodeBlock entries(Type.MapOf map, String name, @Nullable XmlNamespace namespace, String value, int depth) {
        String entry = "entry" + (depth == 0 ? "" : depth);
        TypeName valueType = types.of(map.value());
        return CodeBlock.builder()
                .beginControlFlow("for ($T<String, $T> $N : $L.entrySet())", Map.Entry.class, valueType, entry, value)
                .addStatement("$L", open(name, namespace))
                .add(element(
                        new Type.Text(null),
                        map.keyName(),
                        map.keyNamespace(),
                        CodeBlock.of("$N.getKey()", entry),
                        depth))
                .add(element(
                        map.value(),
                        map.valueName(),
                        map.valueNamespace(),
                        CodeBlock.of("$N.getValue()", entry),
                        depth + 1))
                .addStatement("out.close()")
                .endControlFlow()
                .build();
    }

    /** The text of a value that is not null. */
    static CodeBlock text(Type type, CodeBlock value) {
        return switch (type) {
            case Type.Text text -> value;
            case Type.Time time ->
                switch (time.format() == null ? Type.TimeFormat.DATE_TIME : time.format()) {
                    case DATE_TIME -> CodeBlock.of("$T.formatDateTime($L)", DATES, value);
                    case HTTP_DATE -> CodeBlock.of("$T.format($L)", DATES, value);
                    case EPOCH_SECONDS -> CodeBlock.of("$T.toString($L.getEpochSecond())", Long.class, value);
                };
            case Type.Blob blob -> CodeBlock.of("$T.getEncoder().encodeToString($L.array())", Base64.class, value);
            default -> CodeBlock.of("$L.toString()", value);
        };
    }
}
