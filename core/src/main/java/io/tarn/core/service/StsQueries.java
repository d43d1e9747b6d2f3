package io.tarn.core.service;

import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.query.QueryForm;
import io.tarn.api.sts.StsOperation;
import io.tarn.core.gate.QueryService;
import io.tarn.core.sts.StsService;

/** STS behind the gate. */
public final class StsQueries implements QueryService {
    private final StsService sts;

    /** This STS. */
    public StsQueries(StsService sts) {
        this.sts = sts;
    }

    @Override
    public String name() {
        return "sts";
    }

    @Override
    public String namespace() {
        return StsOperation.NAMESPACE;
    }

    @Override
    public String operation(QueryForm form) {
        return StsOperation.of(form).apiName();
    }

    @Override
    public boolean anonymous(String operation) {
        return operation.equals(StsOperation.ASSUME_ROLE_WITH_WEB_IDENTITY.apiName());
    }

    @Override
    public void handle(Request request, ResponseWriter response) {
        sts.handle(
                new StsService.Request(
                        request.id(), request.caller(), request.sessionToken(), request.keys(), request.form()),
                response);
    }
}
