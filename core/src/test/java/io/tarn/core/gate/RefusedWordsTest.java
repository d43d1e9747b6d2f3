package io.tarn.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.query.CommonQueryError;
import io.tarn.api.query.QueryException;
import io.tarn.storage.StorageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever stops a request has one answer, in S3's words and in those of the Query protocol. */
class RefusedWordsTest {
    private static S3Exception s3(Throwable failure) {
        return Refusals.of(failure, "ID");
    }

    private static String query(Throwable failure) {
        QueryException refused = QueryRefusals.of(failure, "ID");
        String message = refused.getMessage();
        return message == null ? "" : message.substring(0, message.indexOf(':'));
    }

    @Test
    void failuresOfTheStore_areTold() {
        assertThat(s3(new StorageException.OutOfSpace("full")).code()).isEqualTo(ErrorCode.INSUFFICIENT_STORAGE);
        assertThat(s3(new StorageException.Corrupt("rot")).code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
        S3Exception unavailable = s3(new StorageException.Unavailable("gone"));
        assertThat(unavailable.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
        assertThat(unavailable.headers().first("retry-after")).isEqualTo("1");
        assertThat(s3(new IllegalStateException("bug")).code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
        assertThat(query(new StorageException.Corrupt("rot"))).isEqualTo("InternalFailure");
        assertThat(query(new StorageException.Unavailable("gone"))).isEqualTo("ServiceUnavailable");
    }

    @Test
    void tooMuch_saysWhenToComeAgain() {
        S3Exception slow = s3(S3Exception.of(ErrorCode.SLOW_DOWN));
        assertThat(slow.headers().first("retry-after")).isEqualTo("1");
        assertThat(s3(slow.withHeader("x", "y")).headers().all("retry-after")).containsExactly("1");
        assertThat(s3(S3Exception.of(ErrorCode.SERVICE_UNAVAILABLE)).headers().first("retry-after"))
                .isEqualTo("1");
        assertThat(s3(S3Exception.of(ErrorCode.NO_SUCH_KEY)).headers().has("retry-after"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_ACCESS_KEY_ID, InvalidClientTokenId",
        "INVALID_TOKEN, InvalidClientTokenId",
        "ACCOUNT_PROBLEM, InvalidClientTokenId",
        "EXPIRED_TOKEN, ExpiredToken",
        "SIGNATURE_DOES_NOT_MATCH, SignatureDoesNotMatch",
        "REQUEST_TIME_TOO_SKEWED, SignatureDoesNotMatch",
        "ACCESS_DENIED, SignatureDoesNotMatch",
        "X_AMZ_CONTENT_SHA256_MISMATCH, SignatureDoesNotMatch",
        "SLOW_DOWN, ServiceUnavailable",
        "OPERATION_ABORTED, ServiceUnavailable",
        "INTERNAL_ERROR, InternalFailure",
        "AUTHORIZATION_HEADER_MALFORMED, IncompleteSignature"
    })
    void query_errorsOfS3_haveAnotherName(ErrorCode code, String name) {
        assertThat(query(S3Exception.of(code))).isEqualTo(name);
    }

    @Test
    void query_ownErrors_stay() {
        QueryException own = QueryException.of(CommonQueryError.EXPIRED_TOKEN, "old");
        assertThat(QueryRefusals.of(own, "ID")).isSameAs(own);
    }
}
