/** Turns forms into the records of each IAM operation and its answers into documents (generated). */
@NullMarked
package io.tarn.api.iam.codec;

import org.jspecify.annotations.NullMarked;
