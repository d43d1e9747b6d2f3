/**
 * The only way from the local engine to files: everything it asks of a disk, small enough to be simulated.
 *
 * <p>No thread that may come here is ever interrupted: an interrupt closes a channel for everybody.
 */
@NullMarked
package io.tarn.storage.local.disk;

import org.jspecify.annotations.NullMarked;
