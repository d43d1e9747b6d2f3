/**
 * Who a signature stands for: accounts, access keys and session tokens, and the principals that they belong to with all that
 * their policies grant.
 *
 * <p>What is remembered here is believed only as long as the stamp of its account says that it is true.
 */
@NullMarked
package io.tarn.core.identity;

import org.jspecify.annotations.NullMarked;
