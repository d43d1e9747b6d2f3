/** Access control lists: who may do what to one bucket or one object, as a value, and what that permits. */
@NullMarked
package io.tarn.core.acl;

import org.jspecify.annotations.NullMarked;
