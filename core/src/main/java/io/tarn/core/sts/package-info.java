/**
 * Sessions with temporary credentials: who may begin one, how long it lasts, and what it may do at most.
 *
 * <p>A session is stored nowhere; its token holds it, sealed. So a session ends with its time, its role or user, or its
 * account, and by policies that look at when it began.
 */
@NullMarked
package io.tarn.core.sts;

import org.jspecify.annotations.NullMarked;
