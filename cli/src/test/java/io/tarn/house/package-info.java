/** The rules of the house, each with the test that enforces it; the list is in {@code docs/INVARIANTS.md}. */
@NullMarked
package io.tarn.house;

import org.jspecify.annotations.NullMarked;
