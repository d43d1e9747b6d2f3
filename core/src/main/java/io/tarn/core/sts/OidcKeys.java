package io.tarn.core.sts;

import io.tarn.api.query.QueryException;
import io.tarn.api.sts.StsErrorCode;
import io.tarn.core.access.GrantSource;
import io.tarn.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the keys of OpenID Connect providers, as their discovery document says (OpenID Connect Discovery 1.0, 4), over
 * HTTPS only, without following redirects, within bounds of time and length. Remembers them for an hour; a key that is
 * not among them makes it look again, at most once a minute for each provider.
 */
public final class OidcKeys implements KeySets {
    private static final Logger LOG = LoggerFactory.getLogger(OidcKeys.class);
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final Duration CONNECT_TIME = Duration.ofSeconds(3);
    private static final Duration ANSWER_TIME = Duration.ofSeconds(5);
    private static final int DOCUMENT_MAX = 256 * 1024;
    private static final long KEEP_MILLIS = Duration.ofHours(1).toMillis();
    private static final long AGAIN_MILLIS = Duration.ofMinutes(1).toMillis();

    /** Most providers remembered; when they are reached, all are forgotten. */
    private static final int PROVIDERS_MAX = 1_000;

    /** Most providers asked at once: a slow one does not take all threads. */
    private static final int FETCHES_MAX = 8;

    private static final int OK = 200;

    private final InstantSource clock;
    private final Semaphore fetching = new Semaphore(FETCHES_MAX);
    private final ConcurrentHashMap<Name, Fetched> remembered = new ConcurrentHashMap<>();

    /** Two accounts may trust one provider by different certificates. */
    private record Name(String url, List<String> thumbprints) {}

    /**
     * What a provider gave.
     *
     * @param keys null if it did not answer as it should
     */
    private record Fetched(@Nullable JsonWebKeys keys, long when) {}

    /** Keys that grow old by this clock. */
    public OidcKeys(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public @Nullable PublicKey find(GrantSource.Provider provider, @Nullable String keyId) {
        Name name = new Name(
                provider.url(),
                provider.thumbprints().stream()
                        .map(print -> print.toLowerCase(Locale.ROOT))
                        .toList());
        long now = clock.millis();
        Fetched fetched = remembered.get(name);
        PublicKey known = fetched == null || fetched.keys() == null
                ? null
                : fetched.keys().find(keyId);
        long age = fetched == null ? Long.MAX_VALUE : now - fetched.when();
        if (fetched == null || age >= (known == null ? AGAIN_MILLIS : KEEP_MILLIS)) {
            fetched = new Fetched(fetch(name), now);
            if (remembered.size() >= PROVIDERS_MAX) {
                remembered.clear();
            }
            remembered.put(name, fetched);
        }
        if (fetched.keys() == null) {
            throw QueryException.of(
                    StsErrorCode.IDP_COMMUNICATION_ERROR,
                    "The keys of https://" + provider.url() + " could not be fetched");
        }
        return fetched.keys().find(keyId);
    }

    private @Nullable JsonWebKeys fetch(Name name) {
        if (!fetching.tryAcquire()) {
            return null;
        }
        HttpClient http = HttpClient.newBuilder()
                .sslContext(PinnedTrust.context(name.thumbprints()))
                .connectTimeout(CONNECT_TIME)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        try {
            return fetch(http, name.url());
        } catch (IOException | ExecutionException | TimeoutException | IllegalArgumentException failed) {
            LOG.warn("The keys of {} cannot be fetched: {}", name.url(), failed.toString());
            return null;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            http.shutdownNow();
            fetching.release();
        }
    }

    private static JsonWebKeys fetch(HttpClient http, String url)
            throws IOException, ExecutionException, TimeoutException, InterruptedException {
        String issuer = "https://" + url;
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        JsonObject discovery = JsonObject.parse(get(http, base + DISCOVERY));
        String keys = discovery == null ? null : discovery.text("jwks_uri");
        if (discovery == null || keys == null || !issuer.equals(discovery.text("issuer"))) {
            throw new IOException("its discovery document names another issuer, or no keys");
        }
        JsonWebKeys read = JsonWebKeys.parse(get(http, keys));
        if (read == null) {
            throw new IOException("what it gives for keys is no key set");
        }
        return read;
    }

    private static String get(HttpClient http, String address)
            throws IOException, ExecutionException, TimeoutException, InterruptedException {
        URI uri = URI.create(address);
        if (!"https".equals(uri.getScheme()) || uri.getHost() == null || uri.getUserInfo() != null) {
            throw new IOException(address + " is no address for HTTPS");
        }
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("accept", "application/json").build();
        HttpResponse<byte[]> answer = http.sendAsync(
                        request,
                        HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), DOCUMENT_MAX))
                .get(ANSWER_TIME.toMillis(), TimeUnit.MILLISECONDS);
        if (answer.statusCode() != OK) {
            throw new IOException(address + " answers " + answer.statusCode());
        }
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
