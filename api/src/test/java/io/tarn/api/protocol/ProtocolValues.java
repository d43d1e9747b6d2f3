package io.tarn.api.protocol;

import static java.util.Objects.requireNonNull;

import io.tarn.codegen.model.Member;
import io.tarn.codegen.model.Type;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.node.ObjectNode;
import software.amazon.smithy.model.node.StringNode;

/** Between the parameters of a protocol test and generated records. */
record ProtocolValues(GeneratedService service) {
    /** The parameters as plain trees: a structure is a map from member name to value; nulls and streams are left out. */
    Map<String, Object> tree(ObjectNode params, String structure) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (Member member : service.model().structure(structure).members()) {
            params.getMember(member.name())
                    .filter(node -> !node.isNullNode() && !member.streaming())
                    .ifPresent(node -> tree.put(member.name(), value(node, member.type())));
        }
        return tree;
    }

    private Object value(Node node, Type type) {
        return switch (type) {
            case Type.Text text -> node.expectStringNode().getValue();
            case Type.Flag flag -> node.expectBooleanNode().getValue();
            case Type.Whole whole -> {
                Number number = node.expectNumberNode().getValue();
                yield whole.wide() ? (Object) number.longValue() : (Object) number.intValue();
            }
            case Type.Decimal decimal -> {
                double number = node.asStringNode()
                        .map(StringNode::getValue)
                        .map(Double::valueOf)
                        .orElseGet(() -> node.expectNumberNode().getValue().doubleValue());
                yield decimal.wide() ? (Object) number : (Object) (float) number;
            }
            case Type.Time time -> moment(node.expectNumberNode().getValue());
            case Type.Blob blob ->
                ByteBuffer.wrap(node.expectStringNode().getValue().getBytes(StandardCharsets.UTF_8));
            case Type.ListOf list -> {
                List<Object> items = new ArrayList<>();
                node.expectArrayNode().getElements().forEach(item -> items.add(value(item, list.item())));
                yield items;
            }
            case Type.MapOf map -> {
                Map<String, Object> entries = new LinkedHashMap<>();
                node.expectObjectNode()
                        .getMembers()
                        .forEach((key, each) -> entries.put(key.getValue(), value(each, map.value())));
                yield entries;
            }
            case Type.Shape shape -> tree(node.expectObjectNode(), shape.name());
        };
    }

    private static Instant moment(Number seconds) {
        return Instant.ofEpochMilli(
                new BigDecimal(seconds.toString()).movePointRight(3).longValue());
    }

    /** What a record holds, as {@link #tree}. */
    Map<String, Object> read(Object instance, String structure) throws ReflectiveOperationException {
        Map<String, Object> tree = new LinkedHashMap<>();
        RecordComponent[] components = instance.getClass().getRecordComponents();
        int i = 0;
        for (Member member : service.model().structure(structure).members()) {
            if (!member.streaming()) {
                Object value = components[i++].getAccessor().invoke(instance);
                if (value != null) {
                    tree.put(member.name(), read(value, member.type()));
                }
            }
        }
        return tree;
    }

    private Object read(Object value, Type type) throws ReflectiveOperationException {
        return switch (type) {
            case Type.Shape shape -> read(value, shape.name());
            case Type.ListOf list -> {
                List<Object> items = new ArrayList<>();
                for (Object item : (List<?>) value) {
                    items.add(read(requireNonNull(item), list.item()));
                }
                yield items;
            }
            case Type.MapOf map -> {
                Map<String, Object> entries = new LinkedHashMap<>();
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                    entries.put((String) entry.getKey(), read(requireNonNull(entry.getValue()), map.value()));
                }
                yield entries;
            }
            default -> value;
        };
    }

    /** A record that holds the tree. */
    Object record(Map<?, ?> tree, String structure) throws ReflectiveOperationException {
        Object builder =
                requireNonNull(service.type(structure).getMethod("builder").invoke(null));
        for (Member member : service.model().structure(structure).members()) {
            Object value = tree.get(member.name());
            if (value != null) {
                setter(builder, member.name()).invoke(builder, write(value, member.type()));
            }
        }
        return requireNonNull(builder.getClass().getMethod("build").invoke(builder));
    }

    private Object write(Object value, Type type) throws ReflectiveOperationException {
        return switch (type) {
            case Type.Shape shape -> record((Map<?, ?>) value, shape.name());
            case Type.ListOf list -> {
                List<Object> items = new ArrayList<>();
                for (Object item : (List<?>) value) {
                    items.add(write(requireNonNull(item), list.item()));
                }
                yield items;
            }
            case Type.MapOf map -> {
                Map<String, Object> entries = new LinkedHashMap<>();
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                    entries.put((String) entry.getKey(), write(requireNonNull(entry.getValue()), map.value()));
                }
                yield entries;
            }
            default -> value;
        };
    }

    private static Method setter(Object builder, String member) {
        for (Method method : builder.getClass().getMethods()) {
            String name = method.getName().toLowerCase(Locale.ROOT);
            String wanted = member.toLowerCase(Locale.ROOT);
            if (method.getParameterCount() == 1 && (name.equals(wanted) || name.equals(wanted + "value"))) {
                return method;
            }
        }
        throw new AssertionError("no member " + member + " in " + builder.getClass());
    }
}
