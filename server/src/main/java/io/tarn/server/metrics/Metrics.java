package io.tarn.server.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;

/**
 * The numbers of one server. Anything that has a number registers it here once, at the start; it is asked for it
 * whenever the page is read. Safe for all threads.
 */
public final class Metrics {
    private record Sample(String name, String type, String help, DoubleSupplier value) {}

    private final List<Sample> samples = new CopyOnWriteArrayList<>();
    private final RequestMetrics requests = new RequestMetrics();

    /** With request metrics and nothing else. */
    public Metrics() {}

    /** A number that goes up and down. {@code value} must not block. */
    public void gauge(String name, String help, DoubleSupplier value) {
        register(new Sample(name, "gauge", help, value));
    }

    /** A number that only grows while the server runs; its name ends in {@code _total}. {@code value} must not block. */
    public void counter(String name, String help, DoubleSupplier value) {
        register(new Sample(name, "counter", help, value));
    }

    private void register(Sample sample) {
        if (!sample.name.matches("[a-z_][a-z0-9_]*")) {
            throw new IllegalArgumentException("not the name of a metric: " + sample.name);
        }
        samples.add(sample);
    }

    /** What the edge counts. */
    public RequestMetrics requests() {
        return requests;
    }

    /** The whole page. */
    public String text() {
        PrometheusText text = new PrometheusText();
        for (Sample sample : samples) {
            text.family(sample.name, sample.type, sample.help);
            text.sample(sample.name, "", sample.value.getAsDouble());
        }
        requests.writeTo(text);
        return text.toString();
    }
}
