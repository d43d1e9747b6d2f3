package io.tarn.core.iam;

import io.tarn.core.layout.IamIdentity;
import io.tarn.core.layout.IamInline;
import io.tarn.core.layout.IamLogin;
import io.tarn.core.layout.IamPolicy;
import io.tarn.core.layout.IamProfile;
import io.tarn.core.layout.IamProvider;
import io.tarn.core.layout.IamRows;
import io.tarn.core.layout.IamSettings;
import io.tarn.core.layout.IamVersion;
import io.tarn.core.layout.SystemRows;
import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.RowName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A state that one operation changes, and the rows that make the change. For one thread. */
final class IamDraft {
    private final Map<RowName, Optional<Bytes>> changes = new LinkedHashMap<>();
    private IamState state;

    IamDraft(IamState state) {
        this.state = state;
    }

    /** As it is with all changes so far. */
    IamState state() {
        return state;
    }

    boolean changed() {
        return !changes.isEmpty();
    }

    void applyTo(Batch.Builder batch) {
        changes.forEach((row, value) -> {
            if (value.isPresent()) {
                batch.put(row, value.get());
            } else {
                batch.delete(row);
            }
        });
    }

    void put(IamIdentity identity) {
        IamIdentity former = state.shelf(identity.kind()).withId(identity.id());
        long bytes = record(identity.row(), former == null ? null : former.encode(), identity.encode());
        state = withShelf(identity, state.shelf(identity.kind()).with(identity), bytes);
    }

    void remove(IamIdentity identity) {
        long bytes = record(identity.row(), identity.encode(), null);
        state = withShelf(identity, state.shelf(identity.kind()).without(identity), bytes);
        put(new IamInline(identity.id(), Map.of(), null));
    }

    private IamState withShelf(IamIdentity identity, Shelf<IamIdentity> shelf, long bytes) {
        IamIdentity.Kind kind = identity.kind();
        return new IamState(
                state.accountId(),
                kind == IamIdentity.Kind.USER ? shelf : state.users(),
                kind == IamIdentity.Kind.GROUP ? shelf : state.groups(),
                kind == IamIdentity.Kind.ROLE ? shelf : state.roles(),
                state.policies(),
                state.versions(),
                state.inline(),
                state.profiles(),
                state.providers(),
                state.logins(),
                state.settings(),
                bytes);
    }

    /** Puts what lies within an identity; nothing removes the row. */
    void put(IamInline inline) {
        IamInline former = state.inline().get(inline.id());
        if (former == null && inline.empty()) {
            return;
        }
        Map<String, IamInline> all = new HashMap<>(state.inline());
        if (inline.empty()) {
            all.remove(inline.id());
        } else {
            all.put(inline.id(), inline);
        }
        long bytes =
                record(inline.row(), former == null ? null : former.encode(), inline.empty() ? null : inline.encode());
        state = with(state.policies(), state.versions(), all, state.profiles(), bytes);
    }

    void put(IamPolicy policy) {
        IamPolicy former = state.policies().withId(policy.id());
        long bytes = record(policy.row(), former == null ? null : former.encode(), policy.encode());
        state = with(state.policies().with(policy), state.versions(), state.inline(), state.profiles(), bytes);
    }

    /** Removes a policy with all its versions. */
    void remove(IamPolicy policy) {
        state.versionsOf(policy).values().forEach(this::remove);
        Map<String, SortedMap<Integer, IamVersion>> versions = new HashMap<>(state.versions());
        versions.remove(policy.id());
        long bytes = record(policy.row(), policy.encode(), null);
        state = with(state.policies().without(policy), versions, state.inline(), state.profiles(), bytes);
    }

    void put(IamVersion version) {
        SortedMap<Integer, IamVersion> numbers =
                new TreeMap<>(state.versions().getOrDefault(version.policyId(), new TreeMap<>()));
        numbers.put(version.number(), version);
        versions(version, numbers, record(version.row(), null, version.encode()));
    }

    void remove(IamVersion version) {
        SortedMap<Integer, IamVersion> numbers =
                new TreeMap<>(state.versions().getOrDefault(version.policyId(), new TreeMap<>()));
        numbers.remove(version.number());
        versions(version, numbers, record(version.row(), version.encode(), null));
    }

    private void versions(IamVersion version, SortedMap<Integer, IamVersion> numbers, long bytes) {
        Map<String, SortedMap<Integer, IamVersion>> versions = new HashMap<>(state.versions());
        versions.put(version.policyId(), numbers);
        state = with(state.policies(), versions, state.inline(), state.profiles(), bytes);
    }

    void put(IamProfile profile) {
        IamProfile former = state.profiles().withId(profile.id());
        long bytes = record(profile.row(), former == null ? null : former.encode(), profile.encode());
        state = with(
                state.policies(),
                state.versions(),
                state.inline(),
                state.profiles().with(profile),
                bytes);
    }

    void remove(IamProfile profile) {
        long bytes = record(profile.row(), profile.encode(), null);
        state = with(
                state.policies(),
                state.versions(),
                state.inline(),
                state.profiles().without(profile),
                bytes);
    }

    private IamState with(
            Shelf<IamPolicy> policies,
            Map<String, SortedMap<Integer, IamVersion>> versions,
            Map<String, IamInline> inline,
            Shelf<IamProfile> profiles,
            long bytes) {
        return new IamState(
                state.accountId(),
                state.users(),
                state.groups(),
                state.roles(),
                policies,
                versions,
                inline,
                profiles,
                state.providers(),
                state.logins(),
                state.settings(),
                bytes);
    }

    void put(IamProvider provider) {
        SortedMap<String, IamProvider> providers = new TreeMap<>(state.providers());
        IamProvider former = providers.put(Shelf.key(provider.url()), provider);
        long bytes = record(provider.row(), former == null ? null : former.encode(), provider.encode());
        state = with(providers, state.logins(), state.settings(), bytes);
    }

    void remove(IamProvider provider) {
        SortedMap<String, IamProvider> providers = new TreeMap<>(state.providers());
        providers.remove(Shelf.key(provider.url()));
        long bytes = record(provider.row(), provider.encode(), null);
        state = with(providers, state.logins(), state.settings(), bytes);
    }

    void put(IamLogin login) {
        Map<String, IamLogin> logins = new HashMap<>(state.logins());
        IamLogin former = logins.put(login.userId(), login);
        long bytes = record(login.row(), former == null ? null : former.encode(), login.encode());
        state = with(state.providers(), logins, state.settings(), bytes);
    }

    void remove(IamLogin login) {
        Map<String, IamLogin> logins = new HashMap<>(state.logins());
        logins.remove(login.userId());
        long bytes = record(login.row(), login.encode(), null);
        state = with(state.providers(), logins, state.settings(), bytes);
    }

    void put(IamSettings settings) {
        long bytes = record(IamRows.settings(), state.settings().encode(), settings.encode());
        state = with(state.providers(), state.logins(), settings, bytes);
    }

    private IamState with(
            SortedMap<String, IamProvider> providers, Map<String, IamLogin> logins, IamSettings settings, long bytes) {
        return new IamState(
                state.accountId(),
                state.users(),
                state.groups(),
                state.roles(),
                state.policies(),
                state.versions(),
                state.inline(),
                state.profiles(),
                providers,
                logins,
                settings,
                bytes);
    }

    /** Notes a row's change and answers how many bytes all rows have then. */
    private long record(RowName row, @Nullable Bytes former, @Nullable Bytes value) {
        if (row.table() != SystemRows.IDENTITIES) {
            throw new IllegalArgumentException("not a row of IAM: " + row);
        }
        changes.put(row, Optional.ofNullable(value));
        long bytes = state.bytes() - length(former) + length(value);
        if (value != null && bytes > Quotas.ACCOUNT_BYTES && bytes > state.bytes()) {
            throw IamErrors.quota("BytesPerAccount", Quotas.ACCOUNT_BYTES);
        }
        return bytes;
    }

    private static long length(@Nullable Bytes value) {
        return value == null ? 0 : value.length();
    }
}
