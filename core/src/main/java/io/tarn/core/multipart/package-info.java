/**
 * Multipart uploads: begun, filled with parts, listed, aborted, and completed into an object that names its parts.
 *
 * <p>Each part is a row with its own body and is never overwritten; completing writes one manifest and copies nothing
 * ({@code docs/layout.md}). Every batch that relies on an upload being open is conditioned on its row. A commit of unknown
 * outcome counts as done only if the row then read carries this request's id.
 */
@NullMarked
package io.tarn.core.multipart;

import org.jspecify.annotations.NullMarked;
