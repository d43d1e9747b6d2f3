package io.tarn.core.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.http.Headers;
import io.tarn.api.http.RequestHead;
import io.tarn.core.Connection;
import io.tarn.core.access.Grants;
import io.tarn.core.access.PolicyAuthorizer;
import io.tarn.core.account.Account;
import io.tarn.core.auth.GeneratedKey;
import io.tarn.core.auth.RawClient;
import io.tarn.core.auth.Secret;
import io.tarn.core.bucket.Buckets;
import io.tarn.core.explain.Explanations;
import io.tarn.core.fixture.BytesBody;
import io.tarn.core.fixture.Recorded;
import io.tarn.core.gate.AdminGate;
import io.tarn.core.gate.S3Settings;
import io.tarn.core.identity.AccessKeys;
import io.tarn.core.identity.Identities;
import io.tarn.core.identity.KeyOwner;
import io.tarn.core.identity.People;
import io.tarn.core.identity.Registry;
import io.tarn.core.seal.MasterKey;
import io.tarn.core.setting.BucketSettings;
import io.tarn.storage.Store;
import io.tarn.storage.memory.MemoryStore;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The admin service through its gate: who may, and what happens. */
final class AdminServiceTest {
    private static final Account OPERATOR = new Account("100000000001", "f".repeat(64));

    private final Random random = new Random(3);
    private final Clock clock = Clock.fixed(RawClient.NOW, ZoneOffset.UTC);
    private final Store store = new MemoryStore();
    private final Registry registry = Registry.open(
            store, MasterKey.generate(random), OPERATOR, RawClient.KEY_ID, Secret.of(RawClient.SECRET), clock, random);
    private final People people = new People();
    private final Buckets buckets = new Buckets(store, clock, "us-east-1", BucketSettings.DEFAULT);
    private final AdminGate gate = new AdminGate(
            new S3Settings(
                    "us-east-1",
                    List.of(),
                    new Identities(registry, people, clock),
                    registry.accounts(),
                    new PolicyAuthorizer(registry.accounts()::isActive)),
            new AdminService(registry, buckets, new Explanations(clock)),
            clock,
            random);

    @AfterEach
    void close() {
        registry.close();
    }

    private static String form(String action, String... parameters) {
        StringBuilder form = new StringBuilder("Action=" + action + "&Version=" + AdminService.VERSION);
        for (int i = 0; i < parameters.length; i += 2) {
            form.append('&').append(parameters[i]).append('=');
            form.append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return form.toString();
    }

    private static RawClient client(String form) {
        return new RawClient()
                .method("POST")
                .path("/")
                .header("host", "127.0.0.1:9001")
                .service("tarn")
                .payload(RawClient.hex(RawClient.digest(form.getBytes(StandardCharsets.UTF_8))));
    }

    private Recorded send(RequestHead head, String form) {
        Recorded response = new Recorded();
        gate.handle(
                head,
                new Connection(InetAddress.getLoopbackAddress(), false),
                new BytesBody(form.getBytes(StandardCharsets.UTF_8), true),
                response);
        return response;
    }

    private Recorded ask(String action, String... parameters) {
        String form = form(action, parameters);
        return send(client(form).signed(), form);
    }

    private static String element(Recorded answer, String name) {
        Matcher matcher =
                Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(answer.text());
        assertThat(matcher.find()).as(answer.text()).isTrue();
        return matcher.group(1);
    }

    private static void assertError(Recorded answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text()).contains("<Code>" + code + "</Code>");
    }

    @Test
    void account_createdDisabledEnabledDeleted_isListedSo() {
        Recorded made = ask("CreateAccount", "Name", "ana", "AccessKeyId", "ANAKEY", "SecretAccessKey", "ana-secret");
        String id = element(made, "AccountId");
        assertThat(element(made, "SecretAccessKey")).isEqualTo("ana-secret");
        assertThat(ask("ListAccounts").text()).contains(OPERATOR.id(), id, "<State>active</State>");
        assertThat(ask("DisableAccount", "Account", "ana").status()).isEqualTo(200);
        assertThat(ask("ListAccounts").text()).contains("<State>disabled</State>");
        assertThat(ask("EnableAccount", "Account", id).status()).isEqualTo(200);
        assertThat(ask("DeleteAccount", "Account", "ana").status()).isEqualTo(200);
        assertThat(ask("ListAccounts").text()).doesNotContain(id);
        assertError(ask("DeleteAccount", "Account", "ana"), 404, "NoSuchAccount");
        assertError(ask("DeleteAccount", "Account", id), 404, "NoSuchAccount");
    }

    @Test
    void createAccount_withoutAKey_makesOne() {
        Recorded made = ask("CreateAccount", "Name", "ana");
        assertThat(element(made, "AccessKeyId")).startsWith("TARN");
        assertThat(element(made, "SecretAccessKey")).hasSize(40);
        assertError(ask("CreateAccount", "Name", "ana"), 409, "AccountAlreadyExists");
        assertError(ask("CreateAccount", "Name", "a b"), 400, "ValidationError");
        assertError(ask("CreateAccount", "Name", "b", "AccessKeyId", "X12"), 400, "ValidationError");
    }

    // ABUSE 56
    @Test
    void createAccount_keyOfAnother_isRefusedAndLeavesNothing() {
        assertError(
                ask("CreateAccount", "Name", "ana", "AccessKeyId", RawClient.KEY_ID, "SecretAccessKey", "something1"),
                409,
                "AccessKeyNotPossible");
        assertThat(ask("ListAccounts").text()).doesNotContain("ana");
    }

    @Test
    void operatorsAccount_isNeitherDisabledNorDeleted() {
        assertError(ask("DisableAccount", "Account", OPERATOR.id()), 409, "OperatorAccount");
        assertError(ask("DeleteAccount", "Account", "operator"), 409, "OperatorAccount");
    }

    @Test
    void publicAccessBlock_setReadCleared_isTheAccounts() {
        ask("CreateAccount", "Name", "ana");
        assertError(ask("GetAccountPublicAccessBlock", "Account", "ana"), 404, "NoSuchPublicAccessBlockConfiguration");
        ask("PutAccountPublicAccessBlock", "Account", "ana", "BlockPublicPolicy", "true");
        Recorded block = ask("GetAccountPublicAccessBlock", "Account", "ana");
        assertThat(element(block, "BlockPublicPolicy")).isEqualTo("true");
        assertThat(element(block, "BlockPublicAcls")).isEqualTo("false");
        assertThat(ask("DeleteAccountPublicAccessBlock", "Account", "ana").status())
                .isEqualTo(200);
        assertError(ask("GetAccountPublicAccessBlock", "Account", "ana"), 404, "NoSuchPublicAccessBlockConfiguration");
    }

    // ABUSE 10, 48
    @Test
    void requests_unsignedOldForAnotherHostOrServiceOrWithoutTheSecret_areRefused() {
        String form = form("ListAccounts");
        RequestHead unsigned = new RequestHead(
                "POST", "/", "", Headers.builder().add("host", "127.0.0.1:9001").build());
        assertError(send(unsigned, form), 403, "MissingAuthenticationToken");
        assertError(send(client(form).service("s3").signed(), form), 403, "MissingAuthenticationToken");
        assertError(send(client(form).secret("wrong").signed(), form), 403, "SignatureDoesNotMatch");
        RawClient old = client(form).time(RawClient.NOW.minus(Duration.ofMinutes(16)));
        assertError(send(old.signed(), form), 403, "SignatureDoesNotMatch");
        RequestHead good = client(form).signed();
        Headers.Builder elsewhere = Headers.builder();
        good.headers()
                .forEach(field ->
                        elsewhere.add(field.name(), field.name().equals("host") ? "other:9001" : field.value()));
        RequestHead moved = new RequestHead("POST", "/", "", elsewhere.build());
        assertError(send(moved, form), 403, "SignatureDoesNotMatch");
        assertThat(send(good, form).status()).isEqualTo(200);
    }

    private RawClient as(Account account, String userId, Grants grants, String form) {
        people.user(account, userId, userId.toLowerCase(java.util.Locale.ROOT), grants);
        GeneratedKey key =
                ((AccessKeys.Creation.Created) registry.keys().create(new KeyOwner(account.id(), userId), "R")).key();
        return client(form).keyId(key.accessKeyId()).secret(key.secret().reveal());
    }

    // ABUSE 45
    @Test
    void everyOperation_withoutPermission_isRefused() {
        Account other =
                Objects.requireNonNull(registry.life().create("other", "R")).account();
        for (AdminOperation operation : AdminOperation.values()) {
            String form = form(operation.apiName(), "Account", "other", "Name", "new");
            String suffix = operation.name();
            RawClient nobody = as(OPERATOR, "NOBODY" + suffix, Grants.NONE, form);
            assertError(send(nobody.signed(), form), 403, "AccessDenied");
            RawClient s3Only = as(OPERATOR, "S3" + suffix, People.allowing("s3:*"), form);
            assertError(send(s3Only.signed(), form), 403, "AccessDenied");
            RawClient foreign = as(other, "FOREIGN" + suffix, People.allowing("*"), form);
            assertError(send(foreign.signed(), form), 403, "AccessDenied");
        }
        assertThat(registry.accounts().findName("new")).isNull();
        String form = form("ListAccounts");
        RawClient lister = as(OPERATOR, "LISTER", People.allowing("tarn:ListAccounts"), form);
        assertThat(send(lister.signed(), form).status()).isEqualTo(200);
    }

    // ABUSE 45
    @Test
    void everyOperation_ofRootOfAnotherAccount_isRefused() {
        Account other =
                Objects.requireNonNull(registry.life().create("other", "R")).account();
        GeneratedKey key = ((AccessKeys.Creation.Created) registry.keys().create(KeyOwner.root(other.id()), "R")).key();
        String codes = Arrays.stream(AdminOperation.values())
                .map(operation -> {
                    String form = form(operation.apiName(), "Account", "other", "Name", "new");
                    RawClient root = client(form)
                            .keyId(key.accessKeyId())
                            .secret(key.secret().reveal());
                    return element(send(root.signed(), form), "Code");
                })
                .distinct()
                .collect(Collectors.joining());
        assertThat(codes).isEqualTo("AccessDenied");
    }
}
