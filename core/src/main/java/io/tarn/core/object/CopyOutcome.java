package io.tarn.core.object;

import io.tarn.core.layout.ObjectRecord;

/**
 * What a copy made.
 *
 * @param copy the new object
 * @param source the object that was copied
 */
public record CopyOutcome(ObjectRecord copy, ObjectRecord source) {}
