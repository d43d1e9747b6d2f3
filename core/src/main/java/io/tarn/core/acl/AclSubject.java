package io.tarn.core.acl;

import org.jspecify.annotations.Nullable;

/**
 * Who asks, as access control lists see it: by account.
 *
 * @param canonicalId the account that asks, or null for an anonymous request
 * @param owner whether that account owns the bucket or object that the list belongs to
 */
public record AclSubject(@Nullable String canonicalId, boolean owner) {
    /** Nobody known. */
    public static final AclSubject ANONYMOUS = new AclSubject(null, false);
}
