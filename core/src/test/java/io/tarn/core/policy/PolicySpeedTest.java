package io.tarn.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Prints what a decision takes; the bound is wide, for machines that do other things too. */
class PolicySpeedTest {
    private static final int ROUNDS = 100_000;
    private static final long NANOS_MAX = 200_000;

    @Test
    void decide_tenStatements_isQuick() {
        List<String> statements = new ArrayList<>();
        for (int index = 0; index < 9; index++) {
            statements.add("{'Sid':'S" + index + "','Effect':'Allow','Action':['s3:Get*','s3:List*'],'Resource':"
                    + "'arn:aws:s3:::box-" + index + "/*','Condition':{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}}}");
        }
        statements.add("{'Sid':'Last','Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::box/letters/*',"
                + "'Condition':{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'},'StringLike':{'aws:username':'a*'}}}");
        PolicySet policies =
                PolicySet.NONE.withIdentity(Scene.named("ten", PolicyKind.IDENTITY, statements.toArray(String[]::new)));
        PolicyContext context = PolicyContext.builder()
                .text("aws:SourceIp", "10.1.2.3")
                .text("aws:username", "ana")
                .build();
        long best = Long.MAX_VALUE;
        for (int run = 0; run < 5; run++) {
            long start = System.nanoTime();
            int allowed = 0;
            for (int round = 0; round < ROUNDS; round++) {
                allowed += Evaluation.decide(policies, Scene.get(Scene.ANA, context))
                                .allowed()
                        ? 1
                        : 0;
            }
            best = Math.min(best, (System.nanoTime() - start) / ROUNDS);
            assertThat(allowed).isEqualTo(ROUNDS);
        }
        System.out.println("policy decision on ten statements: " + best + " ns");
        assertThat(best).isLessThan(NANOS_MAX);
    }
}
