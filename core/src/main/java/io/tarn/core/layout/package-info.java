/**
 * How S3 lies in rows: the tables, the keys and the binary records of {@code docs/layout.md}, and nothing that decides.
 *
 * <p>Every record encodes itself and decodes strictly: what is not exactly as the page says is {@link
 * io.tarn.storage.StorageException.Corrupt}, never half read.
 */
@NullMarked
package io.tarn.core.layout;

import org.jspecify.annotations.NullMarked;
