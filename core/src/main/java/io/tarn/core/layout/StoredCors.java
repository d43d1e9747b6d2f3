package io.tarn.core.layout;

import io.tarn.core.setting.CorsRules;
import io.tarn.storage.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored form of a bucket's rules for web pages. */
final class StoredCors {
    private static final int HAS_ID = 1;
    private static final int HAS_AGE = 2;

    private StoredCors() {}

    static Bytes encode(CorsRules cors) {
        RecordEncoder content = RecordEncoder.content();
        for (CorsRules.Rule rule : cors.rules()) {
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
        return content.finish();
    }

    static CorsRules decode(ByteCursor cursor) {
        List<CorsRules.Rule> rules = new ArrayList<>();
        while (!cursor.ended()) {
            rules.add(rule(cursor));
        }
        return new CorsRules(rules);
    }

    private static CorsRules.Rule rule(ByteCursor cursor) {
        int flags = cursor.unsigned();
        if (flags > (HAS_ID | HAS_AGE)) {
            throw cursor.corrupt("has a rule with the unknown flags " + flags);
        }
        String id = (flags & HAS_ID) == 0 ? null : cursor.text();
        Integer age = (flags & HAS_AGE) == 0 ? null : age(cursor);
        return new CorsRules.Rule(id, list(cursor), list(cursor), list(cursor), list(cursor), age);
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
