/** Tests of the program's front: options, credentials and what it prints. */
@NullMarked
package io.tarn.cli;

import org.jspecify.annotations.NullMarked;
