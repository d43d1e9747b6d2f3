package io.tarn.codegen.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import io.tarn.codegen.model.Location;
import io.tarn.codegen.model.Member;
import io.tarn.codegen.model.Operation;
import io.tarn.codegen.model.Service;
import io.tarn.codegen.model.Structure;
import io.tarn.codegen.model.Type;
import io.tarn.codegen.model.XmlNamespace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Writes the method of a codec that writes the answer. */
final class EncodeMethod {
    private static final ClassName RESPONSE = ClassName.get(CodecFile.RUNTIME, "ResponseWriter");

    private final Service service;
    private final Operation operation;
    private final Structure output;
    private final CodecNames names;
    private final XmlWritersFile writers;

    EncodeMethod(Service service, Operation operation, Structure output, CodecNames names) {
        this.service = service;
        this.operation = operation;
        this.output = output;
        this.names = names;
        this.writers = new XmlWritersFile(names.types(), names.writers());
    }

    MethodSpec method() {
        MethodSpec.Builder encode = MethodSpec.methodBuilder("encode")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(names.types().shape(output.name()), "output")
                .addParameter(RESPONSE, "response")
                .addStatement("response.status($L)", operation.status());
        for (Member member : output.in(Location.STATUS)) {
            encode.beginControlFlow("if (output.$N() != null)", Names.field(member.name()))
                    .addStatement("response.status(output.$N())", Names.field(member.name()))
                    .endControlFlow();
        }
        for (Member member : output.in(Location.HEADER)) {
            encode.addStatement("response.header($S, $L)", member.wireName().toLowerCase(Locale.ROOT), header(member));
        }
        for (Member member : output.in(Location.PREFIX_HEADERS)) {
            encode.addStatement(
                    "response.headers($S, output.$N())",
                    member.wireName().toLowerCase(Locale.ROOT),
                    Names.field(member.name()));
        }
        return encode.addCode(body()).build();
    }

    private CodeBlock header(Member member) {
        CodeBlock read = CodeBlock.of("output.$N()", Names.field(member.name()));
        if (member.type() instanceof Type.Time time) {
            return time.format() == null || time.format() == Type.TimeFormat.HTTP_DATE
                    ? read
                    : CodeBlock.of("$L == null ? null : $L", read, XmlWritersFile.text(time, read));
        }
        if (member.type() instanceof Type.ListOf list) {
            return switch (list.item()) {
                case Type.Text text -> read;
                case Type.Time time -> CodeBlock.of("$T.$L($L)", RESPONSE, dateList(time), read);
                default -> CodeBlock.of("$T.texts($L)", RESPONSE, read);
            };
        }
        return read;
    }

    private static String dateList(Type.Time time) {
        return time.format() == null || time.format() == Type.TimeFormat.HTTP_DATE ? "httpDates" : "dateTimes";
    }

    private CodeBlock body() {
        Member payload = output.payload();
        if (payload == null) {
            List<Member> members = output.in(Location.BODY);
            return members.isEmpty() ? CodeBlock.builder().build() : document(members);
        }
        if (payload.streaming()) {
            return CodeBlock.builder().addStatement("response.stream()").build();
        }
        String local = Locals.of(payload);
        CodeBlock.Builder code = CodeBlock.builder()
                .addStatement(
                        "$T $N = output.$N()", names.types().of(payload.type()), local, Names.field(payload.name()))
                .beginControlFlow("if ($N != null)", local);
        switch (payload.type()) {
            case Type.Shape shape -> {
                Structure structure = service.structure(shape.name());
                String root = payload.xmlName() == null ? structure.xml() : payload.xmlName();
                code.addStatement("$1T out = new $1T()", XmlWritersFile.WRITER);
                code.addStatement("$L", XmlWritersFile.open(root, rootNamespace(payload.namespace(), structure)));
                code.addStatement("$T.$N(out, $N)", names.writers(), XmlWritersFile.method(shape.name()), local);
                code.addStatement("response.body(out.close())");
            }
            case Type.Blob blob ->
                code.addStatement("response.body($S, $N.array())", payloadType("application/octet-stream"), local);
            default ->
                code.addStatement(
                        "response.body($S, $N.getBytes($T.UTF_8))",
                        payloadType("text/plain"),
                        local,
                        StandardCharsets.class);
        }
        return code.endControlFlow().build();
    }

    private String payloadType(String usual) {
        return Objects.requireNonNullElse(operation.payloadType(), usual);
    }

    private @Nullable XmlNamespace rootNamespace(@Nullable XmlNamespace declared, Structure structure) {
        return declared != null
                ? declared
                : structure.namespace() != null ? structure.namespace() : service.namespace();
    }

    private CodeBlock document(List<Member> members) {
        CodeBlock.Builder code = CodeBlock.builder().addStatement("$1T out = new $1T()", XmlWritersFile.WRITER);
        code.addStatement("$L", XmlWritersFile.open(output.xml(), rootNamespace(null, output)));
        if (operation.unwrapped()) {
            String field = Names.field(members.getFirst().name());
            code.beginControlFlow("if (output.$1N() != null && !output.$1N().isEmpty())", field)
                    .addStatement("out.text(output.$N())", field)
                    .endControlFlow();
        } else {
            code.add(writers.children(members, "output"));
        }
        return code.addStatement("response.body(out.close())").build();
    }
}
