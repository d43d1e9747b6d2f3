package io.tarn.core.iam;

import io.tarn.api.iam.CreateAccountAliasRequest;
import io.tarn.api.iam.CreateAccountAliasResponse;
import io.tarn.api.iam.DeleteAccountAliasRequest;
import io.tarn.api.iam.DeleteAccountAliasResponse;
import io.tarn.api.iam.GetAccountSummaryRequest;
import io.tarn.api.iam.GetAccountSummaryResponse;
import io.tarn.api.iam.ListAccountAliasesRequest;
import io.tarn.api.iam.ListAccountAliasesResponse;
import io.tarn.api.iam.codec.IamCodecs;
import io.tarn.api.query.QueryException;
import io.tarn.core.identity.AccessKeys;
import io.tarn.core.identity.KeyOwner;
import io.tarn.core.layout.IamIdentity.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What belongs to the account as a whole: its alias, what it holds, all of it at once. */
final class AccountOperations {
    private static final Pattern ALIAS = Pattern.compile("[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]");

    private final AccessKeys keys;

    AccountOperations(AccessKeys keys) {
        this.keys = keys;
    }

    void addTo(OperationTable table) {
        table.add(IamCodecs.CREATE_ACCOUNT_ALIAS, (call, in) -> Ask.everything(call), AccountOperations::createAlias);
        table.add(IamCodecs.DELETE_ACCOUNT_ALIAS, (call, in) -> Ask.everything(call), AccountOperations::deleteAlias);
        table.add(IamCodecs.LIST_ACCOUNT_ALIASES, (call, in) -> Ask.everything(call), AccountOperations::aliases);
        table.add(IamCodecs.GET_ACCOUNT_SUMMARY, (call, in) -> Ask.everything(call), this::summary);
        table.add(
                IamCodecs.GET_ACCOUNT_AUTHORIZATION_DETAILS,
                (call, in) -> Ask.everything(call),
                (call, in) -> AuthorizationDetails.of(call.state(), in));
    }

    private static CreateAccountAliasResponse createAlias(IamCall call, CreateAccountAliasRequest in) {
        String alias = Checks.length(in.accountAlias(), "accountAlias", 3, 63);
        if (!ALIAS.matcher(alias).matches()) {
            throw QueryException.invalid(
                    "'" + alias + "'",
                    "accountAlias",
                    "Member must satisfy regular expression pattern: ^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$");
        }
        call.draft().put(call.state().settings().withAlias(alias));
        return new CreateAccountAliasResponse();
    }

    private static DeleteAccountAliasResponse deleteAlias(IamCall call, DeleteAccountAliasRequest in) {
        String alias = Checks.length(in.accountAlias(), "accountAlias", 3, 63);
        if (!alias.equals(call.state().settings().alias())) {
            throw IamErrors.noSuchEntity("The account alias " + alias + " cannot be found.");
        }
        call.draft().put(call.state().settings().withAlias(null));
        return new DeleteAccountAliasResponse();
    }

    private static ListAccountAliasesResponse aliases(IamCall call, ListAccountAliasesRequest in) {
        String alias = call.state().settings().alias();
        return new ListAccountAliasesResponse(alias == null ? List.of() : List.of(alias), false, null);
    }

    private GetAccountSummaryResponse summary(IamCall call, GetAccountSummaryRequest in) {
        IamState state = call.state();
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("Users", state.users().size());
        counts.put("UsersQuota", Quotas.USERS);
        counts.put("Groups", state.groups().size());
        counts.put("GroupsQuota", Quotas.GROUPS);
        counts.put("Roles", state.roles().size());
        counts.put("RolesQuota", Quotas.ROLES);
        counts.put("Policies", state.policies().size());
        counts.put("PoliciesQuota", Quotas.POLICIES);
        counts.put("PolicySizeQuota", Quotas.POLICY_SIZE);
        counts.put(
                "PolicyVersionsInUse",
                state.versions().values().stream().mapToInt(Map::size).sum());
        counts.put("PolicyVersionsInUseQuota", Quotas.POLICIES * Quotas.VERSIONS);
        counts.put("VersionsPerPolicyQuota", Quotas.VERSIONS);
        counts.put("InstanceProfiles", state.profiles().size());
        counts.put("InstanceProfilesQuota", Quotas.PROFILES);
        counts.put("Providers", state.providers().size());
        counts.put("AccessKeysPerUserQuota", AccessKeys.KEYS_MAX);
        counts.put(
                "AccountAccessKeysPresent",
                keys.list(KeyOwner.root(call.accountId())).size());
        counts.put("AccountMFAEnabled", 0);
        counts.put("AccountPasswordPresent", 0);
        counts.put("AccountSigningCertificatesPresent", 0);
        counts.put("AssumeRolePolicySizeQuota", Quotas.TRUST_SIZE);
        counts.put("AttachedPoliciesPerGroupQuota", Quotas.ATTACHED);
        counts.put("AttachedPoliciesPerRoleQuota", Quotas.ATTACHED);
        counts.put("AttachedPoliciesPerUserQuota", Quotas.ATTACHED);
        counts.put("GroupPolicySizeQuota", Quotas.inline(Kind.GROUP));
        counts.put("GroupsPerUserQuota", Quotas.GROUPS_OF_USER);
        counts.put("RolePolicySizeQuota", Quotas.inline(Kind.ROLE));
        counts.put("UserPolicySizeQuota", Quotas.inline(Kind.USER));
        counts.put("MFADevices", 0);
        counts.put("MFADevicesInUse", 0);
        counts.put("ServerCertificates", 0);
        counts.put("ServerCertificatesQuota", 0);
        counts.put("SigningCertificatesPerUserQuota", 0);
        return new GetAccountSummaryResponse(counts);
    }
}
