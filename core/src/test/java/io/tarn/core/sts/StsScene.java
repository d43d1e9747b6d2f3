package io.tarn.core.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.query.QueryException;
import io.tarn.api.query.QueryForm;
import io.tarn.api.sts.StsOperation;
import io.tarn.core.access.Caller;
import io.tarn.core.access.Grants;
import io.tarn.core.access.PolicyAuthorizer;
import io.tarn.core.account.Account;
import io.tarn.core.auth.AccessKey;
import io.tarn.core.auth.GeneratedKey;
import io.tarn.core.auth.Secret;
import io.tarn.core.identity.AccessKeys;
import io.tarn.core.identity.AccountRow;
import io.tarn.core.identity.Identities;
import io.tarn.core.identity.KeyOwner;
import io.tarn.core.identity.People;
import io.tarn.core.identity.Registry;
import io.tarn.core.policy.PolicyContext;
import io.tarn.core.seal.MasterKey;
import io.tarn.storage.Store;
import io.tarn.storage.memory.MemoryStore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** STS over two accounts with users and roles, at a time that moves when told. */
final class StsScene implements AutoCloseable {
    static final String ALLOW_S3 = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:Get*\",\"Resource\":\"*\"}}";

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    private final Random random = new Random(3);
    private final Store store = new MemoryStore();
    private final Account operator = new Account("100000000001", "f".repeat(64));
    final Registry registry = Registry.open(
            store, MasterKey.generate(random), operator, "ROOTKEY", Secret.of("root-secret"), clock, random);
    final People people = new People();
    final Identities identities = new Identities(registry, people, clock);
    final Account home = account("home");
    final Account other = account("other");
    private final StsService sts;

    StsScene(KeySets keySets) {
        PolicyAuthorizer authorizer = new PolicyAuthorizer(registry.accounts()::isActive);
        sts = new StsService(registry, identities, people, authorizer, keySets, clock, random);
    }

    private Account account(String name) {
        return Objects.requireNonNull(registry.life().create(name, "R")).account();
    }

    void advance(long seconds) {
        now = now.plusSeconds(seconds);
    }

    /** A key with its session token, if it is a session's. */
    record Keys(String id, String secret, @Nullable String token) {}

    /** A new user of an account and a key of it. */
    Keys user(Account account, String name, Grants grants) {
        String id = "AIDA" + name.toUpperCase(java.util.Locale.ROOT) + account.id();
        people.user(account, id, name, grants);
        return keys(new KeyOwner(account.id(), id));
    }

    Keys root(Account account) {
        return keys(KeyOwner.root(account.id()));
    }

    private Keys keys(KeyOwner owner) {
        GeneratedKey key = ((AccessKeys.Creation.Created) registry.keys().create(owner, "R")).key();
        return new Keys(key.accessKeyId(), key.secret().reveal(), null);
    }

    /** Makes everything that is remembered of an account be read again. */
    void touch(Account account) {
        AccountRow row = Objects.requireNonNull(registry.accounts().read(account.id()));
        assertThat(registry.accounts().commit(row, row.change("R"))).isTrue();
    }

    /** Who a key stands for now. */
    Caller.Identity caller(Keys keys) {
        AccessKey found = Objects.requireNonNull(identities.find(keys.id(), keys.token()));
        assertThat(found.secret().matches(Secret.of(keys.secret()))).isTrue();
        return found.owner();
    }

    /** Asks as somebody, or as nobody; parameters are names and values in turn. */
    String ask(@Nullable Keys keys, String action, String... parameters) {
        StringBuilder form = new StringBuilder("Action=" + action + "&Version=" + StsOperation.VERSION);
        for (int i = 0; i < parameters.length; i += 2) {
            form.append('&').append(parameters[i]).append('=');
            form.append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        ResponseWriter response = new ResponseWriter();
        Caller caller = keys == null ? new Caller.Anonymous() : caller(keys);
        QueryForm parsed = QueryForm.parse(form.toString().getBytes(StandardCharsets.UTF_8));
        sts.handle(
                new StsService.Request("R", caller, keys == null ? null : keys.token(), PolicyContext.EMPTY, parsed),
                response);
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** The credentials in an answer. */
    static Keys credentials(String answer) {
        return new Keys(
                element(answer, "AccessKeyId"), element(answer, "SecretAccessKey"), element(answer, "SessionToken"));
    }

    static String element(String answer, String name) {
        Matcher matcher =
                Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(answer);
        assertThat(matcher.find()).as(answer).isTrue();
        return matcher.group(1);
    }

    void refused(String code, @Nullable Keys keys, String action, String... parameters) {
        assertThatThrownBy(() -> ask(keys, action, parameters))
                .isInstanceOfSatisfying(
                        QueryException.class,
                        refusal -> assertThat(refusal.error().code())
                                .as(refusal.message())
                                .isEqualTo(code));
    }

    /** A trust policy that names a principal, on a condition or none. */
    static String trust(String principal, String condition) {
        return "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{" + principal + "},\"Action\":\"sts:*\"" + condition
                + "}}";
    }

    static String aws(String arn) {
        return "\"AWS\":\"" + arn + "\"";
    }

    @Override
    public void close() {
        registry.close();
    }
}
