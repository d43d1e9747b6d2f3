package io.tarn.server.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Requests by operation and status, how long they took, and the bytes that went in and out. Safe for all threads. The
 * number of operations and statuses is bounded by those that the handler names.
 */
public final class RequestMetrics {
    private static final int OPERATIONS_MAX = 512;
    private static final String OTHER = "other";

    private record Outcome(String operation, int status) {}

    private final Map<Outcome, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, Latency> latencies = new ConcurrentHashMap<>();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder refused = new LongAdder();

    RequestMetrics() {}

    /** A request has ended. {@code operation} is empty if the handler named none; {@code status} 0 if none was sent. */
    public void ended(String operation, int status, long nanos) {
        String name = operation.isEmpty() ? OTHER : operation;
        Latency latency = latencies.get(name);
        if (latency == null) {
            name = latencies.size() < OPERATIONS_MAX ? name : OTHER;
            latency = latencies.computeIfAbsent(name, absent -> new Latency());
        }
        latency.add(nanos);
        counts.computeIfAbsent(new Outcome(name, status), absent -> new LongAdder())
                .increment();
    }

    /** A request never reached the handler: it broke HTTP or a limit. */
    public void refused() {
        refused.increment();
    }

    /** Body bytes came from clients. */
    public void bytesIn(long bytes) {
        bytesIn.add(bytes);
    }

    /** Body bytes went to clients. */
    public void bytesOut(long bytes) {
        bytesOut.add(bytes);
    }

    void writeTo(PrometheusText text) {
        total(text, "tarn_http_received_bytes_total", "Body bytes received.", bytesIn);
        total(text, "tarn_http_sent_bytes_total", "Body bytes sent.", bytesOut);
        total(text, "tarn_http_refused_total", "Requests that broke HTTP or a limit of the edge.", refused);
        text.family("tarn_requests_total", "counter", "Requests by operation and HTTP status; 0 is a cut answer.");
        Map<String, Double> sorted = new TreeMap<>();
        counts.forEach((outcome, count) -> sorted.put(
                PrometheusText.label("operation", outcome.operation) + ","
                        + PrometheusText.label("status", Integer.toString(outcome.status)),
                (double) count.sum()));
        sorted.forEach((labels, count) -> text.sample("tarn_requests_total", labels, count));
        text.family("tarn_request_seconds", "histogram", "Time from a request's head to the end of its answer.");
        new TreeMap<>(latencies)
                .forEach((operation, latency) ->
                        latency.writeTo(text, "tarn_request_seconds", PrometheusText.label("operation", operation)));
    }

    private static void total(PrometheusText text, String name, String help, LongAdder value) {
        text.family(name, "counter", help);
        text.sample(name, "", (double) value.sum());
    }
}
