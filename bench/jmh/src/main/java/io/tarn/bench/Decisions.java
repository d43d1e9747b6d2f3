package io.tarn.bench;

import io.tarn.core.access.AccessRequest;
import io.tarn.core.access.Authorizer;
import io.tarn.core.access.Caller;
import io.tarn.core.access.Decision;
import io.tarn.core.access.Grants;
import io.tarn.core.access.PolicyAuthorizer;
import io.tarn.core.access.Resource;
import io.tarn.core.account.Account;
import io.tarn.core.policy.NamedPolicy;
import io.tarn.core.policy.PolicyContext;
import io.tarn.core.policy.PolicyDocument;
import io.tarn.core.policy.PolicyKind;
import io.tarn.core.policy.PolicyPrincipal;
import io.tarn.core.setting.BucketSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to decide whether a caller may read an object. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Decisions {
    private static final Account OWNER = new Account("111111111111", "a".repeat(64));
    private static final String USER = "arn:aws:iam::111111111111:user/ana";
    private static final String CONDITION =
            ",'Condition':{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'},'Bool':{'aws:SecureTransport':'true'}}";

    private final Authorizer authorizer = new PolicyAuthorizer(id -> true);
    private final PolicyContext keys = PolicyContext.builder()
            .text("aws:SourceIp", "10.1.2.3")
            .text("aws:SecureTransport", "true")
            .build();
    private final Caller root = Caller.Identity.root(OWNER, "AKIAROOT");
    private final Caller user = user(identity());
    private final Caller userOfBucket = user(List.of());
    private final Resource plain = object(BucketSettings.DEFAULT);
    private final Resource governed = object(BucketSettings.DEFAULT.withPolicy(bucketPolicy()));

    private static Resource object(BucketSettings settings) {
        return new Resource.Object(Resource.Bucket.of("lake", OWNER.id(), settings), "letters/2026/11/24", () -> null);
    }

    private static Caller user(List<NamedPolicy> identity) {
        PolicyContext traits = PolicyContext.builder()
                .text("aws:username", "ana")
                .text("aws:PrincipalArn", USER)
                .build();
        return new Caller.Identity(
                new PolicyPrincipal.User(OWNER, USER), "AKIAANA", new Grants(identity, null, List.of()), traits);
    }

    /** Five statements, of which the last allows. */
    private static List<NamedPolicy> identity() {
        List<String> statements = new ArrayList<>();
        for (int index = 0; index < 4; index++) {
            statements.add("{'Effect':'Allow','Action':['s3:Get*','s3:List*'],'Resource':'arn:aws:s3:::box-" + index
                    + "/*'" + CONDITION + "}");
        }
        statements.add("{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::lake/*'" + CONDITION + "}");
        return List.of(new NamedPolicy("user", parse(PolicyKind.IDENTITY, statements)));
    }

    /** Five statements, of which one would deny, and the last allows. */
    private static PolicyDocument bucketPolicy() {
        List<String> statements = new ArrayList<>();
        statements.add("{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::lake/*',"
                + "'Condition':{'Bool':{'aws:SecureTransport':'false'}}}");
        for (int index = 0; index < 3; index++) {
            statements.add("{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::22222222222" + index
                    + ":root'},'Action':'s3:GetObject','Resource':'arn:aws:s3:::lake/shared-" + index + "/*'"
                    + CONDITION + "}");
        }
        statements.add("{'Effect':'Allow','Principal':{'AWS':'" + USER
                + "'},'Action':'s3:GetObject','Resource':'arn:aws:s3:::lake/letters/*'" + CONDITION + "}");
        return parse(PolicyKind.RESOURCE, statements);
    }

    private static PolicyDocument parse(PolicyKind kind, List<String> statements) {
        String text = "{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}";
        return PolicyDocument.parse(text.replace('\'', '"'), kind);
    }

    private Decision decide(Caller caller, Resource resource) {
        return authorizer.decide(new AccessRequest(caller, "s3:GetObject", resource, keys));
    }

    /** The root user, and no policy: what nobody pays for who needs no policies. */
    @Benchmark
    public Decision root_noPolicy() {
        return decide(root, plain);
    }

    /** The root user under a bucket policy of five statements. */
    @Benchmark
    public Decision root_bucketPolicy() {
        return decide(root, governed);
    }

    /** A user with five statements of its own under a bucket policy of five. */
    @Benchmark
    public Decision user_tenStatements() {
        return decide(user, governed);
    }

    /** A user whom only the bucket's policy allows. */
    @Benchmark
    public Decision user_bucketPolicyAlone() {
        return decide(userOfBucket, governed);
    }
}
