/**
 * Why requests were answered as they were: a bounded memory of recent ones, and their explanation in words.
 *
 * <p>An explanation is for those who run the server and for the owner of the access key that asked. No secret is in it.
 */
@NullMarked
package io.tarn.core.explain;

import org.jspecify.annotations.NullMarked;
