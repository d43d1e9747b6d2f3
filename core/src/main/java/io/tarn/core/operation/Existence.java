package io.tarn.core.operation;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.gate.Call;
import io.tarn.core.layout.BucketRecord;
import java.util.function.Supplier;

/** Whether a key exists is for those to know who may list its bucket: to others what is missing is forbidden. */
final class Existence {
    private Existence() {}

    /** Does something with the request's key. */
    static <T> T hidden(Call call, Supplier<T> action) {
        return hidden(call, call.bucket(), call.key(), action);
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
        Call.Source source = call.source();
        return hidden(call, source.bucket(), source.address().key(), action);
    }

    private static <T> T hidden(Call call, BucketRecord bucket, String key, Supplier<T> action) {
        try {
            return action.get();
        } catch (S3Exception refused) {
            throw hide(call, bucket, key, refused);
        }
    }

    /** The refusal of something done to a key, as the caller may see it. */
    static S3Exception hide(Call call, BucketRecord bucket, String key, S3Exception refused) {
        if (refused.code() != ErrorCode.NO_SUCH_KEY && refused.code() != ErrorCode.NO_SUCH_VERSION) {
            return refused;
        }
        S3Exception hidden = call.refusalToKnow(bucket, key);
        return hidden == null ? refused : hidden;
    }
}
