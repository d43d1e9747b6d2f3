package io.tarn.core.iam;

import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.error.S3Exception;
import io.tarn.api.iam.IamOperation;
import io.tarn.api.query.CommonQueryError;
import io.tarn.api.query.QueryCodec;
import io.tarn.api.query.QueryException;
import io.tarn.api.query.QueryForm;
import io.tarn.core.access.AccessRequest;
import io.tarn.core.access.Authorizer;
import io.tarn.core.access.Caller;
import io.tarn.core.access.Decision;
import io.tarn.core.access.Resource;
import io.tarn.core.identity.AccessKeys;
import io.tarn.core.identity.KeyUses;
import io.tarn.core.policy.PolicyContext;
import io.tarn.core.policy.PolicyDecision;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** Answers IAM's operations: reads the form, asks the authorizer, acts. Safe for many threads. */
public final class IamService {
    private static final String PASS_ROLE = "iam:PassRole";

    private final IamStore store;
    private final Authorizer authorizer;
    private final OperationTable table;
    private final RandomGenerator random;

    /**
     * IAM over its store.
     *
     * @param random gives ids and salts; not to be guessed, and safe for many threads
     */
    public IamService(
            IamStore store,
            IamGrants grants,
            Authorizer authorizer,
            AccessKeys keys,
            KeyUses uses,
            RandomGenerator random) {
        this.store = store;
        this.authorizer = authorizer;
        this.table = IamOperations.table(store, grants, keys, uses, random);
        this.random = random;
    }

    /**
     * Answers a request that is known to come from the caller.
     *
     * @param keys the condition keys of the request itself
     * @throws QueryException every refusal, among them {@code InvalidAction}, {@code NotImplemented} and {@code AccessDenied}
     */
    public void handle(
            Caller.Identity caller, PolicyContext keys, QueryForm form, String requestId, ResponseWriter response) {
        handle(caller, keys, form, requestId, authorizer, response);
    }

    /**
     * The same with another authorizer.
     *
     * @throws QueryException every refusal
     */
    public void handle(
            Caller.Identity caller,
            PolicyContext keys,
            QueryForm form,
            String requestId,
            Authorizer judge,
            ResponseWriter response) {
        IamOperation operation = IamOperation.of(form);
        OperationTable.Entry<?, ?> entry = table.find(operation);
        if (entry == null) {
            throw form.notServed();
        }
        answer(operation, entry, form, new Request(caller, keys, requestId, judge), response);
    }

    /**
     * Does an operation for a caller within this process.
     *
     * @throws QueryException every refusal
     */
    public <I, O> O perform(QueryCodec<I, O> codec, I input, Caller.Identity caller, String requestId) {
        OperationTable.Entry<I, O> entry = table.find(codec);
        IamOperation operation = Objects.requireNonNull(IamOperation.of(codec.operation()));
        return perform(operation, entry, input, new Request(caller, PolicyContext.EMPTY, requestId, authorizer));
    }

    private record Request(Caller.Identity caller, PolicyContext keys, String id, Authorizer authorizer) {}

    private <I, O> void answer(
            IamOperation operation,
            OperationTable.Entry<I, O> entry,
            QueryForm form,
            Request request,
            ResponseWriter response) {
        O output = perform(operation, entry, entry.codec().decode(form), request);
        entry.codec().encode(output, request.id(), response);
    }

    private <I, O> O perform(IamOperation operation, OperationTable.Entry<I, O> entry, I input, Request request) {
        String account = request.caller().account().id();
        try {
            return store.change(account, request.id(), draft -> {
                IamCall call = new IamCall(request.caller(), request.id(), store.now(account), draft, random);
                require(operation, entry.ask().apply(call, input), request);
                return entry.act().apply(call, input);
            });
        } catch (S3Exception storeRefuses) {
            throw QueryException.of(
                    storeRefuses.code().status() == 503
                            ? CommonQueryError.SERVICE_UNAVAILABLE
                            : CommonQueryError.INTERNAL_FAILURE,
                    "The request could not be finished; try again");
        }
    }

    /** Asks for every action that the operation needs. */
    private void require(IamOperation operation, Ask ask, Request request) {
        Resource thing = new Resource.Iam(ask.arn(), ask.accountId(), ask.keys());
        List<String> actions = operation.actions();
        for (String action : actions) {
            boolean passes = action.equals(PASS_ROLE);
            require(action, passes ? passed(ask) : thing, ask, request);
        }
        if (ask.becomes() != null) {
            Resource later = new Resource.Iam(Objects.requireNonNull(ask.becomes()), ask.accountId(), ask.keys());
            actions.forEach(action -> require(action, later, ask, request));
        }
        if (ask.tags() && operation.tagAction() != null) {
            require(Objects.requireNonNull(operation.tagAction()), thing, ask, request);
        }
    }

    private static Resource passed(Ask ask) {
        return new Resource.Iam(
                Objects.requireNonNull(ask.passes(), "a role that is handed on"), ask.accountId(), PolicyContext.EMPTY);
    }

    private void require(String action, Resource thing, Ask ask, Request request) {
        Decision decision =
                request.authorizer().decide(new AccessRequest(request.caller(), action, thing, request.keys()));
        if (!decision.allowed() && !(ask.ownRight() && ownRight(request.caller(), decision))) {
            throw IamErrors.denied("User: " + request.caller().arn() + " is not authorized to perform: " + action
                    + " on resource: " + thing.arn());
        }
    }

    /** A right that users have of themselves needs no policy, but neither a denial nor a boundary gives way to it. */
    private static boolean ownRight(Caller.Identity caller, Decision decision) {
        return decision.policies() != null
                && decision.policies().reason() == PolicyDecision.Reason.NO_IDENTITY_POLICY_ALLOWS
                && caller.grants().boundary() == null
                && caller.grants().session().isEmpty();
    }
}
