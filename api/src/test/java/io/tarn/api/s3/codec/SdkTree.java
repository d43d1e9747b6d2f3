package io.tarn.api.s3.codec;

import io.tarn.api.http.HttpDates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Between the objects of AWS's SDK and plain trees; see {@link SampleValues}. */
final class SdkTree {
    private SdkTree() {}

    /** Sets the members of the tree in a builder of the SDK. */
    static void fill(SdkPojo builder, Map<?, ?> tree) {
        for (SdkField<?> field : builder.sdkFields()) {
            Object value = tree.get(name(field));
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
            ((List<?>) value).forEach(each -> items.add(instance(item, Objects.requireNonNull(each))));
            return items;
        }
        if (MarshallingType.INSTANT.equals(field.marshallingType()) && value instanceof String text) {
            return Objects.requireNonNull(HttpDates.parse(text));
        }
        return value;
    }

    /** The members that are present, as the tree of {@code like} has them: only its members, dates as text there. */
    static Map<String, Object> of(SdkPojo pojo, Map<?, ?> like) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object expected = like.get(name(field));
            Object value = field.getValueOrDefault(pojo);
            if (expected != null && isPresent(value)) {
                tree.put(name(field), tree(field, Objects.requireNonNull(value), expected));
            }
        }
        return tree;
    }

    /** The names of the members that the SDK knows. */
    static List<String> members(SdkPojo pojo) {
        return pojo.sdkFields().stream().map(SdkTree::name).toList();
    }

    /** The name in the model: of copies the SDK says on which side a member is. */
    private static String name(SdkField<?> field) {
        return switch (field.memberName()) {
            case "DestinationBucket" -> "Bucket";
            case "DestinationKey" -> "Key";
            default -> field.memberName();
        };
    }

    private static boolean isPresent(@Nullable Object value) {
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }

    private static Object tree(SdkField<?> field, Object value, Object expected) {
        if (value instanceof SdkPojo pojo) {
            return of(pojo, (Map<?, ?>) expected);
        }
        if (MarshallingType.LIST.equals(field.marshallingType())) {
            SdkField<?> item = field.getTrait(ListTrait.class).memberFieldInfo();
            List<?> expectedItems = (List<?>) expected;
            List<Object> items = new ArrayList<>();
            for (Object each : (List<?>) value) {
                items.add(tree(item, each, expectedItems.get(Math.min(items.size(), expectedItems.size() - 1))));
            }
            return items;
        }
        if (value instanceof Instant moment && expected instanceof String) {
            return HttpDates.format(moment);
        }
        return value;
    }
}
