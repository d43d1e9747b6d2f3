package io.tarn.core.explain;

import io.tarn.core.audit.AuditEvent;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The last so many events. Safe for many threads; adding waits for nobody. */
final class Ring {
    private final AtomicReferenceArray<@Nullable AuditEvent> events;
    private final AtomicLong next = new AtomicLong();

    Ring(int size) {
        events = new AtomicReferenceArray<>(size);
    }

    void add(AuditEvent event) {
        events.set((int) Math.floorMod(next.getAndIncrement(), (long) events.length()), event);
    }

    /** The event of a request, or null if it was never here or is forgotten. */
    @Nullable
    AuditEvent find(String requestId) {
        for (int i = 0; i < events.length(); i++) {
            AuditEvent event = events.get(i);
            if (event != null && event.requestId().equals(requestId)) {
                return event;
            }
        }
        return null;
    }
}
