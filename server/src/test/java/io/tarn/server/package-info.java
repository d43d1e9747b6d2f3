/** The server as its clients see it: through sockets. */
@NullMarked
package io.tarn.server;

import org.jspecify.annotations.NullMarked;
