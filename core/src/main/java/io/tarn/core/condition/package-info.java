/**
 * Preconditions of requests on objects: which there are, in which order they are asked, and what a failed one answers.
 *
 * <p>The order is that of RFC 9110, section 13.2.2, which is also Amazon S3's. A precondition is asked of the object as it
 * is now; what a race means is said by the caller.
 */
@NullMarked
package io.tarn.core.condition;

import org.jspecify.annotations.NullMarked;
