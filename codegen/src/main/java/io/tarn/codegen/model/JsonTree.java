package io.tarn.codegen.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** One object of a JSON file, with typed access to its fields. */
final class JsonTree {
    private final Map<String, Object> fields;

    private JsonTree(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** Reads a file that holds one object. */
    static JsonTree read(Path file) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), file)) {
            parser.nextToken();
            return new JsonTree(object(parser));
        }
    }

    /** An object without fields. */
    static JsonTree empty() {
        return new JsonTree(Map.of());
    }

    private static Map<String, Object> object(JsonParser parser) {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NUMBER_INT -> parser.getIntValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> parser.getString();
        };
    }

    /** True if the field is there. */
    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** The names of the fields, in order. */
    List<String> names() {
        return List.copyOf(fields.keySet());
    }

    /** A text that must be there. */
    String text(String name) {
        String text = textOrNull(name);
        if (text == null) {
            throw new IllegalArgumentException("no field " + name + " in " + fields);
        }
        return text;
    }

    /** A text, or null. */
    @Nullable
    String textOrNull(String name) {
        return (String) fields.get(name);
    }

    /** A number, or what stands for its absence. */
    int number(String name, int absent) {
        Object value = fields.get(name);
        return value == null ? absent : (Integer) value;
    }

    /** A flag; absent is false. */
    boolean flag(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    /** Texts; absent is empty. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (fields.get(name) instanceof List<?> list) {
            list.forEach(item -> texts.add((String) item));
        }
        return texts;
    }

    /** Objects; absent is empty. */
    List<JsonTree> objects(String name) {
        List<JsonTree> objects = new ArrayList<>();
        if (fields.get(name) instanceof List<?> list) {
            list.forEach(item -> objects.add(tree(item)));
        }
        return objects;
    }

    /** An object; absent is one without fields. */
    JsonTree object(String name) {
        Object value = fields.get(name);
        return value == null ? empty() : tree(value);
    }

    /** All fields as texts, in order. */
    Map<String, String> asTexts() {
        Map<String, String> texts = new LinkedHashMap<>();
        fields.forEach((name, value) -> texts.put(name, (String) value));
        return texts;
    }

    @SuppressWarnings("unchecked")
    private static JsonTree tree(Object value) {
        return new JsonTree((Map<String, Object>) value);
    }
}
