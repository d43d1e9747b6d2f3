package io.tarn.core.iam;

import io.tarn.core.identity.AccessKeys;
import io.tarn.core.identity.KeyUses;
import java.util.random.RandomGenerator;

/** The whole of what IAM does here. */
final class IamOperations {
    private IamOperations() {}

    static OperationTable table(
            IamStore store, IamGrants grants, AccessKeys keys, KeyUses uses, RandomGenerator random) {
        OperationTable table = new OperationTable();
        Documents documents = grants.documents();
        new UserOperations(keys).addTo(table);
        new InlineOperations(documents).addTo(table);
        new PolicyOperations(documents).addTo(table);
        PolicyListings.addTo(table);
        AttachmentOperations.addTo(table);
        GroupOperations.addTo(table);
        new RoleOperations(new TrustRules(documents, store::state)).addTo(table);
        BoundaryOperations.addTo(table);
        TagOperations.addTo(table);
        ProfileOperations.addTo(table);
        ProviderOperations.addTo(table);
        new KeyOperations(store, keys, uses).addTo(table);
        new LoginOperations(random).addTo(table);
        new AccountOperations(keys).addTo(table);
        EmptyListings.addTo(table);
        new SimulationOperations(documents).addTo(table);
        return table;
    }
}
