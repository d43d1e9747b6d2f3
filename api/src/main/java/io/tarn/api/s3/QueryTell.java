package io.tarn.api.s3;

import org.jspecify.annotations.Nullable;

/**
 * A query parameter that tells operations apart.
 *
 * @param value the value it must have, or null if any will do
 */
public record QueryTell(String name, @Nullable String value) {
    @Override
    public String toString() {
        return value == null ? name : name + "=" + value;
    }
}
