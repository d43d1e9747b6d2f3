package io.tarn.core.iam;

import io.tarn.api.iam.AddClientIDToOpenIDConnectProviderRequest;
import io.tarn.api.iam.AddClientIDToOpenIDConnectProviderResponse;
import io.tarn.api.iam.CreateOpenIDConnectProviderRequest;
import io.tarn.api.iam.CreateOpenIDConnectProviderResponse;
import io.tarn.api.iam.DeleteOpenIDConnectProviderResponse;
import io.tarn.api.iam.GetOpenIDConnectProviderRequest;
import io.tarn.api.iam.GetOpenIDConnectProviderResponse;
import io.tarn.api.iam.ListOpenIDConnectProvidersRequest;
import io.tarn.api.iam.ListOpenIDConnectProvidersResponse;
import io.tarn.api.iam.OpenIDConnectProviderListEntry;
import io.tarn.api.iam.RemoveClientIDFromOpenIDConnectProviderRequest;
import io.tarn.api.iam.RemoveClientIDFromOpenIDConnectProviderResponse;
import io.tarn.api.iam.UpdateOpenIDConnectProviderThumbprintResponse;
import io.tarn.api.iam.codec.IamCodecs;
import io.tarn.core.layout.IamProvider;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** OpenID Connect providers. */
final class ProviderOperations {
    private static final String TYPE = "oidc-provider/";
    private static final String SCHEME = "https://";
    private static final int URL_MAX = 255;
    private static final int CLIENT_ID_MAX = 255;
    private static final Pattern URL = Pattern.compile("https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/%-]*)?");
    private static final Pattern THUMBPRINT = Pattern.compile("[0-9A-Fa-f]{40}");

    private ProviderOperations() {}

    static void addTo(OperationTable table) {
        table.add(IamCodecs.CREATE_OPEN_ID_CONNECT_PROVIDER, ProviderOperations::askCreate, ProviderOperations::create);
        table.add(
                IamCodecs.GET_OPEN_ID_CONNECT_PROVIDER,
                (call, in) -> about(call, in.openIDConnectProviderArn()).build(),
                ProviderOperations::get);
        table.add(
                IamCodecs.LIST_OPEN_ID_CONNECT_PROVIDERS,
                (call, in) -> Ask.of(call, Arns.of(call.accountId(), TYPE, "*")).build(),
                ProviderOperations::list);
        table.add(
                IamCodecs.DELETE_OPEN_ID_CONNECT_PROVIDER,
                (call, in) -> about(call, in.openIDConnectProviderArn()).build(),
                (call, in) -> {
                    call.draft().remove(provider(call, in.openIDConnectProviderArn()));
                    return new DeleteOpenIDConnectProviderResponse();
                });
        table.add(
                IamCodecs.ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER,
                (call, in) -> about(call, in.openIDConnectProviderArn()).build(),
                ProviderOperations::addClient);
        table.add(
                IamCodecs.REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER,
                (call, in) -> about(call, in.openIDConnectProviderArn()).build(),
                ProviderOperations::removeClient);
        table.add(
                IamCodecs.UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT,
                (call, in) -> about(call, in.openIDConnectProviderArn()).build(),
                (call, in) -> {
                    IamProvider provider = provider(call, in.openIDConnectProviderArn());
                    call.draft().put(provider.withThumbprints(thumbprints(in.thumbprintList())));
                    return new UpdateOpenIDConnectProviderThumbprintResponse();
                });
    }

    static Ask.Builder about(IamCall call, @Nullable String arn) {
        IamProvider found = find(call, arn);
        Ask.Builder ask = Ask.of(call, checked(arn));
        return found == null ? ask : ask.tagged(found.tags());
    }

    static IamProvider provider(IamCall call, @Nullable String arn) {
        IamProvider found = find(call, arn);
        if (found == null) {
            throw IamErrors.noSuchEntity("OpenIDConnect Provider not found for arn " + arn);
        }
        return found;
    }

    private static String checked(@Nullable String arn) {
        String given = Checks.length(arn, "openIDConnectProviderArn", 20, 2_048);
        if (Arns.account(given).isEmpty() || !Arns.rest(given).startsWith(TYPE)) {
            throw IamErrors.validation("Invalid ARN: " + given + " is not one of an OpenID Connect provider");
        }
        return given;
    }

    private static @Nullable IamProvider find(IamCall call, @Nullable String arn) {
        String given = checked(arn);
        String url = Arns.rest(given).substring(TYPE.length());
        return Arns.account(given).equals(call.accountId())
                ? call.state().providers().get(Shelf.key(url))
                : null;
    }

    /** A URL without its scheme and without a slash at its end. */
    private static String url(@Nullable String sent) {
        String given = Checks.length(sent, "url", 1, URL_MAX);
        if (!URL.matcher(given).matches()) {
            throw IamErrors.validation("Invalid Open ID Connect Provider URL");
        }
        String bare = given.substring(SCHEME.length());
        return bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    }

    private static Ask askCreate(IamCall call, CreateOpenIDConnectProviderRequest in) {
        return Ask.of(call, Arns.of(call.accountId(), TYPE, url(in.url())))
                .tags(in.tags())
                .build();
    }

    private static CreateOpenIDConnectProviderResponse create(IamCall call, CreateOpenIDConnectProviderRequest in) {
        String url = url(in.url());
        if (call.state().providers().containsKey(Shelf.key(url))) {
            throw IamErrors.exists("Provider with url " + SCHEME + url + " already exists.");
        }
        if (call.state().providers().size() >= Quotas.PROVIDERS) {
            throw IamErrors.quota("OpenIdConnectProvidersPerAccount", Quotas.PROVIDERS);
        }
        IamProvider provider = new IamProvider(
                url,
                call.now(),
                clients(in.clientIDList()),
                thumbprints(in.thumbprintList()),
                Tags.with(Map.of(), in.tags()));
        call.draft().put(provider);
        return new CreateOpenIDConnectProviderResponse(
                Arns.provider(call.accountId(), provider), Views.tags(provider.tags()));
    }

    private static GetOpenIDConnectProviderResponse get(IamCall call, GetOpenIDConnectProviderRequest in) {
        IamProvider provider = provider(call, in.openIDConnectProviderArn());
        return new GetOpenIDConnectProviderResponse(
                provider.url(),
                provider.clientIds(),
                provider.thumbprints(),
                IamCall.instant(provider.created()),
                Views.tags(provider.tags()));
    }

    private static ListOpenIDConnectProvidersResponse list(IamCall call, ListOpenIDConnectProvidersRequest in) {
        return new ListOpenIDConnectProvidersResponse(call.state().providers().values().stream()
                .map(provider -> new OpenIDConnectProviderListEntry(Arns.provider(call.accountId(), provider)))
                .toList());
    }

    private static AddClientIDToOpenIDConnectProviderResponse addClient(
            IamCall call, AddClientIDToOpenIDConnectProviderRequest in) {
        IamProvider provider = provider(call, in.openIDConnectProviderArn());
        List<String> all = new ArrayList<>(provider.clientIds());
        all.add(Checks.length(in.clientID(), "clientID", 1, CLIENT_ID_MAX));
        call.draft().put(provider.withClientIds(clients(all)));
        return new AddClientIDToOpenIDConnectProviderResponse();
    }

    private static RemoveClientIDFromOpenIDConnectProviderResponse removeClient(
            IamCall call, RemoveClientIDFromOpenIDConnectProviderRequest in) {
        IamProvider provider = provider(call, in.openIDConnectProviderArn());
        List<String> all = new ArrayList<>(provider.clientIds());
        if (all.remove(Checks.length(in.clientID(), "clientID", 1, CLIENT_ID_MAX))) {
            call.draft().put(provider.withClientIds(all));
        }
        return new RemoveClientIDFromOpenIDConnectProviderResponse();
    }

    private static List<String> clients(@Nullable List<String> sent) {
        Set<String> ids = new LinkedHashSet<>();
        for (String id : sent == null ? List.<String>of() : sent) {
            ids.add(Checks.length(id, "clientID", 1, CLIENT_ID_MAX));
        }
        if (ids.size() > Quotas.CLIENT_IDS) {
            throw IamErrors.quota("ClientIdsPerOpenIdConnectProvider", Quotas.CLIENT_IDS);
        }
        return List.copyOf(ids);
    }

    private static List<String> thumbprints(@Nullable List<String> sent) {
        List<String> prints = new ArrayList<>();
        for (String print : sent == null ? List.<String>of() : sent) {
            if (!THUMBPRINT.matcher(print).matches()) {
                throw IamErrors.invalidInput("Thumbprint must be 40 hexadecimal characters.");
            }
            prints.add(print.toLowerCase(Locale.ROOT));
        }
        if (prints.size() > Quotas.THUMBPRINTS) {
            throw IamErrors.invalidInput("Thumbprint list must contain fewer than " + Quotas.THUMBPRINTS + " entries.");
        }
        return prints;
    }
}
