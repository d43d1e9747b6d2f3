package io.tarn.core.gate;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.query.QueryException;
import io.tarn.core.audit.Hearing;
import io.tarn.core.auth.FailureLimits;

/** Tells those who fail to prove who they are, and try too often, to slow down instead of what was wrong. */
final class Strangers {
    private final FailureLimits limits;

    Strangers(FailureLimits limits) {
        this.limits = limits;
    }

    /** The failure as it is to be answered. */
    RuntimeException judge(RuntimeException failure, Hearing hearing) {
        boolean unproven =
                hearing.isUnproven() && failure instanceof S3Exception refused && isWrongProof(refused.code());
        // What nobody asks in the Query protocol is to be known by a token.
        boolean token = hearing.isAnonymous() && failure instanceof QueryException;
        boolean counts = unproven || token;
        return counts && limits.beyond(hearing.claimedKeyId(), hearing.client())
                ? S3Exception.of(ErrorCode.SLOW_DOWN)
                : failure;
    }

    private static boolean isWrongProof(ErrorCode code) {
        return code == ErrorCode.SIGNATURE_DOES_NOT_MATCH
                || code == ErrorCode.INVALID_ACCESS_KEY_ID
                || code == ErrorCode.INVALID_TOKEN;
    }
}
