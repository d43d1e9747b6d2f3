/**
 * The storage contract kept in memory: an engine for tests and small embedded use, and a wrapper that makes any engine
 * fail on purpose. Nothing here survives the process.
 */
@NullMarked
package io.tarn.storage.memory;

import org.jspecify.annotations.NullMarked;
