package io.tarn.core.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** A JSON object as it was read: no name twice, nothing after its end, at most {@link #DEPTH_MAX} deep. Immutable. */
public final class JsonObject {
    /** Most objects and arrays inside each other. */
    public static final int DEPTH_MAX = 16;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
            .build();

    /** Names to texts ({@link String}), numbers ({@link Number}), flags ({@link Boolean}), lists and objects. */
    private final Map<String, Object> values;

    private JsonObject(Map<String, Object> values) {
        this.values = values;
    }

    /** Reads a text that holds one object; null if it is anything else. Members that are null count as absent. */
    public static @Nullable JsonObject parse(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            JsonObject object = object(parser);
            return parser.nextToken() == null ? object : null;
        } catch (JacksonException malformed) {
            return null;
        }
    }

    private static JsonObject object(JsonParser parser) {
        Map<String, Object> values = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            Object value = value(parser);
            if (value != null) {
                values.put(name, value);
            }
        }
        return new JsonObject(values);
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<Object> values = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    Object value = value(parser);
                    if (value != null) {
                        values.add(value);
                    }
                }
                yield values;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /** True if there is a member of this name. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The text of a member, or null if it is absent or no text. */
    public @Nullable String text(String name) {
        return values.get(name) instanceof String text ? text : null;
    }

    /** The number of a member without its fraction, or null if it is absent or no number. */
    public @Nullable Long number(String name) {
        return values.get(name) instanceof Number number ? (Long) number.longValue() : null;
    }

    /** The texts of a member that is a text or a list of texts; empty if it is neither. */
    public List<String> texts(String name) {
        Object value = values.get(name);
        if (value instanceof String text) {
            return List.of(text);
        }
        List<String> texts = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                if (!(item instanceof String text)) {
                    return List.of();
                }
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    /** The objects of a member that is a list; what is no object in it is left out. */
    public List<JsonObject> objects(String name) {
        List<JsonObject> objects = new ArrayList<>();
        if (values.get(name) instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof JsonObject object) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }
}
