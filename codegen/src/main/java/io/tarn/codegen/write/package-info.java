/** Writes the Java of a service. Each class here writes one kind of file. */
@NullMarked
package io.tarn.codegen.write;

import org.jspecify.annotations.NullMarked;
