package io.tarn.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values given for each setting, from the strongest source that gives any: flag, environment, file, default.
 * Remembers the source so that a complaint can name it.
 */
final class Settings {
    /** The values of one setting and where they were found. */
    record Given(List<String> values, String source) {}

    private final Map<Setting, Given> given;

    private Settings(Map<Setting, Given> given) {
        this.given = given;
    }

    /** Merges the sources, the strongest first, and adds the defaults. */
    static Settings of(List<Map<Setting, Given>> strongestFirst) {
        Map<Setting, Given> merged = new EnumMap<>(Setting.class);
        for (Map<Setting, Given> source : strongestFirst) {
            source.forEach(merged::putIfAbsent);
        }
        for (Setting setting : Setting.values()) {
            setting.defaultValue()
                    .ifPresent(value -> merged.putIfAbsent(setting, new Given(List.of(value), setting.key())));
        }
        return new Settings(merged);
    }

    /** What the environment gives; an empty variable counts as absent. */
    static Map<Setting, Given> ofEnvironment(Map<String, String> environment) {
        Map<Setting, Given> found = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            String value = environment.getOrDefault(setting.environment(), "");
            if (!value.isEmpty()) {
                found.put(setting, new Given(split(setting, value), setting.environment()));
            }
        }
        return found;
    }

    /** One value, or several separated by commas where the setting takes a list. */
    static List<String> split(Setting setting, String value) {
        if (setting.form() != Setting.Form.LIST) {
            return List.of(value);
        }
        List<String> values = new ArrayList<>();
        for (String part : value.split(",", -1)) {
            if (!part.isBlank()) {
                values.add(part.strip());
            }
        }
        return values;
    }

    /** The single value, or empty if nobody gave one. */
    Optional<String> one(Setting setting) {
        return Optional.ofNullable(given.get(setting))
                .map(found -> found.values().getFirst());
    }

    /** The value of a setting that has a default. */
    String value(Setting setting) {
        return one(setting).orElseThrow();
    }

    /** All values, none if nobody gave one. */
    List<String> all(Setting setting) {
        Given found = given.get(setting);
        return found == null ? List.of() : found.values();
    }

    /** True for {@code true}; anything but true and false is refused. */
    boolean on(Setting setting) {
        String value = value(setting);
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refused(setting, value, "write true or false");
        };
    }

    /** Where the value came from, as the user wrote it. */
    String source(Setting setting) {
        Given found = given.get(setting);
        return found == null ? setting.key() : found.source();
    }

    /** A complaint that names the source, the value and the way out. */
    UsageException refused(Setting setting, String value, String wayOut) {
        return new UsageException("%s: '%s' will not do: %s".formatted(source(setting), value, wayOut));
    }
}
