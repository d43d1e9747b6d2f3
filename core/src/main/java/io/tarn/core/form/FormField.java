package io.tarn.core.form;

import java.util.Locale;

/**
 * One field of a form.
 *
 * @param sentName its name as it was sent
 * @param value its text
 */
public record FormField(String sentName, String value) {
    /** Its name in small letters: S3 does not tell fields apart by case. */
    public String name() {
        return sentName.toLowerCase(Locale.ROOT);
    }
}
