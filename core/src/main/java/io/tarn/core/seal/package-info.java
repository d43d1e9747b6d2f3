/**
 * Keeps secrets from whoever reads the store: everything secret that is stored, or handed out to come back, is sealed
 * under a key that the master key gives.
 *
 * <p>Keys never print themselves; what they sealed is opened only for the purpose and the context it was sealed for.
 */
@NullMarked
package io.tarn.core.seal;

import org.jspecify.annotations.NullMarked;
