/** The neutral model of a service: operations, structures and enums, whatever they were read from. */
@NullMarked
package io.tarn.codegen.model;

import org.jspecify.annotations.NullMarked;
