package io.tarn.core.acl;

/**
 * One line of an access control list.
 *
 * @param grantee who is permitted
 * @param permission what is permitted
 */
public record AclGrant(Grantee grantee, AclPermission permission) {}
