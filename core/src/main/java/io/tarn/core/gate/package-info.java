/**
 * The one way in: every request is parsed, authenticated, authorised and only then handed to its operation.
 *
 * <p>Nothing outside this package decides whether an operation may run, and no operation runs without passing here.
 */
@NullMarked
package io.tarn.core.gate;

import org.jspecify.annotations.NullMarked;
