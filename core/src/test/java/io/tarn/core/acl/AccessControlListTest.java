package io.tarn.core.acl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Lists against the table of the User Guide, written down once more. */
class AccessControlListTest {
    private static final List<AclPermission> PERMISSIONS = List.of(AclPermission.values());
    private static final String ANNA = "a".repeat(64);
    private static final String BEN = "b".repeat(64);

    private static final Map<AclPermission, Set<String>> BUCKET = Map.of(
            AclPermission.READ, Set.of("s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads"),
            AclPermission.WRITE, Set.of("s3:PutObject"),
            AclPermission.READ_ACP, Set.of("s3:GetBucketAcl"),
            AclPermission.WRITE_ACP, Set.of("s3:PutBucketAcl"));

    private static final Map<AclPermission, Set<String>> OBJECT = Map.of(
            AclPermission.READ, Set.of("s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectTorrent"),
            AclPermission.WRITE, Set.of(),
            AclPermission.READ_ACP, Set.of("s3:GetObjectAcl", "s3:GetObjectVersionAcl"),
            AclPermission.WRITE_ACP, Set.of("s3:PutObjectAcl", "s3:PutObjectVersionAcl"));

    private static final List<String> ACTIONS = List.of(
            "s3:ListBucket",
            "s3:ListBucketVersions",
            "s3:ListBucketMultipartUploads",
            "s3:PutObject",
            "s3:GetBucketAcl",
            "s3:PutBucketAcl",
            "s3:GetObject",
            "s3:GetObjectVersion",
            "s3:GetObjectTorrent",
            "s3:GetObjectAcl",
            "s3:GetObjectVersionAcl",
            "s3:PutObjectAcl",
            "s3:PutObjectVersionAcl",
            "s3:DeleteObject",
            "s3:DeleteBucket",
            "s3:PutBucketPolicy");

    private static final List<Grantee> GRANTEES = List.of(
            new Grantee.Owner(),
            new Grantee.CanonicalUser(ANNA),
            new Grantee.CanonicalUser(BEN),
            Grantee.Group.ALL_USERS,
            Grantee.Group.AUTHENTICATED_USERS,
            Grantee.Group.LOG_DELIVERY);

    private static boolean expected(
            AccessControlList list, Map<AclPermission, Set<String>> table, String action, AclSubject subject) {
        for (AclGrant grant : list.grants()) {
            boolean named = grant.grantee() == Grantee.Group.ALL_USERS
                    || (grant.grantee() == Grantee.Group.AUTHENTICATED_USERS && subject.canonicalId() != null)
                    || (grant.grantee() instanceof Grantee.Owner && subject.owner())
                    || (subject.canonicalId() != null
                            && grant.grantee().equals(new Grantee.CanonicalUser(subject.canonicalId())));
            boolean gives = grant.permission() == AclPermission.FULL_CONTROL
                    ? table.values().stream().anyMatch(actions -> actions.contains(action))
                    : table.getOrDefault(grant.permission(), Set.of()).contains(action);
            if (named && gives) {
                return true;
            }
        }
        return false;
    }

    @Test
    void grants_anyListAnyCaller_areThoseOfTheTable() {
        long seed = 20_261_124;
        Random random = new Random(seed);
        List<AclSubject> subjects = List.of(
                AclSubject.ANONYMOUS,
                new AclSubject(ANNA, false),
                new AclSubject(BEN, false),
                new AclSubject(BEN, true));
        for (int round = 0; round < 5_000; round++) {
            List<AclGrant> grants = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                AclPermission permission = PERMISSIONS.get(random.nextInt(PERMISSIONS.size()));
                grants.add(new AclGrant(GRANTEES.get(random.nextInt(GRANTEES.size())), permission));
            }
            AccessControlList list = new AccessControlList(grants);
            for (AclSubject subject : subjects) {
                for (String action : ACTIONS) {
                    assertThat(list.grantOnBucket(action, subject) != null)
                            .as("seed %s: %s on the bucket for %s by %s", seed, action, subject, list)
                            .isEqualTo(expected(list, BUCKET, action, subject));
                    assertThat(list.grantOnObject(action, subject) != null)
                            .as("seed %s: %s on the object for %s by %s", seed, action, subject, list)
                            .isEqualTo(expected(list, OBJECT, action, subject));
                }
            }
            assertThat(list.withoutOpen().open()).isFalse();
        }
    }
}
