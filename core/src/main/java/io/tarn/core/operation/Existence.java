package io.tarn.core.operation;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.gate.Call;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether a key exists is for those to know who may list its bucket: to others what is missing is forbidden. */
final class Existence {
    private Existence() {}

    /** Does something with the request's key. */
    static <T> T hidden(Call call, Supplier<T> action) {
        return hidden(action, () -> call.refusalToKnow(call.key()));
    }

    /** The same for what gives nothing back. */
    static void hidden(Call call, Runnable action) {
        hidden(call, () -> {
            action.run();
            return call;
        });
    }

    /** Does something with what a copy reads. */
    static <T> T hiddenSource(Call call, Supplier<T> action) {
        return hidden(action, call::refusalToKnowSource);
    }

    private static <T> T hidden(Supplier<T> action, Supplier<@Nullable S3Exception> refusal) {
        try {
            return action.get();
        } catch (S3Exception refused) {
            throw hide(refused, refusal);
        }
    }

    /** The refusal of something done to a key of the request's bucket, as the caller may see it. */
    static S3Exception hide(Call call, String key, S3Exception refused) {
        return hide(refused, () -> call.refusalToKnow(key));
    }

    private static S3Exception hide(S3Exception refused, Supplier<@Nullable S3Exception> refusal) {
        if (refused.code() != ErrorCode.NO_SUCH_KEY && refused.code() != ErrorCode.NO_SUCH_VERSION) {
            return refused;
        }
        S3Exception hidden = refusal.get();
        return hidden == null ? refused : hidden;
    }
}
