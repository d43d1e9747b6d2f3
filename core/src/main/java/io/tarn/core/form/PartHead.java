package io.tarn.core.form;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a part says (RFC 7578, section 4).
 *
 * @param name of the field, not empty
 * @param filename of the file, or null if the part has none
 */
record PartHead(String name, @Nullable String filename) {
    private static final Set<String> PLAIN_ENCODINGS = Set.of("binary", "8bit", "7bit");

    /** Reads heads line by line. */
    static final class Builder {
        private @Nullable HeaderParameters disposition;

        /** Takes a line; of those that say nothing about the part, none is an error. */
        void line(String line) {
            int colon = line.indexOf(':');
            if (colon <= 0 || !line.substring(0, colon).chars().allMatch(c -> HeaderParameters.isToken((char) c))) {
                throw FormErrors.malformed();
            }
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-disposition" -> {
                    HeaderParameters read = HeaderParameters.parse(value);
                    if (disposition != null || read == null) {
                        throw FormErrors.malformed();
                    }
                    disposition = read;
                }
                case "content-transfer-encoding" -> {
                    if (!PLAIN_ENCODINGS.contains(value.toLowerCase(Locale.ROOT))) {
                        throw FormErrors.malformed();
                    }
                }
                default -> {
                    // Its type is told by a field of the form.
                }
            }
        }

        /** The head, after the empty line. */
        PartHead build() {
            String name = disposition == null || !disposition.word().equals("form-data")
                    ? null
                    : disposition.parameters().get("name");
            if (disposition == null || name == null || name.isEmpty()) {
                throw FormErrors.malformed();
            }
            return new PartHead(name, disposition.parameters().get("filename"));
        }
    }
}
