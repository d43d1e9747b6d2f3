package io.tarn.core.access;

import io.tarn.core.policy.NamedPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The policies that a principal brings with it.
 *
 * @param identity those of the user and its groups, or of the role; none for a root user, which needs none
 * @param boundary the most that the user or role can be allowed, or null without a boundary
 * @param session what narrows the session; empty without session policies
 */
public record Grants(List<NamedPolicy> identity, @Nullable NamedPolicy boundary, List<NamedPolicy> session) {
    /** No policy. */
    public static final Grants NONE = new Grants(List.of(), null, List.of());

    public Grants {
        identity = List.copyOf(identity);
        session = List.copyOf(session);
    }
}
