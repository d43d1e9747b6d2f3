package io.tarn.core.iam;

import io.tarn.api.iam.ListMFADevicesResponse;
import io.tarn.api.iam.ListSAMLProvidersResponse;
import io.tarn.api.iam.ListSSHPublicKeysResponse;
import io.tarn.api.iam.ListServerCertificatesResponse;
import io.tarn.api.iam.ListServiceSpecificCredentialsResponse;
import io.tarn.api.iam.ListSigningCertificatesResponse;
import io.tarn.api.iam.ListVirtualMFADevicesResponse;
import io.tarn.api.iam.codec.IamCodecs;
import io.tarn.core.layout.IamIdentity.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists of what nobody can have here: certificates, SSH keys, MFA devices, SAML providers. Tools ask for them before they delete
 * a user.
 */
final class EmptyListings {
    private EmptyListings() {}

    static void addTo(OperationTable table) {
        table.add(IamCodecs.LIST_MFA_DEVICES, (call, in) -> ask(call, in.userName()), (call, in) -> {
            checkUser(call, in.userName());
            return new ListMFADevicesResponse(List.of(), false, null);
        });
        table.add(IamCodecs.LIST_SSH_PUBLIC_KEYS, (call, in) -> ask(call, in.userName()), (call, in) -> {
            checkUser(call, in.userName());
            return new ListSSHPublicKeysResponse(List.of(), false, null);
        });
        table.add(IamCodecs.LIST_SIGNING_CERTIFICATES, (call, in) -> ask(call, in.userName()), (call, in) -> {
            checkUser(call, in.userName());
            return new ListSigningCertificatesResponse(List.of(), false, null);
        });
        table.add(IamCodecs.LIST_SERVICE_SPECIFIC_CREDENTIALS, (call, in) -> ask(call, in.userName()), (call, in) -> {
            checkUser(call, in.userName());
            return new ListServiceSpecificCredentialsResponse(List.of(), null, false);
        });
        table.add(
                IamCodecs.LIST_SERVER_CERTIFICATES,
                (call, in) -> Ask.all(call, "server-certificate", in.pathPrefix()),
                (call, in) -> new ListServerCertificatesResponse(List.of(), false, null));
        table.add(
                IamCodecs.LIST_VIRTUAL_MFA_DEVICES,
                (call, in) -> Ask.everything(call),
                (call, in) -> new ListVirtualMFADevicesResponse(List.of(), false, null));
        table.add(
                IamCodecs.LIST_SAML_PROVIDERS,
                (call, in) -> Ask.everything(call),
                (call, in) -> new ListSAMLProvidersResponse(List.of()));
    }

    private static Ask ask(IamCall call, @Nullable String name) {
        String user = call.userName(name);
        return user == null
                ? Ask.of(call, Arns.root(call.accountId())).build()
                : Ask.of(call, Kind.USER, user).build();
    }

    private static void checkUser(IamCall call, @Nullable String name) {
        String user = call.userName(name);
        if (user != null) {
            call.identity(Kind.USER, user);
        }
    }
}
