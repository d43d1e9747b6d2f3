package io.tarn.api.s3.codec;

import io.tarn.codegen.model.Member;
import io.tarn.codegen.model.Structure;
import io.tarn.codegen.model.Type;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Between our records and plain trees; see {@link SampleValues}. */
final class RecordTree {
    private RecordTree() {}

    /** The members of a record that are present. */
    static Map<String, Object> of(Object instance, String structureName) throws ReflectiveOperationException {
        Structure structure = SampleValues.MODEL.structure(structureName);
        Map<String, Object> tree = new LinkedHashMap<>();
        RecordComponent[] components = instance.getClass().getRecordComponents();
        int i = 0;
        for (Member member : structure.members()) {
            if (!member.streaming()) {
                Object value = components[i++].getAccessor().invoke(instance);
                if (value != null) {
                    tree.put(member.name(), tree(value, member.type()));
                }
            }
        }
        return tree;
    }

    private static Object tree(Object value, Type type) throws ReflectiveOperationException {
        if (type instanceof Type.Shape shape) {
            return of(value, shape.name());
        }
        if (type instanceof Type.ListOf list) {
            List<Object> items = new ArrayList<>();
            for (Object item : (List<?>) value) {
                items.add(tree(item, list.item()));
            }
            return items;
        }
        return value;
    }

    /** A record with the members of the tree. */
    static Object record(Map<?, ?> tree, String structureName) throws ReflectiveOperationException {
        Class<?> type = Class.forName("io.tarn.api.s3." + structureName);
        Object builder = Objects.requireNonNull(type.getMethod("builder").invoke(null));
        for (Member member : SampleValues.MODEL.structure(structureName).members()) {
            Object value = tree.get(member.name());
            if (value != null) {
                setter(builder, member.name()).invoke(builder, instance(value, member.type()));
            }
        }
        return Objects.requireNonNull(builder.getClass().getMethod("build").invoke(builder));
    }

    private static Method setter(Object builder, String member) {
        for (Method method : builder.getClass().getMethods()) {
            if (method.getParameterCount() == 1
                    && method.getName().toLowerCase(Locale.ROOT).equals(member.toLowerCase(Locale.ROOT))) {
                return method;
            }
        }
        throw new AssertionError("no member " + member + " in " + builder.getClass());
    }

    private static @Nullable Object instance(Object value, Type type) throws ReflectiveOperationException {
        if (type instanceof Type.Shape shape) {
            return record((Map<?, ?>) value, shape.name());
        }
        if (type instanceof Type.ListOf list) {
            List<@Nullable Object> items = new ArrayList<>();
            for (Object item : (List<?>) value) {
                items.add(instance(item, list.item()));
            }
            return items;
        }
        return value;
    }
}
