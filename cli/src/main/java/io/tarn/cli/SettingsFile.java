package io.tarn.cli;

import io.tarn.cli.Settings.Given;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads settings from a YAML file: one mapping whose keys are the flags without their dashes. */
final class SettingsFile {
    private static final int BYTES_MAX = 64 << 10;

    private SettingsFile() {}

    /** What the file gives. An unknown key is refused, with the nearest known one. */
    static Map<Setting, Given> read(Path file) {
        Map<Setting, Given> found = new EnumMap<>(Setting.class);
        if (parse(file) instanceof Map<?, ?> keys) {
            keys.forEach((key, value) -> {
                Setting setting = setting(file, String.valueOf(key));
                found.put(setting, new Given(values(file, setting, value), file + ": " + setting.key()));
            });
            return found;
        }
        throw new UsageException(file + ": not a list of 'key: value' lines");
    }

    private static Object parse(Path file) {
        LoadSettings limits = LoadSettings.builder()
                .setLabel(file.toString())
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                .setMaxAliasesForCollections(0)
                .setCodePointLimit(BYTES_MAX)
                .build();
        try {
            Object parsed = new Load(limits).loadFromString(Files.readString(file, StandardCharsets.UTF_8));
            return parsed == null ? Map.of() : parsed;
        } catch (YamlEngineException e) {
            throw new UsageException(file + ": not YAML: " + e.getMessage());
        } catch (IOException e) {
            throw new UsageException(file + ": cannot be read: " + e);
        }
    }

    private static Setting setting(Path file, String key) {
        List<String> keys = Arrays.stream(Setting.values()).map(Setting::key).toList();
        for (Setting setting : Setting.values()) {
            if (setting.key().equals(key)) {
                return setting;
            }
        }
        throw new UsageException("%s: unknown key '%s'; the nearest is '%s'"
                .formatted(file, key, Nearest.to(key, keys).orElseThrow()));
    }

    private static List<String> values(Path file, Setting setting, Object value) {
        if (!(value instanceof List<?> several)) {
            return Settings.split(setting, scalar(file, setting, value));
        }
        if (setting.form() != Setting.Form.LIST) {
            throw new UsageException("%s: %s takes one value, not a list".formatted(file, setting.key()));
        }
        List<String> values = new ArrayList<>();
        several.forEach(each -> values.add(scalar(file, setting, each)));
        return values;
    }

    private static String scalar(Path file, Setting setting, Object value) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new UsageException("%s: %s needs a plain value".formatted(file, setting.key()));
    }
}
