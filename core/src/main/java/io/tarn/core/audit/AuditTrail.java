package io.tarn.core.audit;

/** Takes the event of every request. Safe for many threads; may block, and never throws. */
@FunctionalInterface
public interface AuditTrail {
    /** Forgets everything. */
    AuditTrail NONE = event -> {};

    /** Takes the event of a request that has ended; given once for each. */
    void record(AuditEvent event);

    /** This trail, and then that one. */
    default AuditTrail and(AuditTrail other) {
        return event -> {
            record(event);
            other.record(event);
        };
    }
}
