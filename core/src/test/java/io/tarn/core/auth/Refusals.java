package io.tarn.core.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tarn.api.error.S3Exception;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Says what a refusal must look like. */
public final class Refusals {
    private Refusals() {}

    /** Runs something that must be refused with this code; the refusal, for further looks. */
    public static S3Exception refused(String code, int status, ThrowingCallable action) {
        S3Exception refusal = catchThrowableOfType(S3Exception.class, action);
        assertThat(refusal).as("refused with %s", code).isNotNull();
        assertThat(refusal.code().code()).as(refusal.message()).isEqualTo(code);
        assertThat(refusal.code().status()).isEqualTo(status);
        return refusal;
    }
}
