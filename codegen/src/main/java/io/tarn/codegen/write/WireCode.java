package io.tarn.codegen.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.tarn.codegen.model.Member;
import io.tarn.codegen.model.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;

/** Expressions that read values of headers, query parameters and labels. */
final class WireCode {
    private static final ClassName VALUES = ClassName.get(CodecFile.RUNTIME, "WireValues");

    /** Assigns {@code value} to a member's local: the first of a repeated name counts, lists gather all. */
    CodeBlock assign(Member member, String name, Type.TimeFormat usualTime) {
        String local = Locals.of(member);
        if (member.type() instanceof Type.ListOf list) {
            return list(local, name, list, usualTime);
        }
        return CodeBlock.of("$1N = $1N == null ? $2L : $1N", local, value(member.type(), name, usualTime, "value"));
    }

    private CodeBlock list(String local, String name, Type.ListOf list, Type.TimeFormat usualTime) {
        boolean inQuery = usualTime == Type.TimeFormat.DATE_TIME;
        if (inQuery) {
            return CodeBlock.of(
                    "$N = $T.append($N, $L)", local, VALUES, local, value(list.item(), name, usualTime, "value"));
        }
        boolean dates = list.item() instanceof Type.Time time
                && (time.format() == null || time.format() == Type.TimeFormat.HTTP_DATE);
        String split = dates ? "dateItems" : "items";
        if (list.item() instanceof Type.Text) {
            return CodeBlock.of("$1N = $2T.$3L($1N, value)", local, VALUES, split);
        }
        return CodeBlock.of(
                "$1N = $2T.convert($1N, $2T.$3L(null, value), item -> $4L)",
                local,
                VALUES,
                split,
                value(list.item(), name, usualTime, "item"));
    }

    /** A label of the address. */
    CodeBlock label(Member member) {
        if (member.type() instanceof Type.Text) {
            return CodeBlock.of("parts.label($S)", member.name());
        }
        CodeBlock text = CodeBlock.of("$T.requiredQuery($S, parts.label($S))", VALUES, member.name(), member.name());
        return CodeBlock.of("$L", valueOf(member.type(), member.name(), Type.TimeFormat.DATE_TIME, text));
    }

    private CodeBlock value(Type type, String name, Type.TimeFormat usualTime, String value) {
        return valueOf(type, name, usualTime, CodeBlock.of("$L", value));
    }

    private CodeBlock valueOf(Type type, String name, Type.TimeFormat usualTime, CodeBlock value) {
        return switch (type) {
            case Type.Text text -> value;
            case Type.Whole whole ->
                CodeBlock.of(whole.wide() ? "$T.longInteger($S, $L)" : "$T.integer($S, $L)", VALUES, name, value);
            case Type.Decimal decimal ->
                CodeBlock.of(decimal.wide() ? "$T.decimal($S, $L)" : "$T.singleDecimal($S, $L)", VALUES, name, value);
            case Type.Flag flag -> CodeBlock.of("$T.flag($S, $L)", VALUES, name, value);
            case Type.Time time ->
                CodeBlock.of("$T.$L($S, $L)", VALUES, XmlReadersFile.timeMethod(time.format(), usualTime), name, value);
            case Type.Blob blob ->
                CodeBlock.of(
                        "$T.wrap($T.getDecoder().decode($L.getBytes($T.ISO_8859_1)))",
                        ByteBuffer.class,
                        Base64.class,
                        value,
                        StandardCharsets.class);
            default -> throw new IllegalArgumentException(name + " cannot stand in a header, query or label");
        };
    }

    /** Puts a query parameter that no other member takes into a map. */
    CodeBlock queryParam(Member member) {
        String local = Locals.of(member);
        CodeBlock.Builder code = CodeBlock.builder();
        code.beginControlFlow("if ($N == null)", local)
                .addStatement("$N = new $T<>()", local, LinkedHashMap.class)
                .endControlFlow();
        if (member.type() instanceof Type.MapOf map && map.value() instanceof Type.ListOf) {
            code.addStatement(
                    "$N.computeIfAbsent(parameter.name(), name -> new $T<>()).add(value)", local, ArrayList.class);
        } else {
            code.addStatement("$N.putIfAbsent(parameter.name(), value)", local);
        }
        return code.build();
    }
}
