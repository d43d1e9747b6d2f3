package io.tarn.testkit;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Starts a server and asks it once; as a program, in a process of its own, prints how long that took. */
final class StartOnce {
    private static final byte[] REQUEST =
            "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private StartOnce() {}

    /** Prints the milliseconds to the first answer by the clock and by the processor, and the KiB of heap in use then. */
    public static void main(String[] unused) throws Exception {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long processorBegun = system.getProcessCpuTime();
        long millis = millis();
        long processorMillis = TimeUnit.NANOSECONDS.toMillis(system.getProcessCpuTime() - processorBegun);
        System.out.println(millis + " " + processorMillis + " " + heapKiB());
        checkUsers();
    }

    /** Not timed: a policy is read by a library of the jar. */
    private static void checkUsers() {
        try (Tarn tarn = Tarn.start()) {
            tarn.createUser("ana", "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}}");
        }
    }

    private static long heapKiB() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1024;
    }

    /** The milliseconds from the start to the first answer, in this process. */
    static long millis() throws IOException {
        long begun = System.nanoTime();
        try (Tarn tarn = Tarn.start();
                Socket socket =
                        new Socket(tarn.endpoint().getHost(), tarn.endpoint().getPort())) {
            socket.getOutputStream().write(REQUEST);
            String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            if (!answer.equals("HTTP/1.1 403")) {
                throw new IllegalStateException("an anonymous list of buckets was answered " + answer);
            }
            return millis;
        }
    }

    /**
     * What a process of its own says.
     *
     * @param millis from the start to the first answer
     * @param processorMillis of work until then, whatever else the machine does
     * @param heapKiB in use then
     * @param complaints what it wrote to its standard error
     */
    record Figures(long millis, long processorMillis, long heapKiB, String complaints) {
        @Override
        public String toString() {
            return "%d ms to the first answer (%d ms of work), %d KiB of heap"
                    .formatted(millis, processorMillis, heapKiB);
        }
    }

    /** Runs this in a process without options and with that class path. */
    static Figures inProcess(String classPath, Path directory) throws IOException, InterruptedException {
        Path complaints = directory.resolve("complaints");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        StartOnce.class.getName())
                .redirectError(complaints.toFile())
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("ended with " + process.exitValue() + ": " + Files.readString(complaints));
        }
        String[] words = said.split(" ", -1);
        return new Figures(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Files.readString(complaints));
    }
}
