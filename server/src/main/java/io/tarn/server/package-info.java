/** The embeddable server: one listener for S3, one for those who watch over it. */
@NullMarked
package io.tarn.server;

import org.jspecify.annotations.NullMarked;
