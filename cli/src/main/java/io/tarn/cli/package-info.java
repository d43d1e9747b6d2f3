/**
 * The program {@code tarn}: it alone reads the environment, prints and exits.
 *
 * <p>A command line becomes {@link io.tarn.cli.ServeOptions}; an {@link io.tarn.cli.Assembly} makes a running server of
 * them. Every option is one row of {@link io.tarn.cli.Setting}.
 */
@NullMarked
package io.tarn.cli;

import org.jspecify.annotations.NullMarked;
