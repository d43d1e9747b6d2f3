package io.tarn.core.operation;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.s3.DeleteBucketEncryptionOutput;
import io.tarn.api.s3.DeleteBucketLifecycleOutput;
import io.tarn.api.s3.DeleteBucketReplicationOutput;
import io.tarn.api.s3.DeleteBucketWebsiteOutput;
import io.tarn.api.s3.GetBucketAccelerateConfigurationOutput;
import io.tarn.api.s3.GetBucketLoggingOutput;
import io.tarn.api.s3.GetBucketVersioningOutput;
import io.tarn.api.s3.ListBucketAnalyticsConfigurationsOutput;
import io.tarn.api.s3.ListBucketIntelligentTieringConfigurationsOutput;
import io.tarn.api.s3.ListBucketInventoryConfigurationsOutput;
import io.tarn.api.s3.ListBucketMetricsConfigurationsOutput;
import io.tarn.api.s3.NotificationConfiguration;
import io.tarn.api.s3.S3Operation;
import io.tarn.api.s3.codec.S3Codecs;
import io.tarn.core.gate.Call;
import io.tarn.core.gate.Handlers;
import java.util.List;
import java.util.Map;

/**
 * Bucket settings that cannot be put yet: reading or deleting one answers as AWS does for a bucket on which it never
 * was set. A setting leaves this file in the change that builds it.
 */
final class UnsetBucketSettings {
    /** Reads of settings that have no default: the error for "never set". */
    private static final Map<S3Operation, ErrorCode> NOT_SET = Map.ofEntries(
            Map.entry(
                    S3Operation.GET_BUCKET_ENCRYPTION, ErrorCode.SERVER_SIDE_ENCRYPTION_CONFIGURATION_NOT_FOUND_ERROR),
            Map.entry(S3Operation.GET_BUCKET_LIFECYCLE_CONFIGURATION, ErrorCode.NO_SUCH_LIFECYCLE_CONFIGURATION),
            Map.entry(S3Operation.GET_BUCKET_REPLICATION, ErrorCode.REPLICATION_CONFIGURATION_NOT_FOUND_ERROR),
            Map.entry(S3Operation.GET_BUCKET_WEBSITE, ErrorCode.NO_SUCH_WEBSITE_CONFIGURATION),
            Map.entry(S3Operation.GET_OBJECT_LOCK_CONFIGURATION, ErrorCode.OBJECT_LOCK_CONFIGURATION_NOT_FOUND_ERROR));

    /** Reads and deletes of one configuration among several, by its id. */
    private static final List<S3Operation> NO_CONFIGURATION = List.of(
            S3Operation.GET_BUCKET_ANALYTICS_CONFIGURATION,
            S3Operation.GET_BUCKET_INTELLIGENT_TIERING_CONFIGURATION,
            S3Operation.GET_BUCKET_INVENTORY_CONFIGURATION,
            S3Operation.GET_BUCKET_METRICS_CONFIGURATION,
            S3Operation.DELETE_BUCKET_ANALYTICS_CONFIGURATION,
            S3Operation.DELETE_BUCKET_INTELLIGENT_TIERING_CONFIGURATION,
            S3Operation.DELETE_BUCKET_INVENTORY_CONFIGURATION,
            S3Operation.DELETE_BUCKET_METRICS_CONFIGURATION);

    private UnsetBucketSettings() {}

    static void register(Handlers handlers) {
        NOT_SET.forEach((operation, code) -> handlers.refuseUnset(operation, call -> notSet(code, call)));
        for (S3Operation operation : NO_CONFIGURATION) {
            handlers.refuseUnset(operation, call -> S3Exception.of(ErrorCode.NO_SUCH_CONFIGURATION));
        }
        nothingToDelete(handlers);
        defaults(handlers);
        emptyLists(handlers);
    }

    private static S3Exception notSet(ErrorCode code, Call call) {
        return S3Exception.of(code).with("BucketName", call.bucket().name());
    }

    private static void defaults(Handlers handlers) {
        handlers.answerUnset(
                S3Codecs.GET_BUCKET_ACCELERATE_CONFIGURATION,
                GetBucketAccelerateConfigurationOutput.builder().build());
        handlers.answerUnset(
                S3Codecs.GET_BUCKET_LOGGING, GetBucketLoggingOutput.builder().build());
        handlers.answerUnset(
                S3Codecs.GET_BUCKET_NOTIFICATION_CONFIGURATION,
                NotificationConfiguration.builder().build());
        handlers.answerUnset(
                S3Codecs.GET_BUCKET_VERSIONING,
                GetBucketVersioningOutput.builder().build());
    }

    /** Deletes that succeed when nothing is set. */
    private static void nothingToDelete(Handlers handlers) {
        handlers.answerUnset(
                S3Codecs.DELETE_BUCKET_ENCRYPTION,
                DeleteBucketEncryptionOutput.builder().build());
        handlers.answerUnset(
                S3Codecs.DELETE_BUCKET_LIFECYCLE,
                DeleteBucketLifecycleOutput.builder().build());
        handlers.answerUnset(
                S3Codecs.DELETE_BUCKET_REPLICATION,
                DeleteBucketReplicationOutput.builder().build());
        handlers.answerUnset(
                S3Codecs.DELETE_BUCKET_WEBSITE,
                DeleteBucketWebsiteOutput.builder().build());
    }

    private static void emptyLists(Handlers handlers) {
        handlers.answerUnset(
                S3Codecs.LIST_BUCKET_ANALYTICS_CONFIGURATIONS,
                ListBucketAnalyticsConfigurationsOutput.builder()
                        .isTruncated(false)
                        .build());
        handlers.answerUnset(
                S3Codecs.LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS,
                ListBucketIntelligentTieringConfigurationsOutput.builder()
                        .isTruncated(false)
                        .build());
        handlers.answerUnset(
                S3Codecs.LIST_BUCKET_INVENTORY_CONFIGURATIONS,
                ListBucketInventoryConfigurationsOutput.builder()
                        .isTruncated(false)
                        .build());
        handlers.answerUnset(
                S3Codecs.LIST_BUCKET_METRICS_CONFIGURATIONS,
                ListBucketMetricsConfigurationsOutput.builder()
                        .isTruncated(false)
                        .build());
    }
}
