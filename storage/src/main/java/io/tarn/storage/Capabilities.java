package io.tarn.storage;

/**
 * What differs between engines, as values: nobody asks which engine it is.
 *
 * @param name for messages and metrics
 * @param durable true if an acknowledged commit survives the loss of power
 * @param anchorRowsMax rows that one anchor may hold, {@link Long#MAX_VALUE} for as many as there is room for; an engine
 *     with a bound throws {@link StorageException.OutOfSpace} at a batch that goes beyond it
 * @param bodyBytesMax longest body, in bytes; {@link Store#stage} and {@link BodyWriter#write} refuse a longer one with an
 *     {@link IllegalArgumentException}
 * @param readGraceMillis how long a freed body stays readable for those who opened it; {@link Long#MAX_VALUE}: until
 *     they close it
 */
public record Capabilities(String name, boolean durable, long anchorRowsMax, long bodyBytesMax, long readGraceMillis) {}
