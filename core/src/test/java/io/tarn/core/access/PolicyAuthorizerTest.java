package io.tarn.core.access;

import static io.tarn.core.access.AccessScene.ANONYMOUS;
import static io.tarn.core.access.AccessScene.OTHER;
import static io.tarn.core.access.AccessScene.OTHER_ROOT;
import static io.tarn.core.access.AccessScene.OWNER;
import static io.tarn.core.access.AccessScene.ROOT;
import static io.tarn.core.access.AccessScene.aws;
import static io.tarn.core.access.AccessScene.bucket;
import static io.tarn.core.access.AccessScene.object;
import static io.tarn.core.access.AccessScene.policy;
import static io.tarn.core.access.AccessScene.statement;
import static io.tarn.core.access.AccessScene.user;
import static io.tarn.core.access.AccessScene.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.access.Decision.Reason;
import io.tarn.core.policy.PolicyContext;
import io.tarn.core.policy.PolicyKind;
import io.tarn.core.setting.BucketSettings;
import io.tarn.core.setting.PublicAccessBlock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may what where lists do not count: accounts, policies, public access, payment, access points, tags. */
class PolicyAuthorizerTest {
    private static final BucketSettings PLAIN = BucketSettings.DEFAULT;
    private static final String GET = "s3:GetObject";
    private static final String ALL = statement("Allow", "*", "*");

    private final PolicyAuthorizer authorizer = new PolicyAuthorizer(id -> true);

    private Decision decide(Caller caller, String action, Resource resource) {
        return authorizer.decide(new AccessRequest(caller, action, resource, PolicyContext.EMPTY));
    }

    private boolean gets(Caller caller, BucketSettings settings) {
        return decide(caller, GET, object(settings)).allowed();
    }

    private static BucketSettings open(BucketSettings settings) {
        return settings.withBlock(null);
    }

    @Test
    void root_ofTheOwner_needsNothing() {
        assertThat(decide(ROOT, GET, object(PLAIN))).isSameAs(Decision.OWNER);
        assertThat(decide(ROOT, "s3:DeleteBucket", bucket(PLAIN)).allowed()).isTrue();
        assertThat(decide(ROOT, "s3:ListAllMyBuckets", new Resource.Service()).allowed())
                .isTrue();
        assertThat(Decision.OWNER.policy()).isNull();
        assertThat(Decision.OWNER.statement()).isNull();
        assertThat(Decision.OWNER.explanation()).isEqualTo("the root user of the owning account");
    }

    // ABUSE 47
    @Test
    void stranger_withoutPolicy_mayNothing() {
        for (Caller caller : List.of(ANONYMOUS, OTHER_ROOT, user(OTHER, ALL), user(OWNER))) {
            assertThat(gets(caller, PLAIN)).isFalse();
            assertThat(gets(caller, open(PLAIN))).isFalse();
            assertThat(decide(caller, "s3:ListBucket", bucket(PLAIN)).allowed()).isFalse();
        }
        assertThat(decide(ANONYMOUS, "s3:ListAllMyBuckets", new Resource.Service())
                        .allowed())
                .isFalse();
        assertThat(decide(OTHER_ROOT, GET, object(PLAIN)).explanation()).isEqualTo("no resource policy allows");
    }

    @Test
    void thingsOfIam_areTheirAccounts() {
        Resource.Iam mine = new Resource.Iam("arn:aws:iam::111111111111:user/bo", OWNER.id(), PolicyContext.EMPTY);
        assertThat(decide(ROOT, "iam:GetUser", mine).allowed()).isTrue();
        assertThat(decide(user(OWNER, ALL), "iam:GetUser", mine).allowed()).isTrue();
        assertThat(decide(user(OWNER), "iam:GetUser", mine).allowed()).isFalse();
        assertThat(decide(OTHER_ROOT, "iam:GetUser", mine).allowed()).isFalse();
        assertThat(decide(user(OTHER, ALL), "iam:GetUser", mine).allowed()).isFalse();
        assertThat(decide(ANONYMOUS, "iam:GetUser", mine).allowed()).isFalse();
    }

    // ABUSE 41
    @Test
    void user_newWithoutPolicies_mayNothing() {
        Caller.Identity fresh = user(OWNER);
        for (String action : List.of(GET, "s3:PutObject", "s3:DeleteObject")) {
            assertThat(decide(fresh, action, object(PLAIN)).allowed()).isFalse();
        }
        assertThat(decide(fresh, "s3:ListAllMyBuckets", new Resource.Service()).allowed())
                .isFalse();
        assertThat(decide(fresh, "iam:CreateUser", new Resource.Iam("arn:x", OWNER.id(), PolicyContext.EMPTY))
                        .allowed())
                .isFalse();
    }

    @Test
    void user_ofTheOwner_mayWhatItsPolicyOrTheBucketsAllows() {
        assertThat(gets(user(OWNER, statement("Allow", GET, "arn:aws:s3:::lake/k*")), PLAIN))
                .isTrue();
        assertThat(gets(user(OWNER, statement("Allow", GET, "arn:aws:s3:::pond/*")), PLAIN))
                .isFalse();
        Caller.Identity ana = user(OWNER);
        assertThat(gets(ana, with(AccessScene.of("Allow", aws(ana.arn()), GET))))
                .isTrue();
        assertThat(gets(ana, with(AccessScene.of("Allow", aws("arn:aws:iam::111111111111:root"), GET))))
                .isFalse();
    }

    @Test
    void user_ofAnother_needsBothSides() {
        BucketSettings granted = with(AccessScene.of("Allow", aws("arn:aws:iam::222222222222:root"), GET));
        assertThat(gets(user(OTHER, ALL), granted)).isTrue();
        assertThat(gets(OTHER_ROOT, granted)).isTrue();
        assertThat(gets(user(OTHER), granted)).isFalse();
        assertThat(gets(user(OTHER, ALL), PLAIN)).isFalse();
    }

    // ABUSE 37, 52
    @Test
    void denial_anywhere_winsOverEveryAllowance() {
        String deny = statement("Deny", GET, "*");
        BucketSettings everybody = open(with(AccessScene.of("Allow", "'*'", GET), AccessScene.of("Deny", "'*'", GET)));
        for (Caller caller : List.of(ANONYMOUS, ROOT, OTHER_ROOT, user(OWNER, ALL), user(OTHER, ALL))) {
            assertThat(gets(caller, everybody)).isFalse();
        }
        BucketSettings allowed = open(with(AccessScene.of("Allow", "'*'", GET)));
        assertThat(gets(user(OWNER, ALL, deny), allowed)).isFalse();
        Grants session = new Grants(List.of(), null, List.of(policy(PolicyKind.SESSION, ALL, deny)));
        assertThat(gets(user(OWNER, session, ALL), allowed)).isFalse();
        Grants boundary = new Grants(List.of(), policy(PolicyKind.BOUNDARY, ALL, deny), List.of());
        assertThat(gets(user(OWNER, boundary, ALL), allowed)).isFalse();
    }

    // ABUSE 39
    @Test
    void boundaryAndSession_narrowWhatIsAllowed() {
        Grants session = new Grants(
                List.of(), null, List.of(policy(PolicyKind.SESSION, statement("Allow", "s3:PutObject", "*"))));
        Grants boundary =
                new Grants(List.of(), policy(PolicyKind.BOUNDARY, statement("Allow", "s3:PutObject", "*")), List.of());
        for (Grants narrow : List.of(session, boundary)) {
            assertThat(gets(user(OWNER, narrow, ALL), PLAIN)).isFalse();
            assertThat(decide(user(OWNER, narrow, ALL), "s3:PutObject", object(PLAIN))
                            .allowed())
                    .isTrue();
        }
    }

    @Test
    void bucketPolicy_lockingOutEverybody_leavesRootTheWayBack() {
        BucketSettings locked = with(AccessScene.of("Deny", "'*'", "s3:*"));
        assertThat(gets(ROOT, locked)).isFalse();
        for (String action : List.of("s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy")) {
            assertThat(decide(ROOT, action, bucket(locked)).allowed()).isTrue();
            assertThat(decide(user(OWNER, ALL), action, bucket(locked)).allowed())
                    .isFalse();
        }
    }

    // ABUSE 52
    @Test
    void publicPolicy_restricted_letsInNobodyFromOutside() {
        BucketSettings everybody = with(AccessScene.of("Allow", "'*'", GET));
        assertThat(gets(ANONYMOUS, open(everybody))).isTrue();
        assertThat(gets(user(OTHER, ALL), open(everybody))).isTrue();
        assertThat(gets(ANONYMOUS, everybody)).isFalse();
        assertThat(gets(user(OTHER, ALL), everybody)).isFalse();
        assertThat(gets(user(OWNER), everybody)).isTrue();
        assertThat(decide(ANONYMOUS, GET, object(everybody)).reason()).isEqualTo(Reason.PUBLIC_ACCESS_RESTRICTED);
        BucketSettings named = with(AccessScene.of("Allow", aws("arn:aws:iam::222222222222:root"), GET));
        assertThat(gets(user(OTHER, ALL), named)).isTrue();
    }

    @Test
    void publicPolicy_restrictedByTheAccount_isRestricted() {
        BucketSettings everybody = open(with(AccessScene.of("Allow", "'*'", GET)));
        Resource.Bucket lake =
                new Resource.Bucket("lake", OWNER.id(), new BucketRules.Fixed(everybody, PublicAccessBlock.ALL), null);
        assertThat(decide(ANONYMOUS, GET, new Resource.Object(lake, "key", () -> null))
                        .allowed())
                .isFalse();
    }

    // ABUSE 50
    @Test
    void disabledOwner_isReachedByNobodyFromOutside() {
        PolicyAuthorizer none = new PolicyAuthorizer(id -> !id.equals(OWNER.id()));
        BucketSettings everybody = open(with(AccessScene.of("Allow", "'*'", GET)));
        Decision decision = none.decide(new AccessRequest(ANONYMOUS, GET, object(everybody), PolicyContext.EMPTY));
        assertThat(decision.reason()).isEqualTo(Reason.ACCOUNT_DISABLED);
        assertThat(decision.allowed()).isFalse();
    }

    @Test
    void requesterPays_strangersMustSaySo() {
        BucketSettings pays = open(with(AccessScene.of("Allow", "'*'", GET))).withRequesterPays(true);
        for (boolean says : new boolean[] {true, false}) {
            assertThat(pays(ANONYMOUS, pays, says)).isFalse();
            assertThat(pays(user(OWNER, ALL), pays, says)).isTrue();
            assertThat(pays(ROOT, pays, says)).isTrue();
            assertThat(pays(user(OTHER, ALL), pays, says)).isEqualTo(says);
            assertThat(pays(OTHER_ROOT, pays, says)).isEqualTo(says);
        }
        assertThat(decide(OTHER_ROOT, GET, object(pays)).reason()).isEqualTo(Reason.REQUESTER_DOES_NOT_PAY);
    }

    private boolean pays(Caller caller, BucketSettings settings, boolean says) {
        return authorizer
                .decide(new AccessRequest(caller, GET, object(settings), PolicyContext.EMPTY, says))
                .allowed();
    }

    @Test
    void tagsOfTheBucket_countWhereTheBucketSaysSo() {
        Caller.Identity ana = user(
                OWNER,
                "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'StringEquals':{'aws:ResourceTag/Team':'red'}}}");
        Caller.Identity bo = user(
                OWNER,
                "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'StringEquals':{'s3:BucketTag/team':'red'}}}");
        BucketSettings tagged = PLAIN.withTags(Map.of("other", "red", "Team", "red"));
        for (Caller caller : List.of(ana, bo)) {
            assertThat(gets(caller, tagged)).isFalse();
            assertThat(gets(caller, tagged.withAbac(true))).isTrue();
            assertThat(decide(caller, "s3:ListBucket", bucket(tagged.withAbac(true)))
                            .allowed())
                    .isTrue();
            assertThat(gets(caller, PLAIN.withAbac(true))).isFalse();
        }
    }

    // ABUSE 53
    @ParameterizedTest
    @ValueSource(strings = {"aws:username", "aws:PrincipalArn", "aws:ResourceAccount", "aws:PrincipalAccount"})
    void keysOfCallerAndResource_noRequestReplacesThem(String key) {
        Caller.Identity ana = user(
                OWNER,
                "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'StringEquals':{'" + key + "':'forged'}}}");
        PolicyContext forged = PolicyContext.builder().text(key, "forged").build();
        assertThat(authorizer
                        .decide(new AccessRequest(ana, GET, object(PLAIN), forged))
                        .allowed())
                .isFalse();
    }

    @Test
    void anonymous_hasTheKeysOfNobody() {
        BucketSettings nobody = open(with(AccessScene.of(
                "Allow", "'*'", GET, "'StringEquals':{'aws:PrincipalType':'Anonymous','aws:userid':'anonymous'}")));
        assertThat(gets(ANONYMOUS, nobody)).isTrue();
        assertThat(gets(user(OTHER, ALL), nobody)).isFalse();
    }

    @Test
    void decision_namesPolicyAndStatement() {
        Decision decision = decide(user(OWNER, ALL), GET, object(PLAIN));
        assertThat(decision.policy()).isEqualTo("identity");
        assertThat(Objects.requireNonNull(decision.statement()).index()).isZero();
        assertThat(decision.explanation()).isEqualTo("allowed by identity policy: identity, statement 0");
    }

    private static Resource.Object through(BucketSettings settings, PublicAccessBlock block, String... statements) {
        AccessPoint point = new AccessPoint(
                "arn:aws:s3:us-east-1:111111111111:accesspoint/pier",
                OWNER.id(),
                statements.length == 0 ? null : policy(PolicyKind.RESOURCE, statements),
                block);
        Resource.Bucket lake = new Resource.Bucket("lake", OWNER.id(), BucketRules.of(settings), point);
        return new Resource.Object(lake, "key", () -> null);
    }

    private static String onPoint(String effect, String principal) {
        return "{'Effect':'" + effect + "','Principal':" + principal
                + ",'Action':'s3:GetObject','Resource':'arn:aws:s3:us-east-1:111111111111:accesspoint/pier/object/*'}";
    }

    @Test
    void accessPoint_andBucket_mustBothAllow() {
        String all = aws("arn:aws:iam::222222222222:root");
        BucketSettings delegated =
                with(AccessScene.of("Allow", all, GET, "'StringEquals':{'s3:DataAccessPointAccount':'111111111111'}"));
        Caller.Identity ana = user(OTHER, ALL);
        PublicAccessBlock none = PublicAccessBlock.NONE;
        assertThat(decide(ana, GET, through(delegated, none, onPoint("Allow", all)))
                        .allowed())
                .isTrue();
        assertThat(decide(ana, GET, through(delegated, none)).allowed()).isFalse();
        assertThat(decide(ana, GET, through(PLAIN, none, onPoint("Allow", all))).allowed())
                .isFalse();
        assertThat(gets(ana, delegated)).isFalse();
        assertThat(decide(ROOT, GET, through(PLAIN, none)).allowed()).isTrue();
        assertThat(decide(ROOT, GET, through(PLAIN, none, onPoint("Deny", "'*'")))
                        .allowed())
                .isFalse();
        AccessPoint point = Objects.requireNonNull(through(PLAIN, none).bucket().through());
        Resource.Bucket lake = new Resource.Bucket("lake", OWNER.id(), BucketRules.of(delegated), point);
        assertThat(decide(ana, "s3:ListBucket", lake).allowed()).isFalse();
        assertThat(decide(ROOT, "s3:ListBucket", lake).allowed()).isTrue();
    }

    @Test
    void accessPoint_publicAndRestricted_letsInNobodyFromOutside() {
        BucketSettings named = open(with(AccessScene.of("Allow", aws("arn:aws:iam::222222222222:root"), GET)));
        Caller.Identity ana = user(OTHER, ALL);
        String everybody = onPoint("Allow", "'*'");
        assertThat(decide(ana, GET, through(named, PublicAccessBlock.NONE, everybody))
                        .allowed())
                .isTrue();
        assertThat(decide(ana, GET, through(named, PublicAccessBlock.ALL, everybody))
                        .allowed())
                .isFalse();
    }
}
