@NullMarked
package io.tarn.codegen.write;

import org.jspecify.annotations.NullMarked;
