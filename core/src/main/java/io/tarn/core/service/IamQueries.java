package io.tarn.core.service;

import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.iam.IamOperation;
import io.tarn.api.query.CommonQueryError;
import io.tarn.api.query.QueryException;
import io.tarn.api.query.QueryForm;
import io.tarn.core.access.Caller;
import io.tarn.core.auth.GeneratedKey;
import io.tarn.core.gate.QueryService;
import io.tarn.core.iam.IamService;
import io.tarn.core.policy.PolicyPrincipal;

/** IAM behind the gate. */
public final class IamQueries implements QueryService {
    private final IamService iam;

    /** This IAM. */
    public IamQueries(IamService iam) {
        this.iam = iam;
    }

    @Override
    public String name() {
        return "iam";
    }

    @Override
    public String namespace() {
        return IamOperation.NAMESPACE;
    }

    @Override
    public String operation(QueryForm form) {
        return IamOperation.of(form).apiName();
    }

    @Override
    public boolean anonymous(String operation) {
        return false;
    }

    @Override
    public void handle(Request request, ResponseWriter response) {
        switch (request.caller()) {
            case Caller.Anonymous anonymous -> throw new IllegalStateException("IAM has no anonymous operation");
            case Caller.Identity identity -> {
                checkNoLentKey(identity);
                iam.handle(identity, request.keys(), request.form(), request.id(), request.authorizer(), response);
            }
        }
    }

    /** Sessions of users, their own or lent to others, may do nothing in IAM (GetSessionToken, GetFederationToken). */
    private static void checkNoLentKey(Caller.Identity caller) {
        boolean role = caller.principal() instanceof PolicyPrincipal.RoleSession;
        if (!role && caller.accessKeyId().startsWith(GeneratedKey.TEMPORARY_PREFIX)) {
            throw QueryException.of(
                    CommonQueryError.INVALID_CLIENT_TOKEN_ID, "The security token included in the request is invalid");
        }
    }
}
