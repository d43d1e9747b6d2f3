/** The suite that every engine passes: extend {@link io.tarn.storage.contract.StoreContract}. */
@NullMarked
package io.tarn.storage.contract;

import org.jspecify.annotations.NullMarked;
