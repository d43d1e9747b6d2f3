package io.tarn.core.iam;

import io.tarn.core.layout.IamIdentity.Kind;

/** How much an account's IAM may hold; the numbers are those of AWS unless they say otherwise. */
final class Quotas {
    static final int USERS = 5_000;
    static final int GROUPS = 300;
    static final int ROLES = 1_000;
    static final int POLICIES = 1_500;
    static final int PROFILES = 1_000;
    static final int PROVIDERS = 100;
    static final int ATTACHED = 10;
    static final int GROUPS_OF_USER = 10;
    static final int VERSIONS = 5;
    static final int TAGS = 50;
    static final int CLIENT_IDS = 100;
    static final int THUMBPRINTS = 5;

    /** Characters of a managed policy, white space not counted. */
    static final int POLICY_SIZE = 6_144;

    /** Characters of a trust policy, white space not counted. */
    static final int TRUST_SIZE = 2_048;

    /** Bytes of all rows of one account; ours. What is remembered of an account is bounded by it. */
    static final long ACCOUNT_BYTES = 32L << 20;

    private Quotas() {}

    static int of(Kind kind) {
        return switch (kind) {
            case USER -> USERS;
            case GROUP -> GROUPS;
            case ROLE -> ROLES;
        };
    }

    /** Characters of all inline policies of one identity, white space not counted. */
    static int inline(Kind kind) {
        return switch (kind) {
            case USER -> 2_048;
            case GROUP -> 5_120;
            case ROLE -> 10_240;
        };
    }

    static String name(Kind kind) {
        return switch (kind) {
            case USER -> "UsersPerAccount";
            case GROUP -> "GroupsPerAccount";
            case ROLE -> "RolesPerAccount";
        };
    }

    static String attachedName(Kind kind) {
        return switch (kind) {
            case USER -> "PoliciesPerUser";
            case GROUP -> "PoliciesPerGroup";
            case ROLE -> "PoliciesPerRole";
        };
    }
}
