package io.tarn.core.audit;

/** Takes the event of every request. Safe for many threads; may block, and never throws. */
@FunctionalInterface
public interface AuditTrail {
    /** Forgets everything. */
    AuditTrail NONE = event -> {};

    /** Takes the event of a request that has ended; given once for each. */
    void record(AuditEvent event);

    /** Whether the mistake in a wrong signature should be looked for, which costs some hundred signatures; asked once each. */
    default boolean wantsFaults() {
        return false;
    }

    /** This trail, and then that one, which also says whether faults are wanted. */
    default AuditTrail and(AuditTrail other) {
        AuditTrail first = this;
        return new AuditTrail() {
            @Override
            public void record(AuditEvent event) {
                first.record(event);
                other.record(event);
            }

            @Override
            public boolean wantsFaults() {
                return other.wantsFaults();
            }
        };
    }
}
