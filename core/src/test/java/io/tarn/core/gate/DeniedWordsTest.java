package io.tarn.core.gate;

import static io.tarn.core.fixture.Xml.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.access.AccessRequest;
import io.tarn.core.access.Caller;
import io.tarn.core.access.Decision;
import io.tarn.core.access.Grants;
import io.tarn.core.access.PolicyAuthorizer;
import io.tarn.core.access.Resource;
import io.tarn.core.account.Account;
import io.tarn.core.auth.RawClient;
import io.tarn.core.fixture.People;
import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import io.tarn.core.policy.NamedPolicy;
import io.tarn.core.policy.PolicyContext;
import io.tarn.core.policy.PolicyKind;
import io.tarn.core.policy.PolicyPrincipal;
import io.tarn.core.setting.BucketSettings;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a refusal says, and to whom. */
class DeniedWordsTest {
    private static final String ANA = "arn:aws:iam::123456789012:user/ana";
    private static final String ALL = People.statement("Allow", "*");
    private static final String DENY = People.statement("Deny", "*");

    private final People people = new People();
    private final S3 s3 = S3.with(people);

    @BeforeEach
    void things() {
        s3.bucket("lake");
        s3.put("/lake/key", "hello");
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private Recorded ask(String key, String line) {
        return s3.send(s3.request(line).keyId(key));
    }

    private static String denied(String because) {
        return error("AccessDenied", "User: " + ANA + " is not authorized to perform: " + because);
    }

    @Test
    void userOfTheOwner_readsWhichKindOfPolicyIsMissing() {
        assertThat(ask(people.user("ana"), "GET /lake/key").document())
                .isEqualTo(denied(
                        "s3:GetObject on resource: &quot;arn:aws:s3:::lake/key&quot; because no identity-based policy"
                                + " allows the s3:GetObject action"));
        assertThat(ask(people.user("ana"), "GET /").document())
                .isEqualTo(denied(
                        "s3:ListAllMyBuckets on resource: &quot;arn:aws:s3:::*&quot; because no identity-based policy"
                                + " allows the s3:ListAllMyBuckets action"));
    }

    @Test
    void userOfTheOwner_readsWhichKindOfPolicyDenies() {
        assertThat(ask(people.user("ana", ALL, DENY), "GET /lake?acl").document())
                .isEqualTo(
                        denied("s3:GetBucketAcl on resource: &quot;arn:aws:s3:::lake&quot; with an explicit deny in an"
                                + " identity-based policy"));
    }

    // BEHAVIOURS 39
    @Test
    void missingKey_withoutListing_speaksOfTheListing() {
        String key = people.user("ana", People.statement("Allow", "s3:GetObject"));
        assertThat(ask(key, "GET /lake/none").document())
                .isEqualTo(denied(
                        "s3:ListBucket on resource: &quot;arn:aws:s3:::lake&quot; because no identity-based policy"
                                + " allows the s3:ListBucket action"));
        String other = people.user(
                "ana",
                People.statement("Allow", "s3:GetObject"),
                "{'Effect':'Allow','Action':'s3:ListBucket','Resource':'*','Condition':{'StringLike':{'s3:prefix':'n*'}}}");
        assertThat(ask(other, "GET /lake/none").status()).isEqualTo(404);
        assertThat(ask(other, "GET /lake/missing").status()).isEqualTo(403);
    }

    @Test
    void strangers_readNothing() {
        String plain = error("AccessDenied", "Access Denied");
        assertThat(ask(People.OTHER_ROOT, "GET /lake/key").document()).isEqualTo(plain);
        assertThat(ask(people.user(People.OTHER, "ana", ALL), "GET /lake/key").document())
                .isEqualTo(plain);
        assertThat(s3.send(
                                Unsigned.of(s3.request("GET /lake/key")),
                                new io.tarn.core.fixture.BytesBody(new byte[0], true))
                        .document())
                .isEqualTo(plain);
        assertThat(ask(People.OTHER_ROOT, "GET /none/key").code()).isEqualTo("NoSuchBucket");
    }

    private static String words(Grants grants, BucketSettings settings) {
        Account account = RawClient.ACCOUNT;
        Caller ana =
                new Caller.Identity(new PolicyPrincipal.User(account, ANA), "AKIAANA", grants, PolicyContext.EMPTY);
        AccessRequest request = new AccessRequest(
                ana, "s3:ListBucket", Resource.Bucket.of("lake", account.id(), settings), PolicyContext.EMPTY);
        Decision decision = new PolicyAuthorizer(id -> true).decide(request);
        assertThat(decision.allowed()).isFalse();
        return AccessDenied.of(request, decision).message();
    }

    @Test
    void everyKindOfPolicy_hasItsName() {
        NamedPolicy all = People.policy(PolicyKind.IDENTITY, ALL);
        NamedPolicy none = People.policy(PolicyKind.IDENTITY, People.statement("Allow", "s3:None"));
        NamedPolicy deny = People.policy(PolicyKind.IDENTITY, DENY);
        String start =
                "User: " + ANA + " is not authorized to perform: s3:ListBucket on resource: \"arn:aws:s3:::lake\" ";
        BucketSettings plain = BucketSettings.DEFAULT;
        assertThat(words(new Grants(List.of(all), none, List.of()), plain))
                .isEqualTo(start + "because no permissions boundary allows the s3:ListBucket action");
        assertThat(words(new Grants(List.of(all), null, List.of(none)), plain))
                .isEqualTo(start + "because no session policy allows the s3:ListBucket action");
        assertThat(words(new Grants(List.of(all), deny, List.of()), plain))
                .isEqualTo(start + "with an explicit deny in a permissions boundary");
        assertThat(words(new Grants(List.of(all), null, List.of(deny)), plain))
                .isEqualTo(start + "with an explicit deny in a session policy");
        BucketSettings denied = plain.withPolicy(People.policy(
                        PolicyKind.RESOURCE,
                        "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::lake'}")
                .document());
        assertThat(words(new Grants(List.of(all), null, List.of()), denied))
                .isEqualTo(start + "with an explicit deny in a resource-based policy");
    }
}
