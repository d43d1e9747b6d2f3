package io.tarn.core.gate;

/**
 * What one operation does once the gate let it through.
 *
 * @param <I> the operation's input
 * @param <O> the operation's output
 */
@FunctionalInterface
public interface Handler<I, O> {
    /**
     * Does it.
     *
     * @throws io.tarn.api.error.S3Exception to refuse
     */
    Answer<O> handle(Call call, I input);
}
