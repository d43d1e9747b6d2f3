package io.tarn.core.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** A JSON value of a policy. Reading refuses duplicate names, trailing text and deep nesting. */
public sealed interface StrictJson {
    /** The deepest nesting that the grammar needs is 6: document, statements, statement, condition, operator, values. */
    int DEPTH_MAX = 8;

    /** Reads whole texts; one for all, it is safe for many threads. */
    JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxNumberLength(ValueTest.TEXT_MAX)
                    .build())
            .build();

    /** An object; names in their order. */
    record Fields(Map<String, StrictJson> values) implements StrictJson {}

    /** An array. */
    record Items(List<StrictJson> values) implements StrictJson {}

    /** A string. */
    record Text(String value) implements StrictJson {}

    /** A number, true or false, as it is written. */
    record Bare(String value) implements StrictJson {}

    /** The null value. */
    record Null() implements StrictJson {}

    /** Reads a text that holds one object and nothing else. */
    static Fields read(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedPolicyException("Policies must be valid JSON and the first byte must be '{'");
            }
            Fields fields = fields(parser);
            if (parser.nextToken() != null) {
                throw new MalformedPolicyException("Policy holds text after its end");
            }
            return fields;
        } catch (JacksonException e) {
            throw MalformedPolicyException.of("This policy contains invalid Json", e.getOriginalMessage());
        }
    }

    private static Fields fields(JsonParser parser) {
        Map<String, StrictJson> values = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            values.put(name, value(parser));
        }
        return new Fields(values);
    }

    private static StrictJson value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> fields(parser);
            case START_ARRAY -> {
                List<StrictJson> values = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    values.add(value(parser));
                }
                yield new Items(values);
            }
            case VALUE_STRING -> new Text(parser.getString());
            case VALUE_NULL -> new Null();
            default -> new Bare(parser.getString());
        };
    }
}
