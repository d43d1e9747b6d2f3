/** Turns a service's model into Java: records, enums, the operation table and codecs. Runs at build time only. */
@NullMarked
package io.tarn.codegen;

import org.jspecify.annotations.NullMarked;
