/**
 * The storage contract on the disk of one machine: one log holds everything, RocksDB finds it again.
 *
 * <p>The format is written down in {@code docs/format.md}. The way of a commit: {@link LocalStore} gives it to the
 * {@code Committer}, which plans it against what is ahead ({@code Planner}, {@code View}), encodes it
 * ({@code RecordCodec}), folds it into index changes ({@code Fold}), writes and syncs a whole group, applies it to the
 * {@code Index} and only then answers. {@code Recovery} takes the same way from records that it reads.
 */
@NullMarked
package io.tarn.storage.local;

import org.jspecify.annotations.NullMarked;
