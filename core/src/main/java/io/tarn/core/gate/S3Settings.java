package io.tarn.core.gate;

import io.tarn.core.access.Authorizer;
import io.tarn.core.access.Caller;
import io.tarn.core.access.PolicyAuthorizer;
import io.tarn.core.access.Principals;
import io.tarn.core.account.Account;
import io.tarn.core.account.Accounts;
import io.tarn.core.audit.AuditTrail;
import io.tarn.core.auth.AccessKey;
import io.tarn.core.auth.Credentials;
import io.tarn.core.auth.FailureLimits;
import io.tarn.core.auth.Secret;
import io.tarn.core.setting.BucketSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What one S3 service is made of besides its store.
 *
 * @param region the region that it says it is in, for example {@code us-east-1}
 * @param domains hosts under which buckets are addressed as {@code bucket.<domain>}; small letters, without port
 * @param credentials finds access keys
 * @param accounts finds accounts
 * @param authorizer decides what a caller may
 * @param principals tells which principals there are
 * @param newBuckets what a new bucket begins with, unless it is told otherwise
 * @param services the other services that are answered at the same address
 * @param audit takes the event of every request
 * @param failures counts those that could not be authenticated
 */
public record S3Settings(
        String region,
        List<String> domains,
        Credentials credentials,
        Accounts accounts,
        Authorizer authorizer,
        Principals principals,
        BucketSettings newBuckets,
        List<QueryService> services,
        AuditTrail audit,
        FailureLimits failures) {
    public S3Settings {
        domains = List.copyOf(domains);
        services = List.copyOf(services);
    }

    /** Settings of a service without users and roles, whose new buckets are as Amazon makes them today. */
    public S3Settings(
            String region, List<String> domains, Credentials credentials, Accounts accounts, Authorizer authorizer) {
        this(
                region,
                domains,
                credentials,
                accounts,
                authorizer,
                new Principals(accounts, null),
                BucketSettings.DEFAULT,
                List.of(),
                AuditTrail.NONE,
                new FailureLimits(InstantSource.system(), new SplittableRandom()));
    }

    /** The same, with other beginnings for new buckets. */
    public S3Settings withNewBuckets(BucketSettings other) {
        return new S3Settings(
                region, domains, credentials, accounts, authorizer, principals, other, services, audit, failures);
    }

    /** The same, with users and roles. */
    public S3Settings withPrincipals(Principals other) {
        return new S3Settings(
                region, domains, credentials, accounts, authorizer, other, newBuckets, services, audit, failures);
    }

    /** The same, with other services at the same address. */
    public S3Settings withServices(List<QueryService> others) {
        return new S3Settings(
                region, domains, credentials, accounts, authorizer, principals, newBuckets, others, audit, failures);
    }

    /** The same, telling this trail of every request. */
    public S3Settings withAudit(AuditTrail other) {
        return new S3Settings(
                region, domains, credentials, accounts, authorizer, principals, newBuckets, services, other, failures);
    }

    /** The same, counting failures here. */
    public S3Settings withFailures(FailureLimits other) {
        return new S3Settings(
                region, domains, credentials, accounts, authorizer, principals, newBuckets, services, audit, other);
    }

    /** The settings of a service that one account owns, which has one key and may everything with what is its own. */
    public static S3Settings ofOneAccount(
            String region, List<String> domains, Account account, String accessKeyId, Secret secret) {
        AccessKey key = new AccessKey(secret, Caller.Identity.root(account, accessKeyId));
        Credentials credentials = Credentials.only(accessKeyId, key);
        return new S3Settings(
                region, domains, credentials, Accounts.only(account), new PolicyAuthorizer(account.id()::equals));
    }
}
