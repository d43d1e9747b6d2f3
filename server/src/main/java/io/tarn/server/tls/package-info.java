/** Certificates and keys from PEM files, taken anew when the files change. */
@NullMarked
package io.tarn.server.tls;

import org.jspecify.annotations.NullMarked;
