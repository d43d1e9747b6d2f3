/** Turns forms into the records of each STS operation and its answers into documents (generated). */
@NullMarked
package io.tarn.api.sts.codec;

import org.jspecify.annotations.NullMarked;
