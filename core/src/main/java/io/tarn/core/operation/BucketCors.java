package io.tarn.core.operation;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.s3.DeleteBucketCorsOutput;
import io.tarn.api.s3.DeleteBucketCorsRequest;
import io.tarn.api.s3.GetBucketCorsOutput;
import io.tarn.api.s3.GetBucketCorsRequest;
import io.tarn.api.s3.PutBucketCorsOutput;
import io.tarn.api.s3.PutBucketCorsRequest;
import io.tarn.api.s3.codec.S3Codecs;
import io.tarn.core.bucket.Buckets;
import io.tarn.core.cors.CorsConfigurations;
import io.tarn.core.gate.Answer;
import io.tarn.core.gate.Call;
import io.tarn.core.gate.Handlers;
import io.tarn.core.setting.CorsRules;

/** A bucket's rules for web pages of other origins: put, read, deleted. The gate keeps them. */
final class BucketCors {
    private final Buckets buckets;

    BucketCors(Buckets buckets) {
        this.buckets = buckets;
    }

    void register(Handlers handlers) {
        handlers.on(S3Codecs.PUT_BUCKET_CORS, this::put);
        handlers.on(S3Codecs.GET_BUCKET_CORS, this::get);
        handlers.on(S3Codecs.DELETE_BUCKET_CORS, this::delete);
    }

    private Answer<PutBucketCorsOutput> put(Call call, PutBucketCorsRequest input) {
        CorsRules rules = CorsConfigurations.parse(input.corsConfiguration());
        buckets.change(call.bucket(), call.requestId(), settings -> settings.withCors(rules));
        return Answer.of(PutBucketCorsOutput.builder().build());
    }

    private Answer<GetBucketCorsOutput> get(Call call, GetBucketCorsRequest input) {
        CorsRules rules = call.settings().cors();
        if (rules == null) {
            throw S3Exception.of(ErrorCode.NO_SUCH_CORS_CONFIGURATION)
                    .with("BucketName", call.bucket().name());
        }
        return Answer.of(GetBucketCorsOutput.builder()
                .corsRules(CorsConfigurations.shown(rules))
                .build());
    }

    private Answer<DeleteBucketCorsOutput> delete(Call call, DeleteBucketCorsRequest input) {
        if (call.settings().cors() != null) {
            buckets.change(call.bucket(), call.requestId(), settings -> settings.withCors(null));
        }
        return Answer.of(DeleteBucketCorsOutput.builder().build());
    }
}
