package io.tarn.core.iam;

import io.tarn.core.layout.IamThing;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The things of one kind by name, whatever the case of letters, and by id. Immutable. */
final class Shelf<T extends IamThing> {
    private final Map<String, T> named;
    private final Map<String, T> byId;

    private Shelf(Map<String, T> named, Map<String, T> byId) {
        this.named = named;
        this.byId = byId;
    }

    static <T extends IamThing> Shelf<T> of(Collection<T> things) {
        TreeMap<String, T> named = new TreeMap<>();
        Map<String, T> byId = new HashMap<>();
        for (T thing : things) {
            named.put(key(thing.name()), thing);
            byId.put(thing.id(), thing);
        }
        return new Shelf<>(named, byId);
    }

    /** Names that differ only in the case of letters are one. */
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Nullable
    T named(String name) {
        return named.get(key(name));
    }

    @Nullable
    T withId(String id) {
        return byId.get(id);
    }

    /** All in the order of their names. */
    Collection<T> all() {
        return Collections.unmodifiableCollection(named.values());
    }

    int size() {
        return named.size();
    }

    /** With a thing that is new, or takes the place of the one with its id. */
    Shelf<T> with(T thing) {
        Shelf<T> copy = without(thing);
        copy.named.put(key(thing.name()), thing);
        copy.byId.put(thing.id(), thing);
        return copy;
    }

    Shelf<T> without(T thing) {
        TreeMap<String, T> names = new TreeMap<>(named);
        Map<String, T> ids = new HashMap<>(byId);
        T former = ids.remove(thing.id());
        if (former != null) {
            names.remove(key(former.name()));
        }
        return new Shelf<>(names, ids);
    }
}
