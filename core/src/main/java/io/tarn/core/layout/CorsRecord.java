package io.tarn.core.layout;

import io.tarn.storage.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bucket's rules for web pages: the value of an {@code s} row of that kind.
 *
 * @param rules in order
 */
public record CorsRecord(List<Rule> rules) {
    private static final int HAS_ID = 1;
    private static final int HAS_AGE = 2;

    public CorsRecord {
        rules = List.copyOf(rules);
    }

    /**
     * One rule.
     *
     * @param id its name, or null
     * @param methods HTTP methods
     * @param origins origins
     * @param headers request headers
     * @param exposedHeaders response headers
     * @param maxAgeSeconds 0 or more, or null
     */
    public record Rule(
            @Nullable String id,
            List<String> methods,
            List<String> origins,
            List<String> headers,
            List<String> exposedHeaders,
            @Nullable Integer maxAgeSeconds) {}

    /** The stored form. */
    public Bytes encode() {
        RecordEncoder content = RecordEncoder.content();
        for (Rule rule : rules) {
            String id = rule.id();
            Integer age = rule.maxAgeSeconds();
            content.raw((id == null ? 0 : HAS_ID) | (age == null ? 0 : HAS_AGE));
            if (id != null) {
                content.rawText(id);
            }
            if (age != null) {
                content.rawVarint(age);
            }
            list(content, rule.methods());
            list(content, rule.origins());
            list(content, rule.headers());
            list(content, rule.exposedHeaders());
        }
        return SettingRecords.record().bytes(1, content.finish()).finish();
    }

    /**
     * Reads the stored form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static CorsRecord decode(Bytes value) {
        ByteCursor cursor = SettingRecords.open(SettingKind.CORS, value).cursor(1);
        List<Rule> rules = new ArrayList<>();
        while (!cursor.ended()) {
            rules.add(rule(cursor));
        }
        return new CorsRecord(rules);
    }

    private static Rule rule(ByteCursor cursor) {
        int flags = cursor.unsigned();
        if (flags > (HAS_ID | HAS_AGE)) {
            throw cursor.corrupt("has a rule with the unknown flags " + flags);
        }
        String id = (flags & HAS_ID) == 0 ? null : cursor.text();
        Integer age = (flags & HAS_AGE) == 0 ? null : age(cursor);
        return new Rule(id, list(cursor), list(cursor), list(cursor), list(cursor), age);
    }

    private static @Nullable Integer age(ByteCursor cursor) {
        long age = cursor.varint();
        if (age > Integer.MAX_VALUE) {
            throw cursor.corrupt("has a rule with the maximum age " + age);
        }
        return (int) age;
    }

    private static void list(RecordEncoder content, List<String> texts) {
        content.rawVarint(texts.size());
        texts.forEach(content::rawText);
    }

    private static List<String> list(ByteCursor cursor) {
        int size = cursor.size();
        List<String> texts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            texts.add(cursor.text());
        }
        return texts;
    }
}
