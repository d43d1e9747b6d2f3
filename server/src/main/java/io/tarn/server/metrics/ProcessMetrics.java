package io.tarn.server.metrics;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Numbers of the process as the system sees it. */
public final class ProcessMetrics {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private ProcessMetrics() {}

    /** Registers them. Those that the system does not tell read as NaN. */
    public static void register(Metrics metrics) {
        double start = ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3;
        metrics.gauge("process_start_time_seconds", "When the process started, in Unix time.", () -> start);
        metrics.gauge("process_resident_memory_bytes", "Resident memory.", ProcessMetrics::residentBytes);
        metrics.gauge("process_open_fds", "Open file descriptors.", ProcessMetrics::openDescriptors);
        metrics.gauge("jvm_heap_used_bytes", "Heap in use.", () -> {
            Runtime runtime = Runtime.getRuntime();
            return (double) (runtime.totalMemory() - runtime.freeMemory());
        });
    }

    private static double residentBytes() {
        try {
            List<String> lines = Files.readAllLines(STATUS);
            for (String line : lines) {
                if (line.startsWith("VmRSS:")) {
                    return 1024.0 * Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
            return Double.NaN;
        } catch (IOException notTold) {
            return Double.NaN;
        }
    }

    private static double openDescriptors() {
        try (var entries = Files.list(DESCRIPTORS)) {
            return (double) entries.count();
        } catch (IOException notTold) {
            return Double.NaN;
        }
    }
}
