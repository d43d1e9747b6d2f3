package io.tarn.core.gate;

import io.tarn.api.codec.RequestParts;
import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.error.S3Exception;
import io.tarn.api.s3.S3Operation;
import io.tarn.api.s3.codec.S3Codec;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which operations there are, and what each does. Filled once at start; an operation that is not here answers 501. */
public final class Handlers {
    private final Map<S3Operation, Bound> bound = new EnumMap<>(S3Operation.class);
    private final Set<S3Operation> unset = EnumSet.noneOf(S3Operation.class);

    /** An operation with everything between its request and its answer. */
    @FunctionalInterface
    interface Bound {
        /** Decodes, does, and encodes; what streams comes back beside. */
        Encoded run(Call call, RequestParts parts);
    }

    /** An answer in the form of the wire. */
    record Encoded(ResponseWriter response, @Nullable Content content) {}

    /** Gives an operation its handler. */
    public <I, O> void on(S3Codec<I, O> codec, Handler<I, O> handler) {
        on(codec.operation(), codec, handler);
    }

    /** Gives an operation the form of another, and its handler: HEAD answers as GET does. */
    public <I, O> void on(S3Operation operation, S3Codec<I, O> codec, Handler<I, O> handler) {
        put(operation, (call, parts) -> encode(codec, handler.handle(call, codec.decode(parts))));
    }

    /** Gives an operation a handler that answers as where its setting was never set: nothing can set it yet. */
    public <I, O> void onUnset(S3Codec<I, O> codec, Handler<I, O> handler) {
        unset.add(codec.operation());
        on(codec, handler);
    }

    /** Gives an operation the one answer of a setting that was never set. */
    public <I, O> void answerUnset(S3Codec<I, O> codec, O output) {
        onUnset(codec, (call, input) -> Answer.of(output));
    }

    /** Lets an operation refuse everything, as where its setting was never set. */
    public void refuseUnset(S3Operation operation, Function<Call, S3Exception> reason) {
        unset.add(operation);
        put(operation, (call, parts) -> {
            throw reason.apply(call);
        });
    }

    /** The operations that are there. */
    public Set<S3Operation> operations() {
        return bound.keySet();
    }

    /** Those of them that answer for settings that nothing can set yet. */
    public Set<S3Operation> unset() {
        return unset;
    }

    @Nullable
    Bound find(S3Operation operation) {
        return bound.get(operation);
    }

    private void put(S3Operation operation, Bound handler) {
        if (bound.putIfAbsent(operation, handler) != null) {
            throw new IllegalStateException(operation + " has two handlers");
        }
    }

    private static <I, O> Encoded encode(S3Codec<I, O> codec, Answer<O> answer) {
        ResponseWriter response = new ResponseWriter();
        boolean done = false;
        try {
            codec.encode(answer.output(), response);
            if (answer.status() != 0) {
                response.status(answer.status());
            }
            answer.headers().forEach(field -> response.header(field.name(), field.value()));
            done = true;
            return new Encoded(response, answer.content());
        } finally {
            Content content = answer.content();
            if (!done && content != null) {
                content.close();
            }
        }
    }
}
