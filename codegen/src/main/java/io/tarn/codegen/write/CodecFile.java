package io.tarn.codegen.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.tarn.codegen.model.Location;
import io.tarn.codegen.model.Member;
import io.tarn.codegen.model.Operation;
import io.tarn.codegen.model.Service;
import io.tarn.codegen.model.Structure;
import io.tarn.codegen.model.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Modifier;

/** Writes the codec of one operation. */
final class CodecFile {
    static final String RUNTIME = "io.tarn.api.codec";
    private static final ClassName PARTS = ClassName.get(RUNTIME, "RequestParts");
    private static final ClassName VALUES = ClassName.get(RUNTIME, "WireValues");
    private static final ClassName HEADERS = ClassName.get("io.tarn.api.http", "Headers");
    private static final ClassName QUERY = ClassName.get("io.tarn.api.http", "QueryParameters");
    private static final ClassName CODE = ClassName.get("io.tarn.api.error", "ErrorCode");
    private static final ClassName REFUSAL = ClassName.get("io.tarn.api.error", "S3Exception");

    private final Operation operation;
    private final Structure input;
    private final Structure output;
    private final CodecNames names;
    private final JavaTypes types;
    private final XmlReadersFile readers;
    private final WireCode wire;
    private final EncodeMethod encode;

    CodecFile(Service service, Operation operation, CodecNames names) {
        this.operation = operation;
        this.input = service.structure(operation.input());
        this.output = service.structure(operation.output());
        this.names = names;
        this.types = names.types();
        this.readers = new XmlReadersFile(service, types, names.readers());
        this.wire = new WireCode();
        this.encode = new EncodeMethod(service, operation, output, names);
    }

    TypeSpec type() {
        ClassName in = types.shape(input.name());
        ClassName out = types.shape(output.name());
        return TypeSpec.classBuilder(names.codec(operation))
                .addModifiers(Modifier.FINAL)
                .addJavadoc("{@code $L}: {@code $L $L}.\n", operation.name(), operation.method(), operation.uri())
                .addSuperinterface(ParameterizedTypeName.get(names.codecInterface(), in, out))
                .addMethod(MethodSpec.methodBuilder("operation")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(names.operations())
                        .addStatement("return $T.$L", names.operations(), Names.constant(operation.name()))
                        .build())
                .addMethod(decode())
                .addMethod(encode.method())
                .build();
    }

    private MethodSpec decode() {
        List<Member> held = RecordFile.held(input);
        MethodSpec.Builder decode = MethodSpec.methodBuilder("decode")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(types.shape(input.name()))
                .addParameter(PARTS, "parts");
        for (Member member : held) {
            if (member.location() == Location.LABEL) {
                decode.addStatement("$T $N = $L", types.of(member.type()), Locals.of(member), wire.label(member));
            } else {
                decode.addStatement("$T $N = null", types.of(member.type()), Locals.of(member));
            }
        }
        decode.addCode(headers()).addCode(query()).addCode(body());
        CodeBlock arguments = CodeBlock.join(held.stream().map(this::argument).toList(), ", ");
        return decode.addStatement("return new $T($L)", types.shape(input.name()), arguments)
                .build();
    }

    /** The rule for required members: what stands in the query or a header must be sent; the body is seen to before. */
    private CodeBlock argument(Member member) {
        String local = Locals.of(member);
        if (!member.required()) {
            return CodeBlock.of("$N", local);
        }
        return switch (member.location()) {
            case HEADER -> CodeBlock.of("$T.requiredHeader($S, $N)", VALUES, lower(member.wireName()), local);
            case QUERY -> CodeBlock.of("$T.requiredQuery($S, $N)", VALUES, member.wireName(), local);
            default -> CodeBlock.of("$N", local);
        };
    }

    private CodeBlock headers() {
        List<Member> fixed = input.in(Location.HEADER);
        List<Member> prefixed = input.in(Location.PREFIX_HEADERS);
        CodeBlock.Builder code = CodeBlock.builder();
        if (fixed.isEmpty() && prefixed.isEmpty()) {
            return code.build();
        }
        code.beginControlFlow("for ($T.Field field : parts.headers())", HEADERS);
        prefixed.forEach(member -> code.add(prefixed(member)));
        if (!fixed.isEmpty()) {
            code.addStatement("String value = field.value()");
            code.beginControlFlow("switch (field.name())");
            for (Member member : fixed) {
                String name = lower(member.wireName());
                code.add("case $S -> $L;\n", name, wire.assign(member, name, Type.TimeFormat.HTTP_DATE));
            }
            code.add("default -> { }\n").endControlFlow();
        }
        return code.endControlFlow().build();
    }

    private static CodeBlock prefixed(Member member) {
        return CodeBlock.builder()
                .addStatement(
                        "$1N = $2T.prefixed($1N, $3S, field)", Locals.of(member), VALUES, lower(member.wireName()))
                .build();
    }

    private CodeBlock query() {
        List<Member> fixed = input.in(Location.QUERY);
        List<Member> rest = input.in(Location.QUERY_PARAMS);
        CodeBlock.Builder code = CodeBlock.builder();
        if (fixed.isEmpty() && rest.isEmpty()) {
            return code.build();
        }
        code.beginControlFlow("for ($T.Parameter parameter : parts.query())", QUERY);
        code.addStatement("String value = parameter.value()");
        rest.forEach(member -> code.add(wire.queryParam(member)));
        code.beginControlFlow("switch (parameter.name())");
        for (Member member : fixed) {
            code.add(
                    "case $S -> $L;\n",
                    member.wireName(),
                    wire.assign(member, member.wireName(), Type.TimeFormat.DATE_TIME));
        }
        return code.add("default -> { }\n").endControlFlow().endControlFlow().build();
    }

    private CodeBlock body() {
        Member payload = input.payload();
        if (payload == null) {
            return input.in(Location.BODY).isEmpty() ? CodeBlock.builder().build() : document();
        }
        if (payload.streaming()) {
            return CodeBlock.builder().build();
        }
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("if (parts.body().length > 0)");
        String local = Locals.of(payload);
        switch (payload.type()) {
            case Type.Shape shape -> {
                String root = payload.xmlName() == null ? names.root(shape.name()) : payload.xmlName();
                code.addStatement("$T in = $L", XmlReadersFile.READER, open(root));
                code.addStatement("$N = $L", local, readers.value(shape, "in"));
                code.addStatement("in.end()");
            }
            case Type.Blob blob -> code.addStatement("$N = $T.wrap(parts.body())", local, ByteBuffer.class);
            default -> code.addStatement("$N = new String(parts.body(), $T.UTF_8)", local, StandardCharsets.class);
        }
        if (payload.required()) {
            code.nextControlFlow("else").add(missingBody());
        }
        return code.endControlFlow().build();
    }

    /** The members that stand in the body itself. */
    private CodeBlock document() {
        List<Member> members = input.in(Location.BODY);
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("if (parts.body().length > 0)");
        code.addStatement("$T in = $L", XmlReadersFile.READER, open(input.xml()));
        for (Member member : members) {
            if (member.attribute()) {
                code.addStatement("$N = in.attribute($S)", Locals.of(member), member.xml());
            }
        }
        code.add(readers.children(members));
        for (Member member : members) {
            if (member.required()) {
                code.addStatement("in.check($N)", Locals.of(member));
            }
        }
        code.addStatement("in.end()");
        if (members.stream().anyMatch(Member::required)) {
            code.nextControlFlow("else").add(missingBody());
        }
        return code.endControlFlow().build();
    }

    private CodeBlock open(String root) {
        String malformed = operation.facts().malformed();
        return CodeBlock.of(
                "$T.open(parts.body(), $S, $T.$L)",
                XmlReadersFile.READER,
                root,
                CODE,
                malformed == null ? "MALFORMED_XML" : Names.constant(malformed));
    }

    private CodeBlock missingBody() {
        String code = operation.facts().missingBody();
        return CodeBlock.builder()
                .addStatement(
                        "throw $T.of($T.$L)",
                        REFUSAL,
                        CODE,
                        code == null ? "MISSING_REQUEST_BODY_ERROR" : Names.constant(code))
                .build();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
