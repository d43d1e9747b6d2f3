package io.tarn.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Mutated documents: each is read or refused, and whatever is read decides. A failure names its seed. */
class HostilePolicyTest {
    private static final long SEED = 66_613;
    private static final int ROUNDS = 20_000;
    private static final List<String> SEEDS = List.of(
            "{'Version':'2012-10-17','Id':'x','Statement':[{'Sid':'a','Effect':'Allow','Principal':{'AWS':"
                    + "['111122223333','*']},'Action':['s3:Get*'],'Resource':'arn:aws:s3:::box/${aws:username}/*',"
                    + "'Condition':{'ForAnyValue:StringLike':{'t:k':['a*','?']},'IpAddress':{'aws:SourceIp':'::/0'}}}]}",
            "{'Statement':{'Effect':'Deny','NotPrincipal':'*','NotAction':'*','NotResource':'*','Condition':"
                    + "{'DateLessThan':{'t:d':'2026-01-01T00:00:00Z'},'NumericEquals':{'t:n':7},'Null':{'t:k':true}}}}");
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "null",
            "true",
            "1e999",
            "-",
            "\\",
            "\\u0000",
            "\\ud800",
            "*",
            "?",
            "${",
            "}",
            "arn:",
            "\"Statement\":",
            "\"Condition\":{",
            "IfExists",
            "ForAllValues:",
            "[[[[[[[[",
            "\u0000",
            "'",
            "é");

    private static byte[] mutate(Random random, byte[] seed) {
        byte[] bytes = seed.clone();
        int changes = 1 + random.nextInt(4);
        for (int change = 0; change < changes && bytes.length > 2; change++) {
            int at = random.nextInt(bytes.length);
            int until = Math.min(bytes.length, at + random.nextInt(12));
            byte[] middle = switch (random.nextInt(4)) {
                case 0 -> new byte[] {(byte) random.nextInt(256)};
                case 1 -> new byte[0];
                case 2 -> Arrays.copyOfRange(bytes, random.nextInt(at + 1), until);
                default -> PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
            };
            int end = random.nextBoolean() ? at : until;
            byte[] next = Arrays.copyOf(bytes, at + middle.length + bytes.length - end);
            System.arraycopy(middle, 0, next, at, middle.length);
            System.arraycopy(bytes, end, next, at + middle.length, bytes.length - end);
            bytes = next;
        }
        return bytes;
    }

    /** Whether the document was read; anything but a refusal comes out. */
    private static boolean reads(byte[] bytes, PolicyKind kind) {
        PolicyDocument policy;
        try {
            policy = PolicyDocument.parse(bytes, kind);
        } catch (MalformedPolicyException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(1_000);
            return false;
        }
        PolicyContext context = PolicyContext.builder()
                .texts("t:k", List.of("a", "*"))
                .text("t:n", "1e999999999")
                .text("t:d", "-999999999999999999999")
                .text("aws:SourceIp", "%eth0")
                .text("aws:username", "${*}")
                .build();
        NamedPolicy named = new NamedPolicy("x", policy);
        Evaluation.decide(PolicySet.NONE.withResource(named), Scene.get(Scene.BOB, context));
        PublicPolicy.isPublic(policy);
        return true;
    }

    @Test
    void parse_mutatedDocuments_areReadOrRefused() {
        Random random = new Random(SEED);
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] seed = SEEDS.get(round % SEEDS.size()).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            read += reads(mutate(random, seed), PolicyKind.RESOURCE) ? 1 : 0;
        }
        assertThat(read).isBetween(ROUNDS / 100, ROUNDS);
    }

    @Test
    void parse_deepAndWide_endsSoon() {
        assertThat(reads("[".repeat(20_000).getBytes(StandardCharsets.UTF_8), PolicyKind.RESOURCE))
                .isFalse();
        assertThat(reads("{\"a\":".repeat(4_000).getBytes(StandardCharsets.UTF_8), PolicyKind.RESOURCE))
                .isFalse();
        assertThat(reads(("{\"Id\":" + "9".repeat(20_000) + "}").getBytes(StandardCharsets.UTF_8), PolicyKind.RESOURCE))
                .isFalse();
        assertThat(reads(new byte[0], PolicyKind.TRUST)).isFalse();
    }
}
