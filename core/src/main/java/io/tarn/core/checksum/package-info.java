/** Checksums as S3 names them: computed over streams, encoded, combined for multipart objects. No S3 request in sight. */
@NullMarked
package io.tarn.core.checksum;

import org.jspecify.annotations.NullMarked;
