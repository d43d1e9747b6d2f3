/**
 * The storage contract: ordered rows, each with an optional body, changed by conditional batches.
 *
 * <p>Nothing in this package may name a thing of S3: engines stay dumb so that every rule of S3 is written once, above.
 * The in-memory engine and the contract suite live beside the contract.
 */
@NullMarked
package io.tarn.storage;

import org.jspecify.annotations.NullMarked;
