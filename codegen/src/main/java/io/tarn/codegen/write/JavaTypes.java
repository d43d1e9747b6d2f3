package io.tarn.codegen.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.tarn.codegen.model.Type;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How types of a model become types of Java.
 *
 * @param packageName where the records are
 * @param wordsPackage where the hand-written types are that the operation table names
 */
record JavaTypes(String packageName, String wordsPackage) {
    /** Written as a type annotation. */
    static final AnnotationSpec NULLABLE = AnnotationSpec.builder(ClassName.get("org.jspecify.annotations", "Nullable"))
            .build();

    /** The type of a value that is present. */
    TypeName of(Type type) {
        return switch (type) {
            case Type.Text text -> ClassName.get(String.class);
            case Type.Whole whole -> whole.wide() ? ClassName.get(Long.class) : ClassName.get(Integer.class);
            case Type.Decimal decimal -> decimal.wide() ? ClassName.get(Double.class) : ClassName.get(Float.class);
            case Type.Flag flag -> ClassName.get(Boolean.class);
            case Type.Time time -> ClassName.get(Instant.class);
            case Type.Blob blob -> ClassName.get(ByteBuffer.class);
            case Type.ListOf list -> ParameterizedTypeName.get(ClassName.get(List.class), of(list.item()));
            case Type.MapOf map ->
                ParameterizedTypeName.get(ClassName.get(Map.class), ClassName.get(String.class), of(map.value()));
            case Type.Shape shape -> shape(shape.name());
        };
    }

    /** The type of a member, which may be absent. */
    TypeName nullable(Type type) {
        return of(type).annotated(NULLABLE);
    }

    /** A hand-written type that the operation table names. */
    ClassName word(String name) {
        return ClassName.get(wordsPackage, name);
    }

    /** The record of a structure. */
    ClassName shape(String name) {
        return ClassName.get(packageName, name);
    }
}
