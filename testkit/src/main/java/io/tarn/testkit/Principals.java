package io.tarn.testkit;

import io.tarn.api.iam.CreateUserRequest;
import io.tarn.api.iam.DeleteUserRequest;
import io.tarn.api.iam.PutUserPolicyRequest;
import io.tarn.api.iam.User;
import io.tarn.api.iam.codec.IamCodecs;
import io.tarn.api.query.QueryException;
import io.tarn.core.access.Caller;
import io.tarn.core.auth.GeneratedKey;
import io.tarn.core.iam.IamService;
import io.tarn.core.identity.AccessKeys;
import io.tarn.core.identity.AccountLife;
import io.tarn.core.identity.AccountRow;
import io.tarn.core.identity.KeyOwner;
import io.tarn.core.identity.Registry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes accounts, and users of the server's own account, each with an access key. */
final class Principals {
    /** Stands for the id of a request in what is made without one. */
    private static final String ORIGIN = "testkit";

    private final Registry registry;
    private final IamService iam;

    Principals(Registry registry, IamService iam) {
        this.registry = registry;
        this.iam = iam;
    }

    TarnCredentials createAccount(String name) {
        AccountRow made = AccountLife.isName(name) ? registry.life().create(name, ORIGIN) : null;
        if (made == null) {
            throw new IllegalArgumentException("account '" + name
                    + "' cannot be created: another has the name, or it is not 1 to 64 letters, digits and +=,.@_-");
        }
        String id = made.account().id();
        return credentials(KeyOwner.root(id), made.account().rootArn());
    }

    TarnCredentials createUser(String name, @Nullable String policy) {
        Caller.Identity root = registry.configured().owner();
        CreateUserRequest wanted = CreateUserRequest.builder().userName(name).build();
        User user;
        try {
            user = Objects.requireNonNull(
                    iam.perform(IamCodecs.CREATE_USER, wanted, root, ORIGIN).user());
            if (policy != null) {
                allow(name, policy, root);
            }
        } catch (QueryException refused) {
            throw new IllegalArgumentException(
                    "user '" + name + "' cannot be created: " + refused.error().code() + ": " + refused.message(),
                    refused);
        }
        KeyOwner owner = new KeyOwner(root.account().id(), Objects.requireNonNull(user.userId()));
        return credentials(owner, Objects.requireNonNull(user.arn()));
    }

    private void allow(String name, String policy, Caller.Identity root) {
        try {
            PutUserPolicyRequest wanted = PutUserPolicyRequest.builder()
                    .userName(name)
                    .policyName(name)
                    .policyDocument(policy)
                    .build();
            iam.perform(IamCodecs.PUT_USER_POLICY, wanted, root, ORIGIN);
        } catch (QueryException refused) {
            DeleteUserRequest half = DeleteUserRequest.builder().userName(name).build();
            iam.perform(IamCodecs.DELETE_USER, half, root, ORIGIN);
            throw refused;
        }
    }

    private TarnCredentials credentials(KeyOwner owner, String arn) {
        AccessKeys.Creation creation = registry.keys().create(owner, ORIGIN);
        if (!(creation instanceof AccessKeys.Creation.Created created)) {
            throw new IllegalStateException("no access key could be made for " + arn + ": " + creation);
        }
        GeneratedKey key = created.key();
        return new TarnCredentials(
                owner.accountId(), arn, key.accessKeyId(), key.secret().reveal());
    }
}
