package io.tarn.core.access;

import io.tarn.core.policy.NamedPolicy;
import io.tarn.core.setting.PublicAccessBlock;
import org.jspecify.annotations.Nullable;

/**
 * A way to a bucket with a name and a policy of its own: a request that comes by it needs the permission of both.
 *
 * @param arn {@code arn:aws:s3:<region>:<account>:accesspoint/<name>}
 * @param accountId the account that it belongs to
 * @param policy its policy, or null without one
 * @param block what keeps the public out of it
 */
public record AccessPoint(
        String arn, String accountId, @Nullable NamedPolicy policy, PublicAccessBlock block) {}
