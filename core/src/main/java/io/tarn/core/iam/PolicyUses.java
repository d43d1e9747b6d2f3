package io.tarn.core.iam;

import io.tarn.core.layout.IamIdentity;
import java.util.HashMap;
import java.util.Map;

/** How often each managed policy is attached and is a boundary, in one state. */
final class PolicyUses {
    private final Map<String, Integer> attached = new HashMap<>();
    private final Map<String, Integer> boundaries = new HashMap<>();

    private PolicyUses() {}

    static PolicyUses of(IamState state) {
        PolicyUses uses = new PolicyUses();
        state.identities().forEach(uses::count);
        return uses;
    }

    private void count(IamIdentity identity) {
        identity.attached().forEach(id -> attached.merge(id, 1, Integer::sum));
        if (identity.boundary() != null) {
            boundaries.merge(identity.boundary(), 1, Integer::sum);
        }
    }

    int attachments(String policyId) {
        return attached.getOrDefault(policyId, 0);
    }

    int boundaries(String policyId) {
        return boundaries.getOrDefault(policyId, 0);
    }
}
