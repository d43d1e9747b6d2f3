package io.tarn.core.iam;

import io.tarn.api.iam.ChangePasswordRequest;
import io.tarn.api.iam.ChangePasswordResponse;
import io.tarn.api.iam.CreateLoginProfileRequest;
import io.tarn.api.iam.CreateLoginProfileResponse;
import io.tarn.api.iam.DeleteAccountPasswordPolicyRequest;
import io.tarn.api.iam.DeleteAccountPasswordPolicyResponse;
import io.tarn.api.iam.DeleteLoginProfileRequest;
import io.tarn.api.iam.DeleteLoginProfileResponse;
import io.tarn.api.iam.GetAccountPasswordPolicyRequest;
import io.tarn.api.iam.GetAccountPasswordPolicyResponse;
import io.tarn.api.iam.GetLoginProfileRequest;
import io.tarn.api.iam.GetLoginProfileResponse;
import io.tarn.api.iam.IamErrorCode;
import io.tarn.api.iam.LoginProfile;
import io.tarn.api.iam.PasswordPolicy;
import io.tarn.api.iam.UpdateAccountPasswordPolicyRequest;
import io.tarn.api.iam.UpdateAccountPasswordPolicyResponse;
import io.tarn.api.iam.UpdateLoginProfileRequest;
import io.tarn.api.iam.UpdateLoginProfileResponse;
import io.tarn.api.iam.codec.IamCodecs;
import io.tarn.api.query.QueryException;
import io.tarn.core.layout.IamIdentity;
import io.tarn.core.layout.IamIdentity.Kind;
import io.tarn.core.layout.IamLogin;
import io.tarn.core.layout.IamSettings.PasswordRules;
import io.tarn.core.policy.PolicyPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Passwords of users, and what they must be like. */
final class LoginOperations {
    private static final int PASSWORD_MAX = 128;
    private static final int LENGTH_MIN_DEFAULT = 8;
    private static final int LENGTH_LEAST = 6;
    private static final int AGE_DAYS_MAX = 1_095;
    private static final int REUSE_MAX = 24;
    private static final long DAY_MILLIS = 86_400_000;
    private static final String SYMBOLS = "!@#$%^&*()_+-=[]{}|'";
    private static final PasswordRules DEFAULT =
            new PasswordRules(LENGTH_MIN_DEFAULT, false, false, false, false, false, false, 0, 0);

    private final RandomGenerator random;

    LoginOperations(RandomGenerator random) {
        this.random = random;
    }

    void addTo(OperationTable table) {
        table.add(IamCodecs.CREATE_LOGIN_PROFILE, (call, in) -> ask(call, in.userName()), this::create);
        table.add(IamCodecs.GET_LOGIN_PROFILE, (call, in) -> ask(call, in.userName()), LoginOperations::get);
        table.add(IamCodecs.UPDATE_LOGIN_PROFILE, (call, in) -> ask(call, in.userName()), this::update);
        table.add(IamCodecs.DELETE_LOGIN_PROFILE, (call, in) -> ask(call, in.userName()), LoginOperations::delete);
        table.add(IamCodecs.CHANGE_PASSWORD, LoginOperations::askChange, this::change);
        table.add(
                IamCodecs.UPDATE_ACCOUNT_PASSWORD_POLICY,
                (call, in) -> Ask.everything(call),
                LoginOperations::updateRules);
        table.add(IamCodecs.GET_ACCOUNT_PASSWORD_POLICY, (call, in) -> Ask.everything(call), LoginOperations::rules);
        table.add(
                IamCodecs.DELETE_ACCOUNT_PASSWORD_POLICY,
                (call, in) -> Ask.everything(call),
                LoginOperations::deleteRules);
    }

    private static Ask ask(IamCall call, @Nullable String name) {
        String user = call.userName(name);
        return user == null
                ? Ask.of(call, Arns.root(call.accountId())).build()
                : Ask.of(call, Kind.USER, user).build();
    }

    private static Ask askChange(IamCall call, ChangePasswordRequest in) {
        String user = call.userName(null);
        return user == null
                ? Ask.of(call, Arns.root(call.accountId())).build()
                : Ask.of(call, Kind.USER, user)
                        .ownRight(rulesOf(call).ownChange())
                        .build();
    }

    private static IamIdentity user(IamCall call, @Nullable String name) {
        String user = call.userName(name);
        if (user == null) {
            throw IamErrors.validation("Must specify userName when calling with non-User credentials");
        }
        return call.identity(Kind.USER, user);
    }

    private static IamLogin login(IamCall call, IamIdentity user) {
        IamLogin login = call.state().logins().get(user.id());
        if (login == null) {
            throw IamErrors.noSuchEntity("Login Profile for User " + user.name() + " cannot be found.");
        }
        return login;
    }

    private static LoginProfile view(IamIdentity user, IamLogin login) {
        return new LoginProfile(user.name(), IamCall.instant(login.created()), login.resetRequired());
    }

    private CreateLoginProfileResponse create(IamCall call, CreateLoginProfileRequest in) {
        IamIdentity user = user(call, in.userName());
        if (call.state().logins().containsKey(user.id())) {
            throw IamErrors.exists("Login Profile for user " + user.name() + " already exists.");
        }
        String hash = hash(call, in.password(), List.of());
        boolean reset = Boolean.TRUE.equals(in.passwordResetRequired());
        IamLogin login = new IamLogin(user.id(), call.now(), call.now(), hash, List.of(), reset);
        call.draft().put(login);
        return new CreateLoginProfileResponse(view(user, login));
    }

    private static GetLoginProfileResponse get(IamCall call, GetLoginProfileRequest in) {
        IamIdentity user = user(call, in.userName());
        return new GetLoginProfileResponse(view(user, login(call, user)));
    }

    private UpdateLoginProfileResponse update(IamCall call, UpdateLoginProfileRequest in) {
        IamIdentity user = user(call, in.userName());
        IamLogin login = login(call, user);
        boolean reset = in.passwordResetRequired() == null ? login.resetRequired() : in.passwordResetRequired();
        call.draft().put(in.password() == null ? replaced(login, reset) : renewed(call, login, in.password(), reset));
        return new UpdateLoginProfileResponse();
    }

    private static DeleteLoginProfileResponse delete(IamCall call, DeleteLoginProfileRequest in) {
        call.draft().remove(login(call, user(call, in.userName())));
        return new DeleteLoginProfileResponse();
    }

    private ChangePasswordResponse change(IamCall call, ChangePasswordRequest in) {
        if (!(call.caller().principal() instanceof PolicyPrincipal.User)) {
            throw QueryException.of(IamErrorCode.INVALID_USER_TYPE, "Only IAM Users can change their own password");
        }
        IamIdentity user = user(call, null);
        IamLogin login = login(call, user);
        PasswordRules rules = rulesOf(call);
        boolean expired = rules.ageDaysMax() > 0 && call.now() - login.changed() > rules.ageDaysMax() * DAY_MILLIS;
        if (expired && rules.hardExpiry()) {
            throw QueryException.of(
                    IamErrorCode.ENTITY_TEMPORARILY_UNMODIFIABLE,
                    "The password has expired; only an administrator can set a new one");
        }
        if (!PasswordHash.matches(login.hash(), String.valueOf(in.oldPassword()))) {
            throw IamErrors.denied("The old password was incorrect.");
        }
        call.draft().put(renewed(call, login, in.newPassword(), false));
        return new ChangePasswordResponse();
    }

    private static IamLogin replaced(IamLogin login, boolean reset) {
        return new IamLogin(login.userId(), login.created(), login.changed(), login.hash(), login.former(), reset);
    }

    private IamLogin renewed(IamCall call, IamLogin login, @Nullable String password, boolean reset) {
        List<String> former = new ArrayList<>();
        former.add(login.hash());
        former.addAll(login.former());
        String hash = hash(call, password, former);
        List<String> kept = former.subList(0, Math.min(former.size(), REUSE_MAX));
        return new IamLogin(login.userId(), login.created(), call.now(), hash, kept, reset);
    }

    private static PasswordRules rulesOf(IamCall call) {
        return Objects.requireNonNullElse(call.state().settings().passwords(), DEFAULT);
    }

    /** What a password that keeps the rules is held against. */
    private String hash(IamCall call, @Nullable String password, List<String> former) {
        PasswordRules rules = rulesOf(call);
        if (password == null || password.isEmpty() || password.length() > PASSWORD_MAX) {
            throw violation("a password has 1 to " + PASSWORD_MAX + " characters");
        }
        check(password.length() >= rules.lengthMin(), "Password should have a minimum length of " + rules.lengthMin());
        check(
                !rules.symbols() || password.chars().anyMatch(c -> SYMBOLS.indexOf(c) >= 0),
                "Password should have at least one symbol");
        check(
                !rules.digits() || password.chars().anyMatch(c -> c >= '0' && c <= '9'),
                "Password should have at least one number");
        check(
                !rules.upperCase() || password.chars().anyMatch(c -> c >= 'A' && c <= 'Z'),
                "Password should have at least one uppercase letter");
        check(
                !rules.lowerCase() || password.chars().anyMatch(c -> c >= 'a' && c <= 'z'),
                "Password should have at least one lowercase letter");
        List<String> recent = former.subList(0, Math.min(former.size(), rules.reusePrevention()));
        check(
                recent.stream().noneMatch(hash -> PasswordHash.matches(hash, password)),
                "Password should not be one of the last " + rules.reusePrevention());
        return PasswordHash.of(password, random);
    }

    private static void check(boolean kept, String rule) {
        if (!kept) {
            throw violation(rule);
        }
    }

    private static QueryException violation(String rule) {
        return QueryException.of(
                IamErrorCode.PASSWORD_POLICY_VIOLATION,
                "Password does not conform to the account password policy: " + rule);
    }

    private static UpdateAccountPasswordPolicyResponse updateRules(
            IamCall call, UpdateAccountPasswordPolicyRequest in) {
        Integer length = in.minimumPasswordLength();
        Integer age = in.maxPasswordAge();
        Integer reuse = in.passwordReusePrevention();
        PasswordRules rules = new PasswordRules(
                length == null
                        ? LENGTH_LEAST
                        : Checks.range(length, "minimumPasswordLength", LENGTH_LEAST, PASSWORD_MAX),
                Boolean.TRUE.equals(in.requireSymbols()),
                Boolean.TRUE.equals(in.requireNumbers()),
                Boolean.TRUE.equals(in.requireUppercaseCharacters()),
                Boolean.TRUE.equals(in.requireLowercaseCharacters()),
                Boolean.TRUE.equals(in.allowUsersToChangePassword()),
                Boolean.TRUE.equals(in.hardExpiry()),
                age == null || age == 0 ? 0 : Checks.range(age, "maxPasswordAge", 1, AGE_DAYS_MAX),
                reuse == null || reuse == 0 ? 0 : Checks.range(reuse, "passwordReusePrevention", 1, REUSE_MAX));
        call.draft().put(call.state().settings().withPasswords(rules));
        return new UpdateAccountPasswordPolicyResponse();
    }

    private static GetAccountPasswordPolicyResponse rules(IamCall call, GetAccountPasswordPolicyRequest in) {
        PasswordRules rules = required(call);
        return new GetAccountPasswordPolicyResponse(PasswordPolicy.builder()
                .minimumPasswordLength(rules.lengthMin())
                .requireSymbols(rules.symbols())
                .requireNumbers(rules.digits())
                .requireUppercaseCharacters(rules.upperCase())
                .requireLowercaseCharacters(rules.lowerCase())
                .allowUsersToChangePassword(rules.ownChange())
                .expirePasswords(rules.ageDaysMax() > 0)
                .maxPasswordAge(rules.ageDaysMax() > 0 ? rules.ageDaysMax() : null)
                .passwordReusePrevention(rules.reusePrevention() > 0 ? rules.reusePrevention() : null)
                .hardExpiry(rules.ageDaysMax() > 0 ? rules.hardExpiry() : null)
                .build());
    }

    private static DeleteAccountPasswordPolicyResponse deleteRules(
            IamCall call, DeleteAccountPasswordPolicyRequest in) {
        required(call);
        call.draft().put(call.state().settings().withPasswords(null));
        return new DeleteAccountPasswordPolicyResponse();
    }

    private static PasswordRules required(IamCall call) {
        PasswordRules rules = call.state().settings().passwords();
        if (rules == null) {
            throw IamErrors.noSuchEntity(
                    "The Password Policy with domain name " + call.accountId() + " cannot be found.");
        }
        return rules;
    }
}
