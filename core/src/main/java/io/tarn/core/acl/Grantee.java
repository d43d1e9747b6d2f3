package io.tarn.core.acl;

import java.util.regex.Pattern;

/** Whom a grant is given to. */
public sealed interface Grantee {
    /** The account that owns the bucket or object that the list belongs to. */
    record Owner() implements Grantee {}

    /**
     * Another account.
     *
     * @param canonicalId 64 hexadecimal digits in small letters
     */
    record CanonicalUser(String canonicalId) implements Grantee {
        private static final Pattern CANONICAL_ID = Pattern.compile("[0-9a-f]{64}");

        public CanonicalUser {
            if (!CANONICAL_ID.matcher(canonicalId).matches()) {
                throw new IllegalArgumentException("a canonical id has 64 hexadecimal digits");
            }
        }
    }

    /** A group that S3 has a URI for. */
    enum Group implements Grantee {
        /** Everybody, signed or not. */
        ALL_USERS("http://acs.amazonaws.com/groups/global/AllUsers"),
        /** Everybody who signs, of whatever account. */
        AUTHENTICATED_USERS("http://acs.amazonaws.com/groups/global/AuthenticatedUsers"),
        /** Who delivers access logs. */
        LOG_DELIVERY("http://acs.amazonaws.com/groups/s3/LogDelivery");

        private final String uri;

        Group(String uri) {
            this.uri = uri;
        }

        /** What documents and headers call it. */
        public String uri() {
            return uri;
        }

        /** True if it lets in more people than a bucket's owner can know: what public access blocks are about. */
        public boolean open() {
            return this != LOG_DELIVERY;
        }
    }
}
