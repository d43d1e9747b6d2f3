/** Tests of the local engine: the contract, the disk that fails and crashes, and what lies on it. */
@NullMarked
package io.tarn.storage.local;

import org.jspecify.annotations.NullMarked;
