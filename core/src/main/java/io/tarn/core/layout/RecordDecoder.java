package io.tarn.core.layout;

import io.tarn.storage.Bytes;
import io.tarn.storage.StorageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link RecordEncoder} wrote, refusing everything else as corrupt. For one thread. */
final class RecordDecoder {
    private final String kind;
    private final Bytes data;
    private final int[] starts;
    private final int[] ends;

    private RecordDecoder(String kind, Bytes data, int fieldsMax) {
        this.kind = kind;
        this.data = data;
        starts = new int[fieldsMax + 1];
        ends = new int[fieldsMax + 1];
        Arrays.fill(starts, -1);
    }

    /** Checks the version and finds the fields, whose numbers are 1 to {@code fieldsMax}. */
    static RecordDecoder of(String kind, Bytes data, int version, int fieldsMax) {
        RecordDecoder decoder = new RecordDecoder(kind, data, fieldsMax);
        if (data.isEmpty() || data.at(0) != version) {
            throw decoder.corrupt(data.isEmpty() ? "is empty" : "has the unknown version " + data.at(0));
        }
        ByteCursor cursor = new ByteCursor(kind, data, 1, data.length());
        int last = 0;
        while (!cursor.ended()) {
            long field = cursor.varint();
            if (field <= last || field > fieldsMax) {
                throw decoder.corrupt("has the unknown field " + field + " after " + last);
            }
            last = (int) field;
            int size = cursor.size();
            decoder.starts[last] = cursor.position();
            cursor.skip(size);
            decoder.ends[last] = cursor.position();
        }
        return decoder;
    }

    boolean has(int field) {
        return starts[field] >= 0;
    }

    long number(int field) {
        ByteCursor cursor = cursor(field);
        long value = cursor.varint();
        cursor.end();
        return value;
    }

    String text(int field) {
        return ByteCursor.utf8(kind, bytes(field));
    }

    @Nullable
    String optionalText(int field) {
        return has(field) ? text(field) : null;
    }

    Bytes bytes(int field) {
        if (!has(field)) {
            throw corrupt("has no field " + field);
        }
        return data.slice(starts[field], ends[field]);
    }

    Bytes bytes(int field, int size) {
        Bytes value = bytes(field);
        if (value.length() != size) {
            throw corrupt("has " + value.length() + " bytes in field " + field + ", not " + size);
        }
        return value;
    }

    Map<String, String> map(int field) {
        if (!has(field)) {
            return Map.of();
        }
        ByteCursor cursor = cursor(field);
        Map<String, String> map = new LinkedHashMap<>();
        while (!cursor.ended()) {
            if (map.put(cursor.text(), cursor.text()) != null) {
                throw corrupt("names something twice in field " + field);
            }
        }
        return Collections.unmodifiableMap(map);
    }

    List<String> texts(int field) {
        if (!has(field)) {
            return List.of();
        }
        ByteCursor cursor = cursor(field);
        List<String> texts = new ArrayList<>();
        while (!cursor.ended()) {
            texts.add(cursor.text());
        }
        return Collections.unmodifiableList(texts);
    }

    /** The number, or 0 if the field was left out. */
    long optionalNumber(int field) {
        return has(field) ? number(field) : 0;
    }

    ByteCursor cursor(int field) {
        if (!has(field)) {
            throw corrupt("has no field " + field);
        }
        return new ByteCursor(kind, data, starts[field], ends[field]);
    }

    StorageException.Corrupt corrupt(String what) {
        return new StorageException.Corrupt("a record of kind " + kind + " " + what);
    }
}
