package io.tarn.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** What must be closed, the last opened first. For one thread at a time. */
final class Closing {
    private final Deque<Runnable> open = new ArrayDeque<>();

    /** Remembers to close a thing. */
    <T> T add(T thing, Consumer<T> close) {
        open.push(() -> close.accept(thing));
        return thing;
    }

    /** Closes everything because of a failure; what fails on the way is attached to it. */
    <E extends RuntimeException> E after(E failure) {
        try {
            close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** Closes everything, also when something fails to close; then throws the first failure. */
    void close() {
        Runnable next = open.poll();
        if (next != null) {
            try {
                next.run();
            } finally {
                close();
            }
        }
    }
}
