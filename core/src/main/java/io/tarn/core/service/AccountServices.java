package io.tarn.core.service;

import io.tarn.core.access.Authorizer;
import io.tarn.core.access.PolicyAuthorizer;
import io.tarn.core.access.Principals;
import io.tarn.core.gate.S3Settings;
import io.tarn.core.iam.IamGrants;
import io.tarn.core.iam.IamService;
import io.tarn.core.iam.IamStore;
import io.tarn.core.identity.AccountStore;
import io.tarn.core.identity.Identities;
import io.tarn.core.identity.Registry;
import io.tarn.core.sts.OidcKeys;
import io.tarn.core.sts.StsService;
import io.tarn.storage.Store;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;

/** Accounts, IAM and STS over one store, put together. The registry stays its opener's to close. Safe for many threads. */
public final class AccountServices {
    private final AccountStore accounts;
    private final IamGrants grants;
    private final Authorizer authorizer;
    private final Identities identities;
    private final IamService iam;
    private final StsService sts;

    private AccountServices(Store store, Registry registry, Clock clock, RandomGenerator random) {
        this.accounts = registry.accounts();
        IamStore rows = new IamStore(store, accounts, clock);
        this.grants = new IamGrants(rows);
        this.authorizer = new PolicyAuthorizer(accounts::isActive);
        this.identities = new Identities(registry, grants, clock);
        this.iam = new IamService(rows, grants, authorizer, registry.keys(), registry.uses(), random);
        this.sts = new StsService(registry, identities, grants, authorizer, new OidcKeys(clock), clock, random);
    }

    /**
     * Those of a registry.
     *
     * @param store the one that the registry was opened on
     * @param random safe for many threads, and not to be guessed
     */
    public static AccountServices of(Store store, Registry registry, Clock clock, RandomGenerator random) {
        return new AccountServices(store, registry, clock, random);
    }

    /** IAM, for what is done in this process. */
    public IamService iam() {
        return iam;
    }

    /**
     * Settings of an S3 that knows these accounts, with IAM and STS at its address; its new buckets are as Amazon makes
     * them today, and it keeps no audit log.
     */
    public S3Settings settings(String region, List<String> domains) {
        return new S3Settings(region, domains, identities, accounts, authorizer)
                .withPrincipals(new Principals(accounts, grants))
                .withServices(List.of(new IamQueries(iam), new StsQueries(sts)));
    }
}
