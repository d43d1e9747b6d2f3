package io.tarn.core.form;

import io.tarn.core.policy.MalformedPolicyException;
import io.tarn.core.policy.StrictJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads policies of forms. The names of members count as they are written, those of operators and fields do not. */
final class PostPolicyParser {
    private static final String SIZE = "content-length-range";
    private static final String INVALID_JSON = "Invalid JSON.";
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    private PostPolicyParser() {}

    static PostPolicy parse(String base64) {
        Map<String, StrictJson> members = read(decode(base64)).values();
        for (String name : members.keySet()) {
            if (!name.equals("expiration") && !name.equals("conditions")) {
                throw FormErrors.invalidPolicy("Unexpected: '" + name.toLowerCase(Locale.ROOT) + "'");
            }
        }
        return new PostPolicy(expiration(members.get("expiration")), conditions(members.get("conditions")));
    }

    private static String decode(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException notBase64) {
            throw FormErrors.invalidPolicy("invalid Base64 encoding.");
        } catch (CharacterCodingException notUtf8) {
            throw FormErrors.invalidPolicy(INVALID_JSON);
        }
    }

    private static StrictJson.Fields read(String json) {
        if (json.isBlank()) {
            throw FormErrors.invalidPolicy("Expecting '{' but found End-of-Input");
        }
        try {
            return StrictJson.read(json);
        } catch (MalformedPolicyException malformed) {
            throw FormErrors.invalidPolicy(INVALID_JSON);
        }
    }

    private static Instant expiration(@Nullable StrictJson value) {
        if (value == null) {
            throw FormErrors.invalidPolicy("Policy missing expiration.");
        }
        String text = string(value);
        if (MOMENT.matcher(text).matches()) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException noSuchMoment) {
                throw invalidExpiration(text);
            }
        }
        throw invalidExpiration(text);
    }

    private static RuntimeException invalidExpiration(String text) {
        return FormErrors.invalidPolicy("Invalid 'expiration' value: '" + text + "'");
    }

    private static List<FormCondition> conditions(@Nullable StrictJson value) {
        if (value == null) {
            throw FormErrors.invalidPolicy("Policy missing conditions.");
        }
        if (!(value instanceof StrictJson.Items list)) {
            throw FormErrors.invalidPolicy("Invalid 'conditions' value: must be a List.");
        }
        List<FormCondition> conditions = new ArrayList<>();
        for (StrictJson item : list.values()) {
            conditions.add(
                    switch (item) {
                        case StrictJson.Fields fields -> simple(fields.values());
                        case StrictJson.Items items -> listed(items.values());
                        case StrictJson.Text text -> throw noCondition();
                        case StrictJson.Bare bare -> throw noCondition();
                        case StrictJson.Null nothing -> throw noCondition();
                    });
        }
        return conditions;
    }

    private static RuntimeException noCondition() {
        return FormErrors.invalidPolicy("Invalid condition test: must be a List or Object.");
    }

    private static FormCondition simple(Map<String, StrictJson> members) {
        if (members.size() != 1) {
            throw FormErrors.invalidPolicy(
                    "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.");
        }
        Map.Entry<String, StrictJson> member = members.entrySet().iterator().next();
        return switch (member.getValue()) {
            case StrictJson.Text text -> new FormCondition.Exact(member.getKey(), text.value());
            case StrictJson.Null nothing -> throw FormErrors.invalidPolicy(INVALID_JSON);
            case StrictJson.Bare bare -> throw notString();
            case StrictJson.Items items -> throw notString();
            case StrictJson.Fields fields -> throw notString();
        };
    }

    private static RuntimeException notString() {
        return FormErrors.invalidPolicy("Invalid Simple-Condition: value must be a string.");
    }

    private static FormCondition listed(List<StrictJson> items) {
        if (items.isEmpty()) {
            throw FormErrors.invalidPolicy("Invalid Condition: missing operation identifier.");
        }
        String operation = string(items.getFirst());
        String known = operation.toLowerCase(Locale.ROOT);
        boolean size = known.equals(SIZE);
        if (!size && !known.equals("eq") && !known.equals("starts-with")) {
            throw FormErrors.invalidPolicy("Invalid Condition: unknown operation '" + operation + "'.");
        }
        if (items.size() != 3) {
            throw FormErrors.invalidPolicy("Invalid " + operation + ": wrong number of arguments.");
        }
        return size
                ? size(operation, items.get(1), items.get(2))
                : match(operation, string(items.get(1)), string(items.get(2)));
    }

    private static FormCondition match(String operation, String field, String value) {
        if (!field.startsWith("$")) {
            return new FormCondition.Unmeetable(FormCondition.show(List.of(operation, field, value)));
        }
        String name = field.substring(1);
        return operation.equalsIgnoreCase("eq")
                ? new FormCondition.Exact(name, value)
                : new FormCondition.Prefix(name, value);
    }

    private static FormCondition size(String operation, StrictJson least, StrictJson most) {
        String shown = List.of(least, most).stream()
                .map(PostPolicyParser::shown)
                .collect(Collectors.joining(", ", "[" + FormCondition.quote(operation) + ", ", "]"));
        String min = bound(least);
        String max = bound(most);
        return min == null || max == null
                ? new FormCondition.Unmeetable(shown)
                : new FormCondition.Size(shown, new SizeRange(Long.parseLong(min), Long.parseLong(max)));
    }

    /** A whole number, written as a number or as a string; null for another string. */
    private static @Nullable String bound(StrictJson value) {
        String text = value instanceof StrictJson.Bare bare ? bare.value() : string(value);
        if (NUMBER.matcher(text).matches()) {
            return text;
        }
        if (value instanceof StrictJson.Text) {
            return null;
        }
        throw FormErrors.invalidPolicy(INVALID_JSON);
    }

    private static String shown(StrictJson value) {
        return value instanceof StrictJson.Bare bare ? bare.value() : FormCondition.quote(string(value));
    }

    private static String string(StrictJson value) {
        if (value instanceof StrictJson.Text text) {
            return text.value();
        }
        throw FormErrors.invalidPolicy(INVALID_JSON);
    }
}
