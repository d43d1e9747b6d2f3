@NullMarked
package io.tarn.codegen;

import org.jspecify.annotations.NullMarked;
