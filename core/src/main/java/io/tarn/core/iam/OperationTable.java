package io.tarn.core.iam;

import io.tarn.api.iam.IamOperation;
import io.tarn.api.query.QueryCodec;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Every operation that is served: its codec, what the authorizer is asked, and what it does. */
final class OperationTable {
    private final Map<IamOperation, Entry<?, ?>> entries = new EnumMap<>(IamOperation.class);

    /**
     * An operation.
     *
     * @param codec reads requests and writes answers
     * @param ask what the authorizer is asked; changes nothing and tells nothing
     * @param act what is done once it was allowed
     */
    record Entry<I, O>(QueryCodec<I, O> codec, BiFunction<IamCall, I, Ask> ask, BiFunction<IamCall, I, O> act) {}

    <I, O> void add(QueryCodec<I, O> codec, BiFunction<IamCall, I, Ask> ask, BiFunction<IamCall, I, O> act) {
        IamOperation operation = IamOperation.of(codec.operation());
        if (operation == null || entries.put(operation, new Entry<>(codec, ask, act)) != null) {
            throw new IllegalStateException(codec.operation() + " is unknown or stands twice");
        }
    }

    @Nullable
    Entry<?, ?> find(IamOperation operation) {
        return entries.get(operation);
    }

    /**
     * The entry of an operation by its codec.
     *
     * @throws IllegalArgumentException if the operation is not served
     */
    @SuppressWarnings("unchecked")
    <I, O> Entry<I, O> find(QueryCodec<I, O> codec) {
        for (Entry<?, ?> entry : entries.values()) {
            if (entry.codec() == codec) {
                // The same codec stands for the same types.
                return (Entry<I, O>) entry;
            }
        }
        throw new IllegalArgumentException(codec.operation() + " is not served");
    }
}
