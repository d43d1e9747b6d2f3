package io.tarn.core.iam;

import io.tarn.core.layout.IamIdentity;
import io.tarn.core.layout.IamIdentity.Kind;
import io.tarn.core.layout.IamInline;
import io.tarn.core.layout.IamLogin;
import io.tarn.core.layout.IamPolicy;
import io.tarn.core.layout.IamProfile;
import io.tarn.core.layout.IamProvider;
import io.tarn.core.layout.IamRows;
import io.tarn.core.layout.IamSettings;
import io.tarn.core.layout.IamVersion;
import io.tarn.storage.Bytes;
import io.tarn.storage.Row;
import io.tarn.storage.StorageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gathers the rows of an account's IAM into a state. For one thread. */
final class IamLoading {
    private final String accountId;
    private final Map<Kind, List<IamIdentity>> identities = new HashMap<>();
    private final List<IamPolicy> policies = new ArrayList<>();
    private final Map<String, SortedMap<Integer, IamVersion>> versions = new HashMap<>();
    private final Map<String, IamInline> inline = new HashMap<>();
    private final List<IamProfile> profiles = new ArrayList<>();
    private final SortedMap<String, IamProvider> providers = new TreeMap<>();
    private final Map<String, IamLogin> logins = new HashMap<>();
    private IamSettings settings = IamSettings.NONE;
    private long bytes;

    IamLoading(String accountId) {
        this.accountId = accountId;
    }

    /** Takes one row in. */
    void add(Row row) {
        Bytes value = row.value();
        Bytes suffix = row.key().suffix();
        byte kind = suffix.isEmpty() ? 0 : suffix.at(0);
        bytes += value.length();
        switch (kind) {
            case IamRows.IDENTITY -> add(IamIdentity.decode(value));
            case IamRows.POLICY -> policies.add(IamPolicy.decode(value));
            case IamRows.VERSION -> add(IamVersion.decode(value));
            case IamRows.INLINE -> add(IamInline.decode(value));
            case IamRows.PROFILE -> profiles.add(IamProfile.decode(value));
            case IamRows.PROVIDER -> add(IamProvider.decode(value));
            case IamRows.LOGIN -> add(IamLogin.decode(value));
            case IamRows.SETTINGS -> settings = IamSettings.decode(value);
            default -> throw new StorageException.Corrupt("a row of IAM is of the unknown kind " + kind);
        }
    }

    private void add(IamIdentity identity) {
        identities.computeIfAbsent(identity.kind(), kind -> new ArrayList<>()).add(identity);
    }

    private void add(IamVersion version) {
        versions.computeIfAbsent(version.policyId(), id -> new TreeMap<>()).put(version.number(), version);
    }

    private void add(IamInline documents) {
        inline.put(documents.id(), documents);
    }

    private void add(IamProvider provider) {
        providers.put(Shelf.key(provider.url()), provider);
    }

    private void add(IamLogin login) {
        logins.put(login.userId(), login);
    }

    /** The state of all rows. */
    IamState state() {
        return new IamState(
                accountId,
                shelf(Kind.USER),
                shelf(Kind.GROUP),
                shelf(Kind.ROLE),
                Shelf.of(policies),
                versions,
                inline,
                Shelf.of(profiles),
                providers,
                logins,
                settings,
                bytes);
    }

    private Shelf<IamIdentity> shelf(Kind kind) {
        return Shelf.of(identities.getOrDefault(kind, List.of()));
    }
}
