/** Accounts: who owns buckets, and whom everything else about permission belongs to. */
@NullMarked
package io.tarn.core.account;

import org.jspecify.annotations.NullMarked;
