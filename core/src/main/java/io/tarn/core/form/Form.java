package io.tarn.core.form;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a form that stand in front of its file. Immutable. */
public final class Form {
    /** Most characters of all values together once the file's name stands in them. */
    static final int EXPANDED_MAX = 64 * 1024;

    private static final String FILENAME = "${filename}";

    /** Fields that cannot be had twice: joined, they would mean nothing, and one of two must not win. */
    private static final Set<String> SINGLE = Set.of(
            "key",
            "bucket",
            "policy",
            "x-amz-algorithm",
            "x-amz-credential",
            "x-amz-date",
            "x-amz-signature",
            "x-amz-security-token");

    /** Fields that are taken as they are. */
    private static final Set<String> LITERAL = Set.of("policy", "x-amz-signature");

    private final Map<String, FormField> fields;

    private Form(Map<String, FormField> fields) {
        this.fields = fields;
    }

    /**
     * Puts fields together: those of one name become one, with commas between, and {@code ${filename}} becomes the name
     * of the file.
     *
     * @param filename as the file's part has it, or null if it has none: then {@code ${filename}} stays
     * @throws io.tarn.api.error.S3Exception {@code InvalidArgument} for two of a field that only one can be of
     */
    static Form of(List<FormField> sent, @Nullable String filename) {
        Map<String, FormField> fields = new LinkedHashMap<>();
        String name = filename == null ? null : lastSegment(filename);
        long length = 0;
        for (FormField field : sent) {
            FormField expanded = name == null || LITERAL.contains(field.name()) ? field : expand(field, name);
            length += expanded.value().length();
            if (length > EXPANDED_MAX) {
                throw FormErrors.fieldsTooLarge();
            }
            fields.merge(field.name(), expanded, Form::join);
        }
        return new Form(fields);
    }

    private static FormField expand(FormField field, String filename) {
        String value = field.value();
        long times = value.split("\\$\\{filename}", -1).length - 1L;
        if (value.length() + (times * filename.length()) > EXPANDED_MAX) {
            throw FormErrors.fieldsTooLarge();
        }
        return new FormField(field.sentName(), value.replace(FILENAME, filename));
    }

    private static FormField join(FormField first, FormField second) {
        if (SINGLE.contains(first.name())) {
            throw FormErrors.argument(
                    "Bucket POST must contain the field '" + first.sentName() + "' once.", first.sentName(), "");
        }
        return new FormField(first.sentName(), first.value() + "," + second.value());
    }

    /** Browsers and others may send a path; only its last segment is the name. */
    private static String lastSegment(String filename) {
        return filename.substring(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1);
    }

    /** The fields, each name once, in the order in which they came first. */
    public Collection<FormField> fields() {
        return new ArrayList<>(fields.values());
    }

    /** The value of a field, or null. {@code name} in small letters. */
    public @Nullable String value(String name) {
        FormField field = fields.get(name);
        return field == null ? null : field.value();
    }

    /** True if the field is there, even empty. {@code name} in small letters. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /**
     * The value of a field that must be there.
     *
     * @param name as refusals spell it
     * @throws io.tarn.api.error.S3Exception {@code InvalidArgument}
     */
    public String require(String name) {
        String value = value(new FormField(name, "").name());
        if (value == null) {
            throw FormErrors.missing(name);
        }
        return value;
    }
}
