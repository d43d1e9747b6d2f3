package io.tarn.storage;

/**
 * What differs between engines, as values: nobody asks which engine it is.
 *
 * @param name for messages and metrics
 * @param durable true if an acknowledged commit survives the loss of power
 * @param anchorRowsMax rows that one anchor may hold
 * @param readGraceMillis how long a freed body stays readable for those who opened it; {@link Long#MAX_VALUE}: until
 *     they close it
 */
public record Capabilities(String name, boolean durable, long anchorRowsMax, long readGraceMillis) {}
