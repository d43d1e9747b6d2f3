package io.tarn.codegen.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.tarn.codegen.model.Member;
import io.tarn.codegen.model.Structure;
import io.tarn.codegen.model.Type;
import java.util.Collections;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the record of one structure, with its builder. */
final class RecordFile {
    private static final List<String> CHECKSUMS = List.of(
            "ChecksumCRC32",
            "ChecksumCRC32C",
            "ChecksumCRC64NVME",
            "ChecksumSHA1",
            "ChecksumSHA256",
            "ChecksumSHA512",
            "ChecksumMD5",
            "ChecksumXXHASH64",
            "ChecksumXXHASH3",
            "ChecksumXXHASH128");

    private final Structure structure;
    private final JavaTypes types;
    private final ClassName name;
    private final ClassName builder;
    private final List<Member> members;

    RecordFile(Structure structure, JavaTypes types) {
        this.structure = structure;
        this.types = types;
        this.name = types.shape(structure.name());
        this.builder = name.nestedClass("Builder");
        this.members = held(structure);
    }

    /** The members that stand in the record: all but streams. */
    static List<Member> held(Structure structure) {
        return structure.members().stream().filter(m -> !m.streaming()).toList();
    }

    TypeSpec type() {
        MethodSpec.Builder components = MethodSpec.constructorBuilder();
        for (Member member : members) {
            components.addParameter(ParameterSpec.builder(types.nullable(member.type()), Names.field(member.name()))
                    .build());
        }
        TypeSpec.Builder type = TypeSpec.recordBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("$L\n", sentence())
                .recordConstructor(components.build());
        if (hasChecksums()) {
            type.addSuperinterface(types.shape("HasChecksums"));
        }
        CodeBlock copies = copies();
        if (!copies.isEmpty()) {
            type.addMethod(MethodSpec.compactConstructorBuilder()
                    .addModifiers(Modifier.PUBLIC)
                    .addJavadoc("Shows lists and maps unchangeable.\n")
                    .addCode(copies)
                    .build());
        }
        type.addMethod(MethodSpec.methodBuilder("builder")
                .addJavadoc("Starts with every member absent.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(builder)
                .addStatement("return new $T()", builder)
                .build());
        if (members.stream().anyMatch(Member::sensitive)) {
            type.addMethod(masked());
        }
        return type.addType(builderType()).build();
    }

    /** True if the structure carries a value of every checksum algorithm: then they can be handled by algorithm. */
    private boolean hasChecksums() {
        return members.stream().map(Member::name).toList().containsAll(CHECKSUMS);
    }

    private String sentence() {
        String what = structure.union() ? "One of its members is present" : "Members that are null are absent";
        return "{@code " + structure.name() + "} of AWS's model. " + what + ".";
    }

    private CodeBlock copies() {
        CodeBlock.Builder copies = CodeBlock.builder();
        for (Member member : members) {
            String field = Names.field(member.name());
            if (member.type() instanceof Type.ListOf) {
                copies.addStatement("$1N = $1N == null ? null : $2T.unmodifiableList($1N)", field, Collections.class);
            } else if (member.type() instanceof Type.MapOf) {
                copies.addStatement("$1N = $1N == null ? null : $2T.unmodifiableMap($1N)", field, Collections.class);
            }
        }
        return copies.build();
    }

    /** Keys and secrets do not show in logs. */
    private MethodSpec masked() {
        CodeBlock.Builder text = CodeBlock.builder().add("return $S", structure.name() + "[");
        String comma = "";
        for (Member member : members) {
            String field = Names.field(member.name());
            if (member.sensitive()) {
                text.add("\n+ $S + ($N == null ? null : $S)", comma + field + "=", field, "***");
            } else {
                text.add("\n+ $S + $N", comma + field + "=", field);
            }
            comma = ", ";
        }
        return MethodSpec.methodBuilder("toString")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(String.class)
                .addStatement(text.add("\n+ $S", "]").build())
                .build();
    }

    private List<AnnotationSpec> overriding(Member member) {
        boolean inherited = hasChecksums() && CHECKSUMS.contains(member.name());
        return inherited ? List.of(AnnotationSpec.builder(Override.class).build()) : List.of();
    }

    private TypeSpec builderType() {
        TypeSpec.Builder type = TypeSpec.classBuilder(builder)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Gathers the members; for one thread.\n")
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        if (hasChecksums()) {
            type.addSuperinterface(ParameterizedTypeName.get(types.shape("TakesChecksums"), builder));
        }
        CodeBlock.Builder arguments = CodeBlock.builder();
        String comma = "";
        for (Member member : members) {
            String field = Names.field(member.name());
            type.addField(FieldSpec.builder(types.nullable(member.type()), field, Modifier.PRIVATE)
                    .build());
            type.addMethod(MethodSpec.methodBuilder(field)
                    .addJavadoc("Sets {@code $L}; null for absent.\n", member.name())
                    .addAnnotations(overriding(member))
                    .addModifiers(Modifier.PUBLIC)
                    .returns(builder)
                    .addParameter(types.nullable(member.type()), field)
                    .addStatement("this.$1N = $1N", field)
                    .addStatement("return this")
                    .build());
            arguments.add("$L$N", comma, field);
            comma = ", ";
        }
        return type.addMethod(MethodSpec.methodBuilder("build")
                        .addJavadoc("The record.\n")
                        .addModifiers(Modifier.PUBLIC)
                        .returns(name)
                        .addStatement("return new $T($L)", name, arguments.build())
                        .build())
                .build();
    }
}
