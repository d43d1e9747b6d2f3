package io.tarn.core.admin;

import io.tarn.api.query.QueryError;

/** The refusals of the admin service, besides those that all services share. */
enum AdminError implements QueryError {
    NO_SUCH_ACCOUNT("NoSuchAccount", 404),
    ACCOUNT_ALREADY_EXISTS("AccountAlreadyExists", 409),
    ACCOUNT_OWNS_BUCKETS("AccountOwnsBuckets", 409),
    ACCESS_KEY_NOT_POSSIBLE("AccessKeyNotPossible", 409),
    OPERATOR_ACCOUNT("OperatorAccount", 409),
    NO_SUCH_EXPLANATION("NoSuchExplanation", 404),
    NO_SUCH_PUBLIC_ACCESS_BLOCK("NoSuchPublicAccessBlockConfiguration", 404);

    private final String code;
    private final int status;

    AdminError(String code, int status) {
        this.code = code;
        this.status = status;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }
}
