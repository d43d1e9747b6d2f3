package io.tarn.core.iam;

import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.query.QueryException;
import io.tarn.api.query.QueryForm;
import io.tarn.core.access.AccessRequest;
import io.tarn.core.access.Authorizer;
import io.tarn.core.access.Caller;
import io.tarn.core.access.GrantSource;
import io.tarn.core.access.PolicyAuthorizer;
import io.tarn.core.account.Account;
import io.tarn.core.identity.AccessKeys;
import io.tarn.core.identity.AccountLife;
import io.tarn.core.identity.AccountStore;
import io.tarn.core.identity.KeyUses;
import io.tarn.core.policy.PolicyContext;
import io.tarn.core.seal.MasterKey;
import io.tarn.storage.Store;
import io.tarn.storage.memory.MemoryStore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** IAM over the in-memory engine: forms in, documents out. */
final class Iam {
    /** A policy that allows everything. */
    static final String ALLOW_ALL =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    final Random random = new Random(4);
    final Store store = new MemoryStore();
    final Clock clock = Clock.fixed(Instant.parse("2026-11-24T01:02:03.456Z"), ZoneOffset.UTC);
    final AccountStore accounts = new AccountStore(store);
    final AccountLife life = new AccountLife(store, accounts, clock, random);
    final Account account = Objects.requireNonNull(life.create("ana", "R")).account();
    final Account other = Objects.requireNonNull(life.create("bea", "R")).account();
    final AccessKeys keys = new AccessKeys(
            store, accounts, MasterKey.generate(random).seal("access-key", random), clock, random, "CONFIGURED");
    final IamStore iamStore = new IamStore(store, accounts, clock);
    final IamGrants grants = new IamGrants(iamStore);
    private final Authorizer decisions = new PolicyAuthorizer(id -> true);
    final List<AccessRequest> asked = new CopyOnWriteArrayList<>();
    final IamService service = service((Authorizer) request -> {
        asked.add(request);
        return decisions.decide(request);
    });

    IamService service(Authorizer authorizer) {
        return new IamService(iamStore, grants, authorizer, keys, new KeyUses(store, InstantSource.system()), random);
    }

    Caller.Identity root() {
        return Caller.Identity.root(account, "ROOT");
    }

    /** A user as it is now. */
    Caller.Identity user(String name) {
        GrantSource.User user = Objects.requireNonNull(grants.userNamed(account, name));
        return new Caller.Identity(user.principal(), "KEY", user.grants(), user.traits());
    }

    /** What the account's root user is answered: the document without its request id, or code and message. */
    String ask(String action, String... parameters) {
        return ask(root(), action, parameters);
    }

    String ask(Caller.Identity caller, String action, String... parameters) {
        return ask(service, caller, action, parameters);
    }

    static String ask(IamService service, Caller.Identity caller, String action, String... parameters) {
        StringBuilder form = new StringBuilder("Version=2010-05-08&Action=" + action);
        for (int i = 0; i < parameters.length; i += 2) {
            form.append('&').append(parameters[i]).append('=');
            form.append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        ResponseWriter response = new ResponseWriter();
        try {
            QueryForm parsed = QueryForm.parse(form.toString().getBytes(StandardCharsets.UTF_8));
            service.handle(caller, PolicyContext.EMPTY, parsed, "REQ", response);
            return new String(response.body(), StandardCharsets.UTF_8)
                    .replaceFirst("<\\?xml[^>]*>\\s*", "")
                    .replace("<ResponseMetadata><RequestId>REQ</RequestId></ResponseMetadata>", "");
        } catch (QueryException refusal) {
            return refusal.error().code() + ": " + refusal.message();
        }
    }

    /** Does something that must go well. */
    String tell(String action, String... parameters) {
        String answer = ask(action, parameters);
        if (!answer.contains("<" + action + "Response")) {
            throw new AssertionError(action + " is refused: " + answer);
        }
        return answer;
    }

    /** The texts of an element, in their order. */
    static List<String> values(String document, String element) {
        return Pattern.compile("<" + element + ">([^<]*)</" + element + ">")
                .matcher(document)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    static String value(String document, String element) {
        List<String> values = values(document, element);
        if (values.size() != 1) {
            throw new AssertionError(element + " stands " + values.size() + " times in " + document);
        }
        return values.getFirst();
    }

    /** An ARN of the account. */
    String arn(String rest) {
        return "arn:aws:iam::" + account.id() + ":" + rest;
    }

    /** A policy of one statement. */
    static String policy(String effect, String action, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"" + effect + "\",\"Action\":\"" + action
                + "\",\"Resource\":\"" + resource + "\"}]}";
    }
}
