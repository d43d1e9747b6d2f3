package io.tarn.api.query;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Between the objects of AWS's SDK and plain trees: a structure is a map from member name to value. */
final class SdkValues {
    private SdkValues() {}

    static void fill(SdkPojo builder, Map<?, ?> tree) {
        for (SdkField<?> field : builder.sdkFields()) {
            Object value = tree.get(field.memberName());
            if (value != null) {
                field.set(builder, instance(field, value));
            }
        }
    }

    private static Object instance(SdkField<?> field, Object value) {
        if (MarshallingType.SDK_POJO.equals(field.marshallingType())) {
            SdkPojo builder = field.constructor().get();
            fill(builder, (Map<?, ?>) value);
            return ((SdkBuilder<?, ?>) builder).build();
        }
        if (MarshallingType.LIST.equals(field.marshallingType())) {
            SdkField<?> item = field.getTrait(ListTrait.class).memberFieldInfo();
            List<Object> items = new ArrayList<>();
            ((List<?>) value).forEach(each -> items.add(instance(item, requireNonNull(each))));
            return items;
        }
        if (MarshallingType.MAP.equals(field.marshallingType())) {
            SdkField<?> item = field.getTrait(MapTrait.class).valueFieldInfo();
            Map<Object, Object> entries = new LinkedHashMap<>();
            ((Map<?, ?>) value).forEach((key, each) -> entries.put(key, instance(item, requireNonNull(each))));
            return entries;
        }
        return value;
    }

    /** The members that are present. */
    static Map<String, Object> of(SdkPojo pojo) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                tree.put(field.memberName(), tree(value));
            }
        }
        return tree;
    }

    private static Object tree(Object value) {
        return switch (value) {
            case SdkPojo pojo -> of(pojo);
            case SdkBytes bytes -> bytes.asByteBuffer();
            case List<?> list ->
                list.stream().map(item -> tree(requireNonNull(item))).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> entries = new LinkedHashMap<>();
                map.forEach((key, each) -> entries.put(key, tree(requireNonNull(each))));
                yield entries;
            }
            default -> value;
        };
    }
}
