package io.tarn.core.iam;

import io.tarn.api.iam.AccessKey;
import io.tarn.api.iam.AccessKeyLastUsed;
import io.tarn.api.iam.AccessKeyMetadata;
import io.tarn.api.iam.CreateAccessKeyRequest;
import io.tarn.api.iam.CreateAccessKeyResponse;
import io.tarn.api.iam.DeleteAccessKeyRequest;
import io.tarn.api.iam.DeleteAccessKeyResponse;
import io.tarn.api.iam.GetAccessKeyLastUsedRequest;
import io.tarn.api.iam.GetAccessKeyLastUsedResponse;
import io.tarn.api.iam.IamErrorCode;
import io.tarn.api.iam.ListAccessKeysRequest;
import io.tarn.api.iam.ListAccessKeysResponse;
import io.tarn.api.iam.UpdateAccessKeyRequest;
import io.tarn.api.iam.UpdateAccessKeyResponse;
import io.tarn.api.iam.codec.IamCodecs;
import io.tarn.api.query.QueryException;
import io.tarn.core.identity.AccessKeys;
import io.tarn.core.identity.KeyDescription;
import io.tarn.core.identity.KeyOwner;
import io.tarn.core.identity.KeyUses;
import io.tarn.core.layout.IamIdentity;
import io.tarn.core.layout.IamIdentity.Kind;
import io.tarn.core.layout.KeyUse;
import org.jspecify.annotations.Nullable;

/** Access keys of users and of the root user. */
final class KeyOperations {
    private static final String ACTIVE = "Active";
    private static final String INACTIVE = "Inactive";
    private static final int KEY_ID_MIN = 3;
    private static final int KEY_ID_MAX = 128;

    private final IamStore store;
    private final AccessKeys keys;
    private final KeyUses uses;

    KeyOperations(IamStore store, AccessKeys keys, KeyUses uses) {
        this.store = store;
        this.keys = keys;
        this.uses = uses;
    }

    void addTo(OperationTable table) {
        table.add(IamCodecs.CREATE_ACCESS_KEY, (call, in) -> ask(call, in.userName()), this::create);
        table.add(IamCodecs.LIST_ACCESS_KEYS, (call, in) -> ask(call, in.userName()), this::list);
        table.add(IamCodecs.UPDATE_ACCESS_KEY, (call, in) -> ask(call, in.userName()), this::update);
        table.add(IamCodecs.DELETE_ACCESS_KEY, (call, in) -> ask(call, in.userName()), this::delete);
        table.add(IamCodecs.GET_ACCESS_KEY_LAST_USED, this::askLastUsed, this::lastUsed);
    }

    private static Ask ask(IamCall call, @Nullable String name) {
        String user = call.userName(name);
        return user == null
                ? Ask.of(call, Arns.root(call.accountId())).build()
                : Ask.of(call, Kind.USER, user).build();
    }

    /** Whose key is meant: that of the user named, else of who asks. */
    private static Owner owner(IamCall call, @Nullable String name) {
        String user = call.userName(name);
        if (user == null) {
            return new Owner(KeyOwner.root(call.accountId()), null);
        }
        IamIdentity found = call.identity(Kind.USER, user);
        return new Owner(new KeyOwner(call.accountId(), found.id()), found.name());
    }

    private record Owner(KeyOwner key, @Nullable String userName) {}

    private CreateAccessKeyResponse create(IamCall call, CreateAccessKeyRequest in) {
        Owner owner = owner(call, in.userName());
        return switch (keys.create(owner.key(), call.requestId())) {
            case AccessKeys.Creation.Created made -> {
                checkStillThere(call, owner, made.key().accessKeyId());
                yield new CreateAccessKeyResponse(new AccessKey(
                        owner.userName(),
                        made.key().accessKeyId(),
                        ACTIVE,
                        made.key().secret().reveal(),
                        IamCall.instant(made.created().toEpochMilli())));
            }
            case AccessKeys.Creation.TooMany tooMany -> throw IamErrors.quota("AccessKeysPerUser", AccessKeys.KEYS_MAX);
            case AccessKeys.Creation.Refused refused ->
                throw QueryException.of(IamErrorCode.SERVICE_FAILURE, "The key could not be made; try again");
            case AccessKeys.Creation.Missing missing ->
                throw IamErrors.noSuchEntity("The account " + call.accountId() + " cannot be found.");
        };
    }

    /** The key is made in a commit of its own: of a user who was deleted just before, it is taken back. */
    private void checkStillThere(IamCall call, Owner owner, String accessKeyId) {
        IamState now = store.state(call.accountId());
        boolean there = owner.userName() == null
                || (now != null && now.users().withId(owner.key().principalId()) != null);
        if (!there) {
            keys.delete(owner.key(), accessKeyId, call.requestId());
            throw IamErrors.missing(Kind.USER, String.valueOf(owner.userName()));
        }
    }

    private ListAccessKeysResponse list(IamCall call, ListAccessKeysRequest in) {
        Owner owner = owner(call, in.userName());
        Slice<KeyDescription> page =
                Slice.of(keys.list(owner.key()), KeyDescription::accessKeyId, in.marker(), in.maxItems());
        return new ListAccessKeysResponse(
                page.map(key -> new AccessKeyMetadata(
                                owner.userName(),
                                key.accessKeyId(),
                                key.active() ? ACTIVE : INACTIVE,
                                IamCall.instant(key.created().toEpochMilli())))
                        .items(),
                page.truncated(),
                page.marker());
    }

    private UpdateAccessKeyResponse update(IamCall call, UpdateAccessKeyRequest in) {
        Owner owner = owner(call, in.userName());
        String id = keyId(in.accessKeyId());
        String status = String.valueOf(in.status());
        if (!status.equals(ACTIVE) && !status.equals(INACTIVE)) {
            throw QueryException.invalid(
                    "'" + status + "'", "status", "Member must satisfy enum value set: [Active, Inactive]");
        }
        if (!keys.update(owner.key(), id, status.equals(ACTIVE), call.requestId())) {
            throw missing(id);
        }
        return new UpdateAccessKeyResponse();
    }

    private DeleteAccessKeyResponse delete(IamCall call, DeleteAccessKeyRequest in) {
        Owner owner = owner(call, in.userName());
        String id = keyId(in.accessKeyId());
        if (!keys.delete(owner.key(), id, call.requestId())) {
            throw missing(id);
        }
        return new DeleteAccessKeyResponse();
    }

    /** A key's use is asked about at its owner; one that is nobody's here at everything. */
    private Ask askLastUsed(IamCall call, GetAccessKeyLastUsedRequest in) {
        KeyDescription key = described(call, in.accessKeyId());
        if (key == null) {
            return Ask.everything(call);
        }
        IamIdentity user = call.state().users().withId(key.owner().principalId());
        return user == null
                ? Ask.of(call, Arns.root(call.accountId())).build()
                : Ask.of(call, Kind.USER, user.name()).build();
    }

    private GetAccessKeyLastUsedResponse lastUsed(IamCall call, GetAccessKeyLastUsedRequest in) {
        KeyDescription key = described(call, in.accessKeyId());
        if (key == null) {
            throw IamErrors.denied("User: " + call.caller().arn()
                    + " is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key "
                    + in.accessKeyId());
        }
        IamIdentity user = call.state().users().withId(key.owner().principalId());
        KeyUse use = uses.last(call.accountId(), key.accessKeyId());
        AccessKeyLastUsed last = use == null
                ? new AccessKeyLastUsed("N/A", "N/A", null)
                : new AccessKeyLastUsed(use.service(), use.region(), IamCall.instant(use.when()));
        return new GetAccessKeyLastUsedResponse(user == null ? null : user.name(), last);
    }

    /** A key of this account; those of others are as if they were not. */
    private @Nullable KeyDescription described(IamCall call, @Nullable String id) {
        KeyDescription key = keys.describe(keyId(id));
        return key != null && key.owner().accountId().equals(call.accountId()) ? key : null;
    }

    private static String keyId(@Nullable String id) {
        return Checks.length(id, "accessKeyId", KEY_ID_MIN, KEY_ID_MAX);
    }

    private static QueryException missing(String id) {
        return IamErrors.noSuchEntity("The Access Key with id " + id + " cannot be found.");
    }
}
