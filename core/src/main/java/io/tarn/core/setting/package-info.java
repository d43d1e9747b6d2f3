/**
 * What a bucket was told about itself, as values: policy, ownership, public access, access control, tags and the rest.
 *
 * <p>Only settings that something honours are here.
 */
@NullMarked
package io.tarn.core.setting;

import org.jspecify.annotations.NullMarked;
