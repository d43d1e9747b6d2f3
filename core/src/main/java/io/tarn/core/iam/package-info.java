/**
 * An account's users, groups, roles and policies: IAM's operations, and what they grant.
 *
 * <p>An operation is a question to the authorizer and then an act on a draft of the account's state; the table of operations
 * keeps the two apart, so that no act is reached without its decision. A draft is committed on the state that it was made
 * from, or made again.
 */
@NullMarked
package io.tarn.core.iam;

import org.jspecify.annotations.NullMarked;
