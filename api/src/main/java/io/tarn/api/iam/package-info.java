/** The words of IAM: every operation's name, and the records of those that are served (generated). */
@NullMarked
package io.tarn.api.iam;

import org.jspecify.annotations.NullMarked;
