package io.tarn.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.account.Account;
import io.tarn.core.policy.PolicyContext;
import org.junit.jupiter.api.Test;

class OwnerAuthorizerTest {
    private static final Account OWNER = new Account("123456789012", "0".repeat(64));
    private static final Account OTHER = new Account("999999999999", "f".repeat(64));

    private final OwnerAuthorizer authorizer = new OwnerAuthorizer();

    private boolean allowed(Caller caller, Resource resource) {
        return authorizer
                .decide(new AccessRequest(caller, "s3:GetObject", resource, PolicyContext.EMPTY))
                .allowed();
    }

    private static Caller root(Account account) {
        return Caller.Identity.root(account, "AKIAIOSFODNN7EXAMPLE");
    }

    private static Resource object(String owner) {
        return new Resource.Object(new Resource.Bucket("lake", owner), "key");
    }

    @Test
    void decide_owner_mayDoEverythingToItsOwn() {
        assertThat(allowed(root(OWNER), object(OWNER.id()))).isTrue();
        assertThat(allowed(root(OWNER), new Resource.Bucket("lake", OWNER.id())))
                .isTrue();
        assertThat(allowed(root(OWNER), new Resource.Service())).isTrue();
    }

    // ABUSE 47
    @Test
    void decide_noKnownOwner_isNobodys() {
        for (String owner : new String[] {"", "unknown", OTHER.id()}) {
            assertThat(allowed(root(OWNER), object(owner))).isFalse();
            assertThat(allowed(root(OWNER), new Resource.Bucket("lake", owner))).isFalse();
        }
        assertThat(allowed(root(OTHER), object(""))).isFalse();
    }

    // ABUSE 47
    @Test
    void decide_anonymous_mayNothing() {
        Caller nobody = new Caller.Anonymous();
        assertThat(allowed(nobody, object(OWNER.id()))).isFalse();
        assertThat(allowed(nobody, object(""))).isFalse();
        assertThat(allowed(nobody, new Resource.Bucket("lake", ""))).isFalse();
        assertThat(allowed(nobody, new Resource.Service())).isFalse();
    }
}
