/**
 * What those who run the server ask of it: accounts, and what holds for all of an account. Only principals of the
 * operator's account may, and of those only whom a policy allows it.
 */
@NullMarked
package io.tarn.core.admin;

import org.jspecify.annotations.NullMarked;
