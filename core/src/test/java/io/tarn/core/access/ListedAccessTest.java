package io.tarn.core.access;

import static io.tarn.core.access.AccessScene.ANONYMOUS;
import static io.tarn.core.access.AccessScene.OTHER;
import static io.tarn.core.access.AccessScene.OTHER_ROOT;
import static io.tarn.core.access.AccessScene.OWNER;
import static io.tarn.core.access.AccessScene.ROOT;
import static io.tarn.core.access.AccessScene.account;
import static io.tarn.core.access.AccessScene.acl;
import static io.tarn.core.access.AccessScene.aws;
import static io.tarn.core.access.AccessScene.bucket;
import static io.tarn.core.access.AccessScene.everybody;
import static io.tarn.core.access.AccessScene.object;
import static io.tarn.core.access.AccessScene.policy;
import static io.tarn.core.access.AccessScene.signers;
import static io.tarn.core.access.AccessScene.statement;
import static io.tarn.core.access.AccessScene.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.access.Decision.Reason;
import io.tarn.core.account.Account;
import io.tarn.core.acl.AccessControlList;
import io.tarn.core.acl.AclPermission;
import io.tarn.core.policy.PolicyContext;
import io.tarn.core.policy.PolicyKind;
import io.tarn.core.setting.BucketSettings;
import io.tarn.core.setting.ObjectOwnership;
import io.tarn.core.setting.PublicAccessBlock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may what where access control lists count. */
class ListedAccessTest {
    private static final String GET = "s3:GetObject";
    private static final String ALL = statement("Allow", "*", "*");
    private static final BucketSettings LISTED = BucketSettings.LEGACY;
    private static final AccessControlList READ_ALL = acl(everybody(AclPermission.READ));
    private static final AccessControlList READ_SIGNED = acl(signers(AclPermission.READ));
    private static final AccessControlList READ_OTHER = acl(account(OTHER, AclPermission.READ));

    private final PolicyAuthorizer authorizer = new PolicyAuthorizer(id -> true);

    private Decision decide(Caller caller, String action, Resource resource) {
        return authorizer.decide(new AccessRequest(caller, action, resource, PolicyContext.EMPTY));
    }

    private boolean may(Caller caller, String action, Resource resource) {
        return decide(caller, action, resource).allowed();
    }

    private boolean lists(Caller caller, AccessControlList list, BucketSettings settings) {
        return may(caller, "s3:ListBucket", bucket(settings.withAcl(list)));
    }

    private boolean reads(Caller caller, BucketSettings settings, Account owner, AccessControlList list) {
        return may(caller, GET, object(settings, new ObjectRules(owner.id(), list)));
    }

    // ABUSE 51
    @Test
    void groups_tellAnonymousFromSigned() {
        assertThat(lists(ANONYMOUS, READ_ALL, LISTED)).isTrue();
        assertThat(lists(ANONYMOUS, READ_SIGNED, LISTED)).isFalse();
        assertThat(lists(user(OTHER, ALL), READ_SIGNED, LISTED)).isTrue();
        assertThat(lists(user(OTHER, ALL), READ_ALL, LISTED)).isTrue();
        assertThat(reads(ANONYMOUS, LISTED, OWNER, READ_ALL)).isTrue();
        assertThat(reads(ANONYMOUS, LISTED, OWNER, READ_SIGNED)).isFalse();
        assertThat(reads(OTHER_ROOT, LISTED, OWNER, READ_SIGNED)).isTrue();
    }

    @Test
    void grantToAnAccount_isItsRootsToPassOn() {
        assertThat(lists(OTHER_ROOT, READ_OTHER, LISTED)).isTrue();
        assertThat(lists(user(OTHER, ALL), READ_OTHER, LISTED)).isTrue();
        assertThat(lists(user(OTHER), READ_OTHER, LISTED)).isFalse();
        assertThat(lists(ANONYMOUS, READ_OTHER, LISTED)).isFalse();
        assertThat(may(OTHER_ROOT, "s3:PutObject", object(LISTED.withAcl(READ_OTHER))))
                .isFalse();
        BucketSettings writable = LISTED.withAcl(acl(account(OTHER, AclPermission.WRITE)));
        assertThat(may(OTHER_ROOT, "s3:PutObject", object(writable))).isTrue();
        assertThat(may(OTHER_ROOT, "s3:ListBucket", bucket(writable))).isFalse();
    }

    @Test
    void user_ofTheOwner_needsAPolicyWhateverListsSay() {
        assertThat(lists(user(OWNER), READ_ALL, LISTED)).isFalse();
        assertThat(reads(user(OWNER), LISTED, OWNER, READ_ALL)).isFalse();
        assertThat(reads(user(OWNER, ALL), LISTED, OWNER, AccessControlList.PRIVATE))
                .isTrue();
    }

    @Test
    void ownershipEnforced_listsDoNotCount() {
        BucketSettings enforced = LISTED.withOwnershipRule(ObjectOwnership.BUCKET_OWNER_ENFORCED);
        assertThat(lists(ANONYMOUS, READ_ALL, enforced)).isFalse();
        assertThat(lists(OTHER_ROOT, READ_OTHER, enforced)).isFalse();
        assertThat(may(ANONYMOUS, GET, object(enforced))).isFalse();
        BucketSettings preferred = LISTED.withOwnershipRule(ObjectOwnership.BUCKET_OWNER_PREFERRED);
        assertThat(lists(ANONYMOUS, READ_ALL, preferred)).isTrue();
    }

    // ABUSE 52
    @Test
    void publicLists_ignored_doNotCount() {
        BucketSettings ignoring = LISTED.withBlock(new PublicAccessBlock(false, true, false, false));
        assertThat(lists(ANONYMOUS, READ_ALL, ignoring)).isFalse();
        assertThat(lists(OTHER_ROOT, READ_SIGNED, ignoring)).isFalse();
        assertThat(lists(OTHER_ROOT, READ_OTHER, ignoring)).isTrue();
        assertThat(reads(ANONYMOUS, ignoring, OWNER, READ_ALL)).isFalse();
        AccessControlList both = acl(everybody(AclPermission.READ), account(OTHER, AclPermission.READ));
        assertThat(lists(OTHER_ROOT, both, ignoring)).isTrue();
        assertThat(lists(ANONYMOUS, both, ignoring)).isFalse();
    }

    @Test
    void publicLists_ignoredByAnAccessPoint_doNotCountThroughIt() {
        for (boolean ignores : new boolean[] {true, false}) {
            AccessPoint point = new AccessPoint(
                    "arn:aws:s3:us-east-1:111111111111:accesspoint/pier",
                    OWNER.id(),
                    policy(
                            PolicyKind.RESOURCE,
                            "{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:us-east-1:111111111111:accesspoint/pier'}"),
                    new PublicAccessBlock(false, ignores, false, false));
            Resource.Bucket lake =
                    new Resource.Bucket("lake", OWNER.id(), BucketRules.of(LISTED.withAcl(READ_ALL)), point);
            assertThat(may(ANONYMOUS, "s3:ListBucket", lake)).isEqualTo(!ignores);
        }
    }

    // ABUSE 52
    @Test
    void denialOfThePolicy_winsOverEveryList() {
        BucketSettings denied = LISTED.withPolicy(policy(PolicyKind.RESOURCE, AccessScene.of("Deny", "'*'", "s3:*"))
                .document());
        AccessControlList full = acl(everybody(AclPermission.FULL_CONTROL));
        for (Caller caller : List.of(ANONYMOUS, OTHER_ROOT, user(OTHER, ALL), ROOT)) {
            assertThat(lists(caller, full, denied)).isFalse();
            assertThat(reads(caller, denied, OWNER, full)).isFalse();
            assertThat(reads(caller, denied, OTHER, full)).isFalse();
        }
    }

    @Test
    void objectOfAnother_isItsOwners() {
        AccessControlList own = AccessControlList.PRIVATE;
        assertThat(reads(OTHER_ROOT, LISTED, OTHER, own)).isTrue();
        assertThat(reads(user(OTHER, ALL), LISTED, OTHER, own)).isTrue();
        assertThat(reads(user(OTHER), LISTED, OTHER, own)).isFalse();
        assertThat(reads(ROOT, LISTED, OTHER, own)).isFalse();
        assertThat(reads(user(OWNER, ALL), LISTED, OTHER, own)).isFalse();
        AccessControlList shared = acl(account(OWNER, AclPermission.FULL_CONTROL));
        assertThat(reads(ROOT, LISTED, OTHER, shared)).isTrue();
        assertThat(reads(user(OWNER, ALL), LISTED, OTHER, shared)).isTrue();
        assertThat(reads(user(OWNER), LISTED, OTHER, shared)).isFalse();
    }

    @Test
    void objectOfAnother_bucketPolicyDoesNotOpenIt() {
        BucketSettings everybody = LISTED.withPolicy(policy(PolicyKind.RESOURCE, AccessScene.of("Allow", "'*'", "s3:*"))
                .document());
        assertThat(reads(ANONYMOUS, everybody, OTHER, AccessControlList.PRIVATE))
                .isFalse();
        assertThat(reads(user(OWNER), everybody, OTHER, AccessControlList.PRIVATE))
                .isFalse();
        assertThat(reads(ANONYMOUS, everybody, OWNER, AccessControlList.PRIVATE))
                .isTrue();
        BucketSettings denied = LISTED.withPolicy(policy(
                        PolicyKind.RESOURCE,
                        AccessScene.of("Deny", aws("arn:aws:iam::222222222222:root"), "s3:GetObject"))
                .document());
        assertThat(reads(OTHER_ROOT, denied, OTHER, AccessControlList.PRIVATE)).isFalse();
    }

    @Test
    void objectOfAnother_bucketOwnerMayStillDeleteIt() {
        Resource.Object foreign = object(LISTED, new ObjectRules(OTHER.id(), AccessControlList.PRIVATE));
        assertThat(may(ROOT, "s3:DeleteObject", foreign)).isTrue();
        assertThat(may(user(OWNER, ALL), "s3:DeleteObject", foreign)).isTrue();
        assertThat(may(OTHER_ROOT, "s3:DeleteObject", foreign)).isFalse();
        assertThat(may(ROOT, "s3:PutObjectAcl", foreign)).isFalse();
        assertThat(may(OTHER_ROOT, "s3:PutObjectAcl", foreign)).isTrue();
    }

    @Test
    void objectOfAnother_throughAPoint_needsThePointToo() {
        AccessPoint closed = new AccessPoint(
                "arn:aws:s3:us-east-1:111111111111:accesspoint/pier", OWNER.id(), null, PublicAccessBlock.NONE);
        Resource.Bucket lake = new Resource.Bucket("lake", OWNER.id(), BucketRules.of(LISTED), closed);
        ObjectRules rules = new ObjectRules(OTHER.id(), READ_ALL);
        assertThat(may(OTHER_ROOT, GET, new Resource.Object(lake, "key", () -> rules)))
                .isFalse();
        assertThat(may(ANONYMOUS, GET, new Resource.Object(lake, "key", () -> rules)))
                .isFalse();
    }

    @Test
    void objectOfAnother_keepsTheBucketsBounds() {
        BucketSettings pays = LISTED.withRequesterPays(true);
        assertThat(reads(OTHER_ROOT, pays, OTHER, AccessControlList.PRIVATE)).isFalse();
        PolicyAuthorizer none = new PolicyAuthorizer(id -> false);
        Resource.Object foreign = object(LISTED, new ObjectRules(OTHER.id(), READ_ALL));
        assertThat(none.decide(new AccessRequest(ANONYMOUS, GET, foreign, PolicyContext.EMPTY))
                        .reason())
                .isEqualTo(Reason.ACCOUNT_DISABLED);
    }

    // BEHAVIOURS 39
    @Test
    void missingKey_isToldToWhoMayList() {
        BucketSettings listed = LISTED.withAcl(READ_ALL);
        assertThat(missing(ANONYMOUS, GET, listed).reason()).isEqualTo(Reason.NOTHING_THERE);
        assertThat(missing(ANONYMOUS, "s3:GetObjectTagging", listed).allowed()).isFalse();
        assertThat(missing(ANONYMOUS, GET, LISTED).allowed()).isFalse();
        assertThat(missing(user(OWNER), GET, listed).allowed()).isFalse();
        assertThat(missing(user(OWNER, ALL), GET, LISTED).reason()).isEqualTo(Reason.ALLOWED);
        assertThat(missing(ROOT, GET, LISTED)).isSameAs(Decision.OWNER);
        BucketSettings denied = listed.withPolicy(
                policy(PolicyKind.RESOURCE, AccessScene.of("Deny", "'*'", GET)).document());
        assertThat(missing(ANONYMOUS, GET, denied).allowed()).isFalse();
        assertThat(missing(OTHER_ROOT, GET, listed.withRequesterPays(true)).allowed())
                .isFalse();
    }

    private Decision missing(Caller caller, String action, BucketSettings settings) {
        @Nullable ObjectRules none = null;
        return decide(caller, action, object(settings, none));
    }
}
