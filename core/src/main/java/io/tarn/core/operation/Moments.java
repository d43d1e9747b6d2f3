package io.tarn.core.operation;

import java.time.Instant;

/** Writes times as S3 shows them: kept to the millisecond, shown to the second. */
final class Moments {
    private static final long MILLIS_PER_SECOND = 1_000;

    private Moments() {}

    /** The moment to show for milliseconds since 1970. */
    static Instant shown(long millis) {
        return Instant.ofEpochSecond(Math.floorDiv(millis, MILLIS_PER_SECOND));
    }
}
