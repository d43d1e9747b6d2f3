package io.tarn.core.iam;

import io.tarn.api.iam.IamErrorCode;
import io.tarn.api.query.CommonQueryError;
import io.tarn.api.query.QueryException;
import io.tarn.core.layout.IamIdentity.Kind;

/** The refusals of IAM in its own words. */
final class IamErrors {
    private IamErrors() {}

    static QueryException missing(Kind kind, String name) {
        return noSuchEntity("The " + Arns.type(kind) + " with name " + name + " cannot be found.");
    }

    static QueryException exists(Kind kind, String name) {
        String type = switch (kind) {
            case USER -> "User";
            case GROUP -> "Group";
            case ROLE -> "Role";
        };
        return exists(type + " with name " + name + " already exists.");
    }

    static QueryException noSuchEntity(String message) {
        return QueryException.of(IamErrorCode.NO_SUCH_ENTITY, message);
    }

    static QueryException noPolicy(String arn) {
        return noSuchEntity("Policy " + arn + " was not found.");
    }

    static QueryException notAttachable(String arn) {
        return noSuchEntity("Policy " + arn + " does not exist or is not attachable.");
    }

    static QueryException exists(String message) {
        return QueryException.of(IamErrorCode.ENTITY_ALREADY_EXISTS, message);
    }

    static QueryException conflict(String message) {
        return QueryException.of(IamErrorCode.DELETE_CONFLICT, message);
    }

    static QueryException quota(String name, long limit) {
        return limit("Cannot exceed quota for " + name + ": " + limit);
    }

    static QueryException limit(String message) {
        return QueryException.of(IamErrorCode.LIMIT_EXCEEDED, message);
    }

    static QueryException malformedPolicy(String message) {
        return QueryException.of(IamErrorCode.MALFORMED_POLICY_DOCUMENT, message);
    }

    static QueryException invalidInput(String message) {
        return QueryException.of(IamErrorCode.INVALID_INPUT, message);
    }

    static QueryException validation(String message) {
        return QueryException.of(CommonQueryError.VALIDATION_ERROR, message);
    }

    static QueryException denied(String message) {
        return QueryException.of(CommonQueryError.ACCESS_DENIED, message);
    }
}
