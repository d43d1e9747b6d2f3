package io.tarn.core.object;

/**
 * An answer with its bytes held readable until closed.
 *
 * @param view what is answered; read {@code view.range()} of the reader
 * @param reader the whole object's bytes
 */
public record OpenObject(ObjectView view, ObjectReader reader) implements AutoCloseable {
    @Override
    public void close() {
        reader.close();
    }
}
