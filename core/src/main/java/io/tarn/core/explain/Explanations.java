package io.tarn.core.explain;

import io.tarn.core.access.Caller;
import io.tarn.core.audit.AuditEvent;
import io.tarn.core.audit.AuditTrail;
import io.tarn.core.policy.PolicyPrincipal;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Remembers recent requests so that they can be explained: refused ones, those that were not authenticated, and the latest
 * of the others, each kind in a ring of its own so that no stranger's noise drives out what happened to a known caller.
 */
public final class Explanations implements AuditTrail {
    /** Refusals of known callers remembered. */
    public static final int REFUSED_MAX = 2_048;

    /** Requests of nobody who is known, remembered; those with a wrong signature hold up to 32 KiB of text each. */
    public static final int UNKNOWN_MAX = 512;

    /** Requests remembered that were answered. */
    public static final int ANSWERED_MAX = 512;

    /** How many wrong signatures are looked into each second. */
    private static final int FAULTS_PER_SECOND = 10;

    private final Ring refused = new Ring(REFUSED_MAX);
    private final Ring unknown = new Ring(UNKNOWN_MAX);
    private final Ring answered = new Ring(ANSWERED_MAX);
    private final AtomicLong faults = new AtomicLong();
    private final InstantSource clock;

    /** An empty memory. */
    public Explanations(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void record(AuditEvent event) {
        if (event.error() == null) {
            answered.add(event);
        } else if (event.caller() instanceof Caller.Identity) {
            refused.add(event);
        } else {
            unknown.add(event);
        }
    }

    /** The second in the upper bits, the count within it in the lower. */
    @Override
    public boolean wantsFaults() {
        long second = (clock.millis() / 1_000) << 8;
        long after = faults.updateAndGet(
                before -> ((before >> 8) << 8) == second ? Math.min(before + 1, second + 255) : second + 1);
        return (after & 255) <= FAULTS_PER_SECOND;
    }

    /**
     * The explanation of a request, or null if it is not known here, or is none of the caller's business.
     *
     * @param requestId 16 hexadecimal digits in capitals
     * @param all whether the caller may see those of everybody
     */
    public @Nullable String explain(String requestId, Caller caller, boolean all) {
        AuditEvent event = refused.find(requestId);
        event = event == null ? unknown.find(requestId) : event;
        event = event == null ? answered.find(requestId) : event;
        return event != null && (all || concerns(event, caller)) ? new ExplanationText(event).text() : null;
    }

    /** Who signed with the same access key asked, or claimed to; and so did, on its behalf, its account's root user. */
    private static boolean concerns(AuditEvent event, Caller caller) {
        Caller.Identity asked = event.caller() instanceof Caller.Identity known ? known : event.claimedOwner();
        if (asked == null || !(caller instanceof Caller.Identity asks)) {
            return false;
        }
        boolean root = asks.principal() instanceof PolicyPrincipal.Root
                && asks.account().id().equals(asked.account().id());
        return root || asks.accessKeyId().equals(asked.accessKeyId());
    }
}
