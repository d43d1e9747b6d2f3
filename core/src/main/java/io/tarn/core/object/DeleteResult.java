package io.tarn.core.object;

import io.tarn.api.error.S3Exception;
import org.jspecify.annotations.Nullable;

/**
 * What became of one key of a request that deletes many.
 *
 * @param request what was asked
 * @param refused why it was not done, or null if it was
 */
public record DeleteResult(DeleteRequest request, @Nullable S3Exception refused) {}
