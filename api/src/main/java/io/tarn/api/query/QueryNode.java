package io.tarn.api.query;

import io.tarn.api.http.HttpDates;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parameters below one name: a value, or more names. Where a value is meant and names stand, or the other way round,
 * and where a value does not have the form that is meant, it is {@code MalformedInput}.
 */
public final class QueryNode {
    /** Most names between two dots in the name of a parameter. */
    public static final int DEPTH_MAX = 16;

    /** Most characters in the name of a parameter. */
    public static final int NAME_MAX = 512;

    /** The highest place in a list or map. */
    public static final int PLACE_MAX = 10_000;

    private final String path;
    private final Map<String, QueryNode> children = new LinkedHashMap<>(4);
    private @Nullable String value;

    QueryNode(String path) {
        this.path = path;
    }

    /** Enters a parameter of the whole form. */
    void put(String name, String text) {
        if (name.length() > NAME_MAX) {
            throw malformed("The name of a parameter has more than " + NAME_MAX + " characters");
        }
        QueryNode node = this;
        int start = 0;
        for (int depth = 0; start <= name.length(); depth++) {
            int dot = name.indexOf('.', start);
            int end = dot < 0 ? name.length() : dot;
            if (depth == DEPTH_MAX || end == start) {
                throw malformed(
                        "The name of a parameter is empty between dots, or has more than " + DEPTH_MAX + " dots");
            }
            QueryNode parent = node;
            node = parent.children.computeIfAbsent(name.substring(start, end), parent::below);
            start = end + 1;
        }
        if (node.value != null) {
            throw malformed("Parameter " + node.path + " is sent twice");
        }
        node.value = text;
    }

    private QueryNode below(String name) {
        return new QueryNode(path.isEmpty() ? name : path + "." + name);
    }

    /** What a member holds, or null if it was not sent. */
    public <T> @Nullable T get(String member, Function<QueryNode, T> read) {
        QueryNode node = children.get(member);
        return node == null ? null : read.apply(node);
    }

    /**
     * What a member holds.
     *
     * @throws QueryException {@code ValidationError} if it was not sent
     */
    public <T> T required(String member, Function<QueryNode, T> read) {
        QueryNode node = children.get(member);
        if (node == null) {
            throw QueryException.invalid("null", below(member).spoken(), "Member must not be null");
        }
        return read.apply(node);
    }

    /** A text. */
    public String text() {
        if (value == null) {
            throw malformed("Start of structure or map found where a value is expected: " + path);
        }
        return value;
    }

    /**
     * A text that AWS lists.
     *
     * @param known gives null for a text that is not listed
     * @throws QueryException {@code ValidationError} for such a text
     */
    public <E> String oneOf(Function<String, @Nullable E> known) {
        String text = text();
        if (known.apply(text) == null) {
            throw QueryException.invalid("'" + text + "'", spoken(), "Member must satisfy enum value set");
        }
        return text;
    }

    /** A number of 32 bits. */
    public Integer integer() {
        return parsed("an integer", Integer::valueOf);
    }

    /** A number of 64 bits. */
    public Long longInteger() {
        return parsed("an integer", Long::valueOf);
    }

    /** A floating-point number; {@code NaN} and the infinities too. */
    public Double decimal() {
        return parsed("a number", Double::valueOf);
    }

    /** The same with 32 bits. */
    public Float singleDecimal() {
        return parsed("a number", Float::valueOf);
    }

    /** {@code true} or {@code false} in any case. */
    public Boolean flag() {
        return parsed("true or false", text -> switch (text) {
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            default -> throw new IllegalArgumentException();
        });
    }

    /** A moment in ISO 8601 form. */
    public Instant dateTime() {
        return parsed("a date and time in ISO 8601 form", text -> present(HttpDates.parseDateTime(text)));
    }

    /** A moment in the form of a header. */
    public Instant httpDate() {
        return parsed("a date", text -> present(HttpDates.parse(text)));
    }

    /** A moment in seconds since 1970. */
    public Instant epochSeconds() {
        return parsed("a number of seconds", text -> Instant.ofEpochSecond(Long.parseLong(text)));
    }

    /** Bytes in Base64. */
    public ByteBuffer blob() {
        return parsed("Base64", text -> ByteBuffer.wrap(Base64.getDecoder().decode(text)));
    }

    private static Instant present(@Nullable Instant moment) {
        if (moment == null) {
            throw new IllegalArgumentException();
        }
        return moment;
    }

    private <T> T parsed(String what, Function<String, T> parse) {
        String text = text();
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw malformed("The value of " + path + " must be " + what);
        }
    }

    /** A structure; its members are the names below this one. */
    public <T> T structure(Function<QueryNode, T> read) {
        checkNoValue();
        return read.apply(this);
    }

    /** A list whose items stand below a name of their own, for example {@code member}; a value that is empty is an empty list. */
    public <T> List<T> list(String itemName, Function<QueryNode, T> read) {
        checkNoValue();
        QueryNode items = children.get(itemName);
        return items == null ? List.of() : items.items(read);
    }

    /** A list whose items stand directly below this name, in the order of their places. */
    public <T> List<T> items(Function<QueryNode, T> read) {
        List<T> items = new ArrayList<>();
        places().forEach(node -> items.add(read.apply(node)));
        return items;
    }

    /** A map whose entries stand below {@code entry}. */
    public <T> Map<String, T> map(String keyName, String valueName, Function<QueryNode, T> read) {
        checkNoValue();
        QueryNode entries = children.get("entry");
        return entries == null ? Map.of() : entries.entries(keyName, valueName, read);
    }

    /** A map whose entries stand directly below this name, in the order of their places. */
    public <T> Map<String, T> entries(String keyName, String valueName, Function<QueryNode, T> read) {
        Map<String, T> entries = new LinkedHashMap<>();
        for (QueryNode node : places()) {
            node.checkNoValue();
            String key = node.required(keyName, QueryNode::text);
            if (entries.putIfAbsent(key, node.required(valueName, read)) != null) {
                throw malformed("A key stands twice below " + path);
            }
        }
        return entries;
    }

    private Iterable<QueryNode> places() {
        checkNoValue();
        Map<Integer, QueryNode> places = new TreeMap<>();
        children.forEach((name, node) -> places.put(place(name), node));
        return places.values();
    }

    /** Only the usual form of a number, so that no two names are the same place. */
    private int place(String name) {
        int place = 0;
        for (int i = 0; i < name.length() && place <= PLACE_MAX; i++) {
            char c = name.charAt(i);
            place = c < '0' || c > '9' || (i == 0 && c == '0') ? PLACE_MAX + 1 : place * 10 + c - '0';
        }
        if (place > PLACE_MAX) {
            throw malformed("The items of " + path + " are numbered from 1 to at most " + PLACE_MAX);
        }
        return place;
    }

    private void checkNoValue() {
        if (value != null && !value.isEmpty()) {
            throw malformed("Value found where a structure, list or map is expected: " + path);
        }
    }

    /** The path as AWS writes it in messages: {@code tags.1.member.key}. */
    private String spoken() {
        StringBuilder spoken = new StringBuilder(path);
        for (int i = 0; i < spoken.length(); i++) {
            if (i == 0 || spoken.charAt(i - 1) == '.') {
                spoken.setCharAt(i, Character.toLowerCase(spoken.charAt(i)));
            }
        }
        return spoken.toString();
    }

    private static QueryException malformed(String message) {
        return QueryException.of(CommonQueryError.MALFORMED_INPUT, message);
    }

    /** The path alone: the value may be a secret. */
    @Override
    public String toString() {
        return path;
    }
}
