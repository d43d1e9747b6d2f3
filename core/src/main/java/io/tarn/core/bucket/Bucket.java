package io.tarn.core.bucket;

import io.tarn.core.layout.BucketRecord;
import io.tarn.core.setting.BucketSettings;

/**
 * A bucket with its settings as they were at one moment.
 *
 * @param record the bucket
 * @param revision the revision of its row, which changes with every setting
 * @param settings what it was told
 */
public record Bucket(BucketRecord record, long revision, BucketSettings settings) {}
