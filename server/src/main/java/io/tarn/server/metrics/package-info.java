/** Numbers about the running server, kept cheaply and written as Prometheus text (exposition format 0.0.4). */
@NullMarked
package io.tarn.server.metrics;

import org.jspecify.annotations.NullMarked;
