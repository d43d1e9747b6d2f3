package io.tarn.cli;

import io.tarn.storage.local.Sabotage;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Mistakes that the store makes on purpose, so that those who test the testers see them found. */
final class Mistakes {
    /** The variable that names them, separated by commas. Not an option: no help or file mentions it. */
    static final String VARIABLE = "TARN_TEST_SABOTAGE";

    private Mistakes() {}

    /**
     * The mistakes of these names, in capitals or not; none if the text is empty.
     *
     * @throws UsageException if there is no such mistake
     */
    static Set<Sabotage> parse(String names) {
        Set<Sabotage> mistakes = EnumSet.noneOf(Sabotage.class);
        List<String> known = Arrays.stream(Sabotage.values()).map(Enum::name).toList();
        for (String name : names.split(",", -1)) {
            String wanted = name.strip().toUpperCase(Locale.ROOT).replace('-', '_');
            if (known.contains(wanted)) {
                mistakes.add(Sabotage.valueOf(wanted));
            } else if (!wanted.isEmpty()) {
                throw new UsageException("%s: unknown mistake '%s'; the nearest is '%s'"
                        .formatted(VARIABLE, name, Nearest.to(wanted, known).orElseThrow()));
            }
        }
        return mistakes;
    }
}
