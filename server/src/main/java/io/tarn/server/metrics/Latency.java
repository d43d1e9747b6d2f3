package io.tarn.server.metrics;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** A histogram of durations. */
final class Latency {
    private static final double[] BOUNDS_SECONDS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
    };

    private final AtomicLongArray buckets = new AtomicLongArray(BOUNDS_SECONDS.length + 1);
    private final LongAdder sumNanos = new LongAdder();

    void add(long nanos) {
        double seconds = nanos / 1e9;
        int index = 0;
        while (index < BOUNDS_SECONDS.length && seconds > BOUNDS_SECONDS[index]) {
            index++;
        }
        buckets.incrementAndGet(index);
        sumNanos.add(nanos);
    }

    /** Writes buckets, sum and count. */
    void writeTo(PrometheusText text, String name, String labels) {
        long count = 0;
        for (int index = 0; index <= BOUNDS_SECONDS.length; index++) {
            count += buckets.get(index);
            double bound = index < BOUNDS_SECONDS.length ? BOUNDS_SECONDS[index] : Double.POSITIVE_INFINITY;
            String bucket = labels + "," + PrometheusText.label("le", PrometheusText.number(bound));
            text.sample(name + "_bucket", bucket, (double) count);
        }
        text.sample(name + "_sum", labels, sumNanos.sum() / 1e9);
        text.sample(name + "_count", labels, (double) count);
    }
}
