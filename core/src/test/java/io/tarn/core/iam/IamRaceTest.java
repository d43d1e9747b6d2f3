package io.tarn.core.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.layout.IamIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class IamRaceTest {
    private static final int CALLERS = 8;
    private static final int EACH = 12;

    private final Iam iam = new Iam();

    private List<String> together(List<Callable<String>> calls) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    @Test
    void create_manyUsersAtOnce_allAreThere() throws Exception {
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < CALLERS * EACH; i++) {
            String name = "u" + i;
            calls.add(() -> Iam.ask(iam.service, iam.root(), "CreateUser", "UserName", name));
        }
        assertThat(together(calls)).allMatch(answer -> answer.contains("<UserId>"));
        IamState fresh =
                Objects.requireNonNull(new IamStore(iam.store, iam.accounts, iam.clock).state(iam.account.id()));
        assertThat(fresh.users().size()).isEqualTo(CALLERS * EACH);
        assertThat(fresh.users().all().stream().map(IamIdentity::id)).doesNotHaveDuplicates();
    }

    @Test
    void create_oneNameByMany_hasOneWinner() throws Exception {
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            String name = i % 2 == 0 ? "same" : "SAME";
            calls.add(() -> Iam.ask(iam.service, iam.root(), "CreateUser", "UserName", name));
        }
        List<String> answers = together(calls);
        assertThat(answers).filteredOn(answer -> answer.contains("<UserId>")).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.startsWith("EntityAlreadyExists"))
                .hasSize(CALLERS - 1);
    }

    @Test
    void delete_userWhileItsKeyIsMade_leavesNoKeyOfNobody() throws Exception {
        for (int round = 0; round < EACH; round++) {
            String name = "u" + round;
            String id = Iam.value(iam.tell("CreateUser", "UserName", name), "UserId");
            List<String> answers = together(List.of(
                    () -> Iam.ask(iam.service, iam.root(), "CreateAccessKey", "UserName", name),
                    () -> Iam.ask(iam.service, iam.root(), "DeleteUser", "UserName", name)));
            boolean gone = answers.get(1).contains("DeleteUserResponse");
            boolean made = answers.get(0).contains("<AccessKeyId>");
            assertThat(gone && made).as("%s", answers).isFalse();
            assertThat(iam.grants.user(iam.account, id) == null).isEqualTo(gone);
        }
    }
}
