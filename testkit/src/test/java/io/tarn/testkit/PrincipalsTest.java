package io.tarn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/** Accounts, users and roles, made here or by the SDK's clients for IAM and STS. */
final class PrincipalsTest {
    private static final String READS = """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::orders"},
              {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::orders/*"}]}""";

    @RegisterExtension
    static final TarnExtension extension =
            TarnExtension.create(Tarn.builder().buckets("orders")).emptiedBeforeEach();

    private final Tarn tarn = extension.tarn();
    private final AwsCredentials root = AwsBasicCredentials.create(tarn.accessKeyId(), tarn.secretAccessKey());

    @Test
    void createUser_withPolicy_mayWhatItAllowsAndNoMore() {
        AwsCredentials ana = basic(tarn.createUser("ana", READS));
        try (S3Client s3 = s3(root);
                S3Client anas = s3(ana)) {
            s3.putObject(b -> b.bucket("orders").key("1"), RequestBody.fromString("tea"));
            assertThat(anas.getObjectAsBytes(b -> b.bucket("orders").key("1")).asUtf8String())
                    .isEqualTo("tea");
            assertThat(anas.listObjectsV2(b -> b.bucket("orders")).keyCount()).isEqualTo(1);
            assertDenied(() -> anas.putObject(b -> b.bucket("orders").key("2"), RequestBody.empty()));
            assertDenied(() -> anas.deleteObject(b -> b.bucket("orders").key("1")));
            assertDenied(anas::listBuckets);
        }
    }

    @Test
    void createUser_withoutPolicy_mayOnlyAskWhoItIs() {
        TarnCredentials bea = extension.createUser("bea");
        try (S3Client s3 = s3(basic(bea));
                StsClient sts = sts(basic(bea))) {
            assertDenied(() -> s3.listObjectsV2(b -> b.bucket("orders")));
            GetCallerIdentityResponse identity = sts.getCallerIdentity();
            assertThat(identity.arn())
                    .isEqualTo(bea.arn())
                    .isEqualTo("arn:aws:iam::" + extension.accountId() + ":user/bea");
            assertThat(identity.account()).isEqualTo(bea.accountId()).isEqualTo(tarn.accountId());
        }
    }

    @Test
    void createUser_badPolicyOrTakenName_isRefusedAndLeavesNoUser() {
        assertThatThrownBy(() -> tarn.createUser("ana", "{\"Statement\": 7}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'ana'")
                .hasMessageContaining("MalformedPolicyDocument");
        tarn.createUser("ana", READS);
        assertThatThrownBy(() -> tarn.createUser("ana"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EntityAlreadyExists");
        assertThatThrownBy(() -> tarn.createUser("a b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void createAccount_itsRoot_ownsWhatItMakesAndSeesNothingElse() {
        TarnCredentials acme = extension.createAccount("acme");
        assertThat(acme.accountId()).matches("[0-9]{12}").isNotEqualTo(tarn.accountId());
        assertThat(acme.arn()).isEqualTo("arn:aws:iam::" + acme.accountId() + ":root");
        assertThat(acme.toString()).contains(acme.accessKeyId()).doesNotContain(acme.secretAccessKey());
        try (S3Client ours = s3(root);
                S3Client theirs = s3(basic(acme))) {
            theirs.createBucket(b -> b.bucket("acmes"));
            theirs.putObject(b -> b.bucket("acmes").key("k"), RequestBody.fromString("v"));
            assertThat(theirs.listBuckets().buckets()).singleElement().returns("acmes", bucket -> bucket.name());
            assertDenied(() -> theirs.listObjectsV2(b -> b.bucket("orders")));
            assertDenied(() -> ours.getObjectAsBytes(b -> b.bucket("acmes").key("k")));
        }
        assertThatThrownBy(() -> tarn.createAccount("acme")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tarn.createAccount("a b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void clear_usersAndAccounts_areGone() {
        TarnCredentials ana = tarn.createUser("ana", READS);
        TarnCredentials acme = tarn.createAccount("acme");
        tarn.clear();
        try (S3Client anas = s3(basic(ana));
                S3Client theirs = s3(basic(acme))) {
            assertRefused("InvalidAccessKeyId", () -> anas.listObjectsV2(b -> b.bucket("orders")));
            assertRefused("InvalidAccessKeyId", theirs::listBuckets);
        }
        assertThat(tarn.createUser("ana").accessKeyId()).isNotEqualTo(ana.accessKeyId());
        tarn.createAccount("acme");
    }

    @Test
    void create_onceClosed_isRefused() {
        Tarn closed = Tarn.start();
        closed.close();
        assertThatThrownBy(() -> closed.createUser("ana")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> closed.createAccount("acme")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void iam_userOfTheSdk_signsUntilItsPolicyIsTaken() {
        try (IamClient iam = iam(Region.AWS_GLOBAL)) {
            assertThat(iam.createUser(u -> u.userName("carl")).user().arn()).endsWith(":user/carl");
            assertThatThrownBy(() -> iam.createUser(u -> u.userName("carl")))
                    .isInstanceOf(EntityAlreadyExistsException.class);
            iam.putUserPolicy(p -> p.userName("carl").policyName("reads").policyDocument(READS));
            AccessKey key = iam.createAccessKey(k -> k.userName("carl")).accessKey();
            try (S3Client s3 = s3(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()))) {
                assertThat(s3.listObjectsV2(b -> b.bucket("orders")).contents()).isEmpty();
                iam.deleteUserPolicy(p -> p.userName("carl").policyName("reads"));
                assertDenied(() -> s3.listObjectsV2(b -> b.bucket("orders")));
            }
        }
    }

    @Test
    void assumeRole_byAUserWhoMay_givesTheRolesRights() {
        TarnCredentials ana = tarn.createUser("ana", """
                {"Version": "2012-10-17", "Statement": {
                  "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}}""");
        TarnCredentials bea = tarn.createUser("bea");
        String role;
        try (IamClient iam = iam(Region.of(tarn.region()))) {
            String trust = """
                    {"Version": "2012-10-17", "Statement": {
                      "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "%s"}}}""".formatted(tarn.accountId());
            role = iam.createRole(r -> r.roleName("reader").assumeRolePolicyDocument(trust))
                    .role()
                    .arn();
            iam.putRolePolicy(p -> p.roleName("reader").policyName("reads").policyDocument(READS));
        }
        try (StsClient anas = sts(basic(ana));
                StsClient beas = sts(basic(bea));
                S3Client alone = s3(basic(ana))) {
            assertDenied(() -> alone.listObjectsV2(b -> b.bucket("orders")));
            assertThatThrownBy(() -> beas.assumeRole(r -> r.roleArn(role).roleSessionName("visit")))
                    .isInstanceOfSatisfying(
                            StsException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
            Credentials lent = anas.assumeRole(r -> r.roleArn(role).roleSessionName("visit"))
                    .credentials();
            AwsCredentials session =
                    AwsSessionCredentials.create(lent.accessKeyId(), lent.secretAccessKey(), lent.sessionToken());
            try (S3Client visiting = s3(session);
                    StsClient sts = sts(session)) {
                assertThat(sts.getCallerIdentity().arn()).endsWith(":assumed-role/reader/visit");
                assertThat(visiting.listObjectsV2(b -> b.bucket("orders")).contents())
                        .isEmpty();
                assertDenied(() -> visiting.putObject(b -> b.bucket("orders").key("k"), RequestBody.empty()));
            }
        }
    }

    private static void assertDenied(Runnable request) {
        assertRefused("AccessDenied", request);
    }

    private static void assertRefused(String code, Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    private static AwsCredentials basic(TarnCredentials of) {
        return AwsBasicCredentials.create(of.accessKeyId(), of.secretAccessKey());
    }

    private S3Client s3(AwsCredentials whose) {
        return Clients.builder(tarn)
                .credentialsProvider(StaticCredentialsProvider.create(whose))
                .build();
    }

    private IamClient iam(Region region) {
        return IamClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(tarn.endpoint())
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(root))
                .build();
    }

    private StsClient sts(AwsCredentials whose) {
        return StsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(tarn.endpoint())
                .region(Region.of(tarn.region()))
                .credentialsProvider(StaticCredentialsProvider.create(whose))
                .build();
    }
}
