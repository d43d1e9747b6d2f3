package io.tarn.core.operation;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.gate.Call;
import io.tarn.core.layout.BucketRecord;
import java.util.function.Supplier;

/** Whether a key exists is for those to know who may list its bucket: to others what is missing is forbidden. */
final class Existence {
    private Existence() {}

    /** Does something with a key of the request's bucket. */
    static <T> T hidden(Call call, Supplier<T> action) {
        return hidden(call, call.bucket(), action);
    }

    /** The same for what gives nothing back. */
    static void hidden(Call call, Runnable action) {
        hidden(call, () -> {
            action.run();
            return call;
        });
    }

    /** Does something with a key of any bucket. */
    static <T> T hidden(Call call, BucketRecord bucket, Supplier<T> action) {
        try {
            return action.get();
        } catch (S3Exception refused) {
            throw hide(call, bucket, refused);
        }
    }

    /** The refusal as the caller may see it. */
    static S3Exception hide(Call call, BucketRecord bucket, S3Exception refused) {
        boolean missing = refused.code() == ErrorCode.NO_SUCH_KEY || refused.code() == ErrorCode.NO_SUCH_VERSION;
        return missing && !call.mayListBucket(bucket) ? S3Exception.of(ErrorCode.ACCESS_DENIED) : refused;
    }
}
