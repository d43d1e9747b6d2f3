/**
 * The bodies of requests: framing taken off, signatures, digests and checksums verified, bytes streamed into the store.
 *
 * <p>{@link io.tarn.core.body.Payload} yields the bytes that the client meant, {@link io.tarn.core.body.BodyExpectations}
 * what the head says about them, and {@link io.tarn.core.body.BodyReceiver} brings both together: nothing it returns is
 * unverified, and nothing it refuses leaves a trace.
 */
@NullMarked
package io.tarn.core.body;

import org.jspecify.annotations.NullMarked;
