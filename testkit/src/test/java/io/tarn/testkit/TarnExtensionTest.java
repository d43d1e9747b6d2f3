package io.tarn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventStatistics;
import org.junit.platform.testkit.engine.Events;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Runs small test classes, each as a user would write it, and looks where their servers were. */
final class TarnExtensionTest {
    /** Where the server was in each test of the class that was run last. */
    private static final List<URI> SEEN = new CopyOnWriteArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    private static void run(Class<?> testClass, int tests) {
        Events events = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .execute()
                .testEvents();
        events.failed().stream()
                .flatMap(event -> event.getPayload(org.junit.platform.engine.TestExecutionResult.class).stream())
                .flatMap(result -> result.getThrowable().stream())
                .forEach(Throwable::printStackTrace);
        events.assertStatistics(
                (EventStatistics statistics) -> statistics.started(tests).succeeded(tests));
        assertThat(SEEN).hasSize(tests).allSatisfy(TarnExtensionTest::isClosed);
    }

    private static void isClosed(URI endpoint) {
        assertThatThrownBy(() -> new Socket(InetAddress.ofLiteral(endpoint.getHost()), endpoint.getPort()).close())
                .isInstanceOf(ConnectException.class);
    }

    private static void putWhereNothingIs(Tarn tarn, String key) {
        try (S3Client s3 = Clients.blocking(tarn)) {
            assertThat(s3.listObjectsV2(b -> b.bucket("b1x")).contents()).isEmpty();
            s3.putObject(b -> b.bucket("b1x").key(key), RequestBody.fromString(key));
        }
    }

    @Test
    void staticField_allTests_shareOneServer() {
        run(StaticField.class, 4);
        assertThat(new HashSet<>(SEEN)).hasSize(1);
        assertThatThrownBy(StaticField.tarn::endpoint)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no Tarn is running");
    }

    static class StaticField {
        @RegisterExtension
        static final TarnExtension tarn = TarnExtension.create();

        private static URI before = URI.create("none");

        @BeforeAll
        static void create() {
            before = tarn.endpoint();
            tarn.createBucket("shared");
        }

        @Test
        void one() {
            SEEN.add(tarn.endpoint());
            assertThat(tarn.endpoint()).isEqualTo(before);
            assertThat(tarn.region()).isEqualTo("us-east-1");
            assertThat(tarn.accessKeyId()).isEqualTo(tarn.tarn().accessKeyId());
            assertThat(tarn.secretAccessKey()).isEqualTo(tarn.tarn().secretAccessKey());
        }

        @Test
        void two(Tarn injected) {
            SEEN.add(injected.endpoint());
            try (S3Client s3 = Clients.blocking(injected)) {
                s3.headBucket(b -> b.bucket("shared"));
            }
        }

        @Nested
        class Inner {
            @Test
            void three() {
                SEEN.add(tarn.endpoint());
            }

            @Test
            void four() {
                SEEN.add(tarn.endpoint());
            }
        }
    }

    @Test
    void emptiedBeforeEach_allTests_findOneServerEmpty() {
        run(Emptied.class, 3);
        assertThat(new HashSet<>(SEEN)).hasSize(1);
    }

    static class Emptied {
        @RegisterExtension
        static final TarnExtension tarn =
                TarnExtension.create(Tarn.builder().buckets("b1x")).emptiedBeforeEach();

        @Test
        void one() {
            SEEN.add(tarn.endpoint());
            putWhereNothingIs(tarn.tarn(), "one");
        }

        @Test
        void two() {
            SEEN.add(tarn.endpoint());
            putWhereNothingIs(tarn.tarn(), "two");
        }

        @Nested
        class Inner {
            @Test
            void three() {
                SEEN.add(tarn.endpoint());
                putWhereNothingIs(tarn.tarn(), "three");
                tarn.clear();
                putWhereNothingIs(tarn.tarn(), "three");
            }
        }
    }

    @Test
    void instanceField_testsAtTheSameTime_haveEachTheirOwn() {
        run(InstanceField.class, 2);
        assertThat(new HashSet<>(SEEN)).hasSize(2);
    }

    @Execution(ExecutionMode.CONCURRENT)
    static class InstanceField {
        private static final CyclicBarrier BOTH = new CyclicBarrier(2);

        @RegisterExtension
        final TarnExtension tarn = TarnExtension.create(Tarn.builder().buckets("b1x"));

        @Test
        void one() throws Exception {
            meet();
        }

        @Test
        void two() throws Exception {
            meet();
        }

        private void meet() throws Exception {
            SEEN.add(tarn.endpoint());
            BOTH.await(30, TimeUnit.SECONDS);
            putWhereNothingIs(tarn.tarn(), "k");
            BOTH.await(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void extendWith_parameters_areTheClassesServer() {
        run(Injected.class, 2);
        assertThat(new HashSet<>(SEEN)).hasSize(1);
    }

    @ExtendWith(TarnExtension.class)
    static class Injected {
        private final Tarn given;

        Injected(Tarn given) {
            this.given = given;
        }

        @BeforeAll
        static void prepare(Tarn tarn) {
            tarn.createBucket("b1x");
        }

        @Test
        void one(Tarn tarn) {
            SEEN.add(tarn.endpoint());
            assertThat(tarn).isSameAs(given);
        }

        @Test
        void two(Tarn tarn) {
            SEEN.add(tarn.endpoint());
            putWhereNothingIs(tarn, "k");
        }
    }

    @Test
    void builder_changedAfterwards_hasNoEffect() {
        Tarn.Builder builder = Tarn.builder().region("eu-west-1");
        Late.tarn = TarnExtension.create(builder);
        builder.region("eu-west-2");
        run(Late.class, 1);
    }

    static class Late {
        @RegisterExtension
        static TarnExtension tarn = TarnExtension.create();

        @Test
        void one() {
            SEEN.add(tarn.endpoint());
            assertThat(tarn.region()).isEqualTo("eu-west-1");
        }
    }
}
