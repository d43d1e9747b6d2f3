package io.tarn.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.Connection;
import io.tarn.core.audit.AuditEvent;
import io.tarn.core.audit.Hearing;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit log in its files. */
final class AuditLogTest {
    @TempDir
    private Path directory;

    private static AuditEvent event(int number) {
        Connection connection = new Connection(InetAddress.getLoopbackAddress(), false);
        List<AuditEvent> events = new ArrayList<>();
        new Hearing(events::add, Instant.EPOCH, "R%06d".formatted(number), null, connection, 0).end(Instant.EPOCH);
        return events.getFirst();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(directory.resolve("audit"))) {
            return all.sorted().toList();
        }
    }

    private AuditLog open(AuditLimits limits) {
        return AuditLog.open(directory.resolve("audit"), limits);
    }

    @Test
    void record_moreThanTheQueueTakes_waitsAndWritesAllInOrder() throws IOException {
        try (AuditLog log = open(new AuditLimits(1 << 20, 8, 4))) {
            for (int i = 0; i < 1_000; i++) {
                log.record(event(i));
            }
        }
        List<String> lines = Files.readAllLines(files().getFirst());
        assertThat(lines).hasSize(1_000);
        assertThat(lines.get(999)).contains("\"requestId\":\"R000999\"").endsWith("}");
    }

    @Test
    void record_moreThanTheFilesHold_keepsTheNewest() throws IOException {
        for (int round = 0; round < 5; round++) {
            try (AuditLog log = open(new AuditLimits(1, 3, 16))) {
                log.record(event(round));
            }
        }
        assertThat(files())
                .hasSize(3)
                .last()
                .satisfies(file -> assertThat(file.toString()).endsWith("audit-000005.jsonl"));
        assertThat(Files.readString(files().getLast())).contains("R000004");
        assertThat(Files.readString(files().getFirst())).contains("R000002");
    }

    @Test
    void files_areForTheirOwnerAlone() throws IOException {
        try (AuditLog log = open(AuditLimits.DEFAULTS)) {
            log.record(event(1));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().getFirst())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("audit"))))
                .isEqualTo("rwx------");
    }

    @Test
    void record_whileTheDirectoryIsGone_goesOnAndCountsWhatIsLost() throws IOException {
        AuditLog log = open(new AuditLimits(1, 3, 16));
        try (log) {
            Files.delete(files().getFirst());
            Files.delete(directory.resolve("audit"));
            // The first still goes into the file that has no name any more; the next needs a new one.
            for (int i = 0; i < 20_000; i++) {
                log.record(event(i));
            }
        }
        assertThat(log.lost()).isPositive();
    }
}
