package io.tarn.testkit;

import io.tarn.core.access.Account;
import io.tarn.core.access.Accounts;
import io.tarn.core.access.Caller;
import io.tarn.core.access.OwnerAuthorizer;
import io.tarn.core.auth.AccessKey;
import io.tarn.core.auth.Credentials;
import io.tarn.core.auth.Secret;
import io.tarn.core.gate.S3Settings;
import io.tarn.core.service.S3Service;
import io.tarn.server.TarnServer;
import io.tarn.storage.Store;
import io.tarn.storage.memory.MemoryStore;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A running S3 for tests. It forgets everything when it is closed; several may run at once. Objects are kept on the heap,
 * of which they may fill half.
 */
public final class TestTarn implements AutoCloseable {
    private static final String REGION = "us-east-1";
    private static final Account ACCOUNT =
            new Account("100000000001", "e0f8d821dd128adda5fea8e8cad47b29ad3cbdbad6162e8b4b16ed3d87ca143a");

    private final String accessKey;
    private final Secret secret;
    private final Store store;
    private final S3Service service;
    private final TarnServer server;

    private TestTarn(SecureRandom random) {
        this.accessKey = "TEST" + random(random, 8).toUpperCase(Locale.ROOT);
        this.secret = Secret.of(random(random, 20));
        this.store = new MemoryStore();
        this.service = S3Service.open(store, settings(accessKey, secret), Clock.systemUTC(), random);
        this.server = TarnServer.builder(service).start();
    }

    /** Starts one on a free port of the loopback address. */
    public static TestTarn start() {
        return new TestTarn(new SecureRandom());
    }

    private static String random(SecureRandom random, int bytes) {
        byte[] octets = new byte[bytes];
        random.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }

    private static S3Settings settings(String accessKey, Secret secret) {
        Caller.Identity root = new Caller.Identity(ACCOUNT, ACCOUNT.rootArn(), accessKey);
        AccessKey key = new AccessKey(secret, root);
        Credentials credentials = asked -> asked.equals(accessKey) ? key : null;
        return new S3Settings(REGION, List.of("localhost"), credentials, Accounts.only(ACCOUNT), new OwnerAuthorizer());
    }

    /** Where it is, for path style; with {@code localhost} for the host, {@code bucket.localhost} works too. */
    public URI endpoint() {
        return URI.create("http://localhost:" + server.address().getPort());
    }

    /** The region to sign for. */
    public String region() {
        return REGION;
    }

    /** The id of the only access key. */
    public String accessKey() {
        return accessKey;
    }

    /** Its secret. */
    public String secretKey() {
        return secret.reveal();
    }

    /** Stops it; what it kept is gone. */
    @Override
    public void close() {
        server.close();
        service.close();
        store.close();
    }
}
