package io.tarn.server.admin;

import io.tarn.api.http.Headers;
import io.tarn.api.http.RequestHead;
import io.tarn.api.http.ResponseHead;
import io.tarn.core.Connection;
import io.tarn.core.RequestBody;
import io.tarn.core.RequestHandler;
import io.tarn.core.ResponseSink;
import io.tarn.server.metrics.Metrics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code /health/live}, {@code /health/ready} and {@code /metrics}, GET and HEAD only, to everybody; gives what
 * is sent to {@code /} to a handler that knows who may.
 */
public final class AdminPages implements RequestHandler {
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private record Page(int status, String type, String text) {}

    private final Supplier<Readiness> readiness;
    private final Metrics metrics;
    private final @Nullable RequestHandler operations;

    /**
     * Pages over these; {@code readiness} may block for a short while and be asked at any time.
     *
     * @param operations answers what is sent to {@code /}; null: nobody does
     */
    public AdminPages(Supplier<Readiness> readiness, Metrics metrics, @Nullable RequestHandler operations) {
        this.readiness = readiness;
        this.metrics = metrics;
        this.operations = operations;
    }

    @Override
    public void handle(RequestHead head, Connection connection, RequestBody body, ResponseSink response) {
        if (operations != null && head.rawPath().equals("/")) {
            operations.handle(head, connection, body, response);
            return;
        }
        Page page = page(head);
        byte[] text = page.text.getBytes(StandardCharsets.UTF_8);
        Headers.Builder headers = Headers.builder()
                .add("content-type", page.type)
                .add("content-length", Integer.toString(text.length))
                .add("cache-control", "no-store");
        if (page.status == 405) {
            headers.add("allow", "GET, HEAD");
        }
        response.begin(new ResponseHead(page.status, headers.build()));
        response.write(ByteBuffer.wrap(text));
    }

    private Page page(RequestHead head) {
        return switch (head.rawPath()) {
            case "/health/live", "/health/ready", "/metrics" -> {
                if (!head.method().equals("GET") && !head.method().equals("HEAD")) {
                    yield new Page(405, PLAIN, "GET or HEAD\n");
                }
                yield existing(head.rawPath());
            }
            default -> new Page(404, PLAIN, "no such page\n");
        };
    }

    private Page existing(String path) {
        return switch (path) {
            case "/health/live" -> new Page(200, PLAIN, "live\n");
            case "/health/ready" -> {
                Readiness now = readiness.get();
                yield new Page(now.ready() ? 200 : 503, PLAIN, now.reason() + "\n");
            }
            default -> new Page(200, PROMETHEUS, metrics.text());
        };
    }
}
