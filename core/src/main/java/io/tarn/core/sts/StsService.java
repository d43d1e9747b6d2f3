package io.tarn.core.sts;

import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.query.QueryCodec;
import io.tarn.api.query.QueryException;
import io.tarn.api.query.QueryForm;
import io.tarn.api.sts.GetAccessKeyInfoRequest;
import io.tarn.api.sts.GetAccessKeyInfoResponse;
import io.tarn.api.sts.GetCallerIdentityResponse;
import io.tarn.api.sts.StsErrorCode;
import io.tarn.api.sts.StsOperation;
import io.tarn.api.sts.codec.StsCodecs;
import io.tarn.core.access.AccessRequest;
import io.tarn.core.access.Authorizer;
import io.tarn.core.access.Caller;
import io.tarn.core.access.GrantSource;
import io.tarn.core.access.Resource;
import io.tarn.core.auth.AccessKey;
import io.tarn.core.identity.Identities;
import io.tarn.core.identity.KeyDescription;
import io.tarn.core.identity.Registry;
import io.tarn.core.layout.SessionRecord;
import io.tarn.core.policy.PolicyContext;
import io.tarn.core.policy.PolicyPrincipal;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Answers STS's operations: reads the form, asks whether it may, acts. Safe for many threads. */
public final class StsService {
    private static final int ACCESS_KEY_ID_LENGTH_MAX = 128;

    private final Registry registry;
    private final Identities identities;
    private final Authorizer authorizer;
    private final AssumingRoles roles;
    private final OwnSessions own;
    private final WebIdentities web;

    /**
     * STS over a registry.
     *
     * @param keySets where the keys of identity providers come from
     * @param random gives keys; not to be guessed, and safe for many threads
     */
    public StsService(
            Registry registry,
            Identities identities,
            GrantSource source,
            Authorizer authorizer,
            KeySets keySets,
            InstantSource clock,
            RandomGenerator random) {
        this.registry = registry;
        this.identities = identities;
        this.authorizer = authorizer;
        SessionMaker sessions = new SessionMaker(registry.tokens(), clock, random);
        Roles known = new Roles(registry.accounts(), source);
        this.roles = new AssumingRoles(known, source, sessions);
        this.own = new OwnSessions(source, authorizer, sessions);
        this.web = new WebIdentities(known, source, new TokenCheck(keySets, clock), sessions);
    }

    /**
     * A request to STS.
     *
     * @param id of the request
     * @param caller who asks
     * @param sessionToken what was sent as session token, or null
     * @param keys the condition keys of the request itself
     * @param form what is asked for
     */
    public record Request(
            String id, Caller caller, @Nullable String sessionToken, PolicyContext keys, QueryForm form) {}

    /**
     * Answers a request whose sender is known.
     *
     * @throws QueryException every refusal
     */
    public void handle(Request request, ResponseWriter response) {
        StsOperation operation = StsOperation.of(request.form());
        if (operation == StsOperation.ASSUME_ROLE_WITH_WEB_IDENTITY) {
            answer(
                    StsCodecs.ASSUME_ROLE_WITH_WEB_IDENTITY,
                    request,
                    response,
                    input -> web.assume(request.keys(), input));
            return;
        }
        if (!(request.caller() instanceof Caller.Identity caller)) {
            throw new IllegalStateException(operation + " came unsigned");
        }
        SessionRecord from = identities.session(caller, request.sessionToken());
        refuseLent(from, operation);
        switch (operation) {
            case ASSUME_ROLE ->
                answer(
                        StsCodecs.ASSUME_ROLE,
                        request,
                        response,
                        input -> roles.assume(caller, from, request.keys(), input));
            case GET_SESSION_TOKEN ->
                answer(StsCodecs.GET_SESSION_TOKEN, request, response, input -> own.own(caller, from, input));
            case GET_FEDERATION_TOKEN ->
                answer(
                        StsCodecs.GET_FEDERATION_TOKEN,
                        request,
                        response,
                        input -> own.lent(caller, from, request.keys(), input));
            case GET_CALLER_IDENTITY ->
                answer(StsCodecs.GET_CALLER_IDENTITY, request, response, input -> identity(caller));
            case GET_ACCESS_KEY_INFO ->
                answer(StsCodecs.GET_ACCESS_KEY_INFO, request, response, input -> keyInfo(caller, request, input));
            case DECODE_AUTHORIZATION_MESSAGE -> {
                require(caller, "sts:DecodeAuthorizationMessage", request);
                throw QueryException.of(
                        StsErrorCode.INVALID_AUTHORIZATION_MESSAGE_EXCEPTION,
                        "This server gives no encoded authorization messages, so that this is none of its own");
            }
            default -> throw request.form().notServed();
        }
    }

    /** What users' own sessions may ask for is less than what users may, and what lent ones may is least. */
    private static void refuseLent(@Nullable SessionRecord from, StsOperation operation) {
        boolean may = from == null
                || operation == StsOperation.GET_CALLER_IDENTITY
                || from.kind() == SessionRecord.Kind.ROLE
                || (from.kind() == SessionRecord.Kind.USER && operation == StsOperation.ASSUME_ROLE);
        if (!may) {
            throw StsErrors.denied("Cannot call " + operation.apiName() + " with session credentials");
        }
    }

    private static <I, O> void answer(
            QueryCodec<I, O> codec, Request request, ResponseWriter response, Function<I, O> act) {
        codec.encode(act.apply(codec.decode(request.form())), request.id(), response);
    }

    private static GetCallerIdentityResponse identity(Caller.Identity caller) {
        return GetCallerIdentityResponse.builder()
                .account(caller.account().id())
                .arn(caller.arn())
                .userId(
                        caller.principal() instanceof PolicyPrincipal.Root
                                ? caller.account().id()
                                : caller.traits().values("aws:userid").getFirst())
                .build();
    }

    private GetAccessKeyInfoResponse keyInfo(Caller.Identity caller, Request request, GetAccessKeyInfoRequest input) {
        require(caller, "sts:GetAccessKeyInfo", request);
        String id = String.valueOf(input.accessKeyId());
        if (id.length() > ACCESS_KEY_ID_LENGTH_MAX) {
            // No row could have such a name.
            throw StsErrors.invalid("accessKeyId must have length less than or equal to " + ACCESS_KEY_ID_LENGTH_MAX);
        }
        AccessKey configured = registry.configured();
        KeyDescription key = registry.keys().describe(id);
        String account = id.equals(configured.owner().accessKeyId())
                ? configured.owner().account().id()
                : key == null ? null : key.owner().accountId();
        if (account == null) {
            throw StsErrors.invalid("No account has a long-lived access key " + id);
        }
        return GetAccessKeyInfoResponse.builder().account(account).build();
    }

    private void require(Caller.Identity caller, String action, Request request) {
        Resource resource = new Resource.Iam("*", caller.account().id(), PolicyContext.EMPTY);
        if (!authorizer
                .decide(new AccessRequest(caller, action, resource, request.keys(), false))
                .allowed()) {
            throw StsErrors.denied(caller.arn(), action, "*");
        }
    }
}
