package io.tarn.core.policy;

/** Where a policy is attached, which decides what its statements must and must not hold. */
public enum PolicyKind {
    /** Attached to a user, group or role: who is asking is known, so no Principal. */
    IDENTITY(131_072, false, true),
    /** Attached to a bucket: names principals and resources. */
    RESOURCE(20_480, true, true),
    /** Attached to a role, saying who may assume it: names principals, the resource is the role. */
    TRUST(131_072, true, false),
    /** Given when a session begins, to narrow it. */
    SESSION(2_048, false, true),
    /** The most that a user or role can be allowed. */
    BOUNDARY(131_072, false, true);

    private final int bytesMax;
    private final boolean principal;
    private final boolean resource;

    PolicyKind(int bytesMax, boolean principal, boolean resource) {
        this.bytesMax = bytesMax;
        this.principal = principal;
        this.resource = resource;
    }

    /** The longest document, in bytes of UTF-8. */
    public int bytesMax() {
        return bytesMax;
    }

    /** Whether every statement names principals; otherwise none may. */
    boolean principal() {
        return principal;
    }

    /** Whether every statement names resources; otherwise none may. */
    boolean resource() {
        return resource;
    }
}
