package io.tarn.testkit;

import io.tarn.api.error.S3Exception;
import io.tarn.core.auth.GeneratedKey;
import io.tarn.core.auth.Secret;
import io.tarn.server.TarnServer;
import io.tarn.server.http.EdgeLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A running S3, in memory only: what it holds is gone once it is closed, or {@linkplain #clear cleared}. It speaks plain
 * HTTP on {@code 127.0.0.1}. Any number may run in one process; they share nothing. All methods may be called by any
 * thread.
 *
 * <pre>{@code
 * try (Tarn tarn = Tarn.start()) {
 *     tarn.createBucket("orders");
 *     // any S3 client: tarn.endpoint(), tarn.region(), tarn.accessKeyId(), tarn.secretAccessKey()
 * }
 * }</pre>
 */
public final class Tarn implements AutoCloseable {
    private static final Duration SHUTDOWN_TIME = Duration.ofMillis(500);

    private final Builder choices;
    private final GeneratedKey key;
    private final SecureRandom random;
    private final TarnServer server;
    private final URI endpoint;

    /** Held while the contents are replaced or buckets made in them. */
    private final ReentrantLock changing = new ReentrantLock();

    private volatile Contents contents;
    private boolean closed;

    private Tarn(Builder choices, SecureRandom random) {
        this.choices = choices;
        this.random = random;
        this.key = choices.key == null ? GeneratedKey.from(random) : choices.key;
        this.contents = filled();
        try {
            this.server = serve(choices.port);
            this.endpoint = URI.create("http://127.0.0.1:" + server.address().getPort());
        } catch (RuntimeException notServed) {
            contents.close();
            throw notServed;
        }
    }

    /**
     * Starts a server with a free port, a new key, the region {@code us-east-1} and no bucket.
     *
     * @throws java.io.UncheckedIOException if it cannot listen
     */
    public static Tarn start() {
        return builder().start();
    }

    /** Gathers what is to be other than {@link #start()} has it. */
    public static Builder builder() {
        return new Builder();
    }

    private Contents filled() {
        Contents made = Contents.empty(choices.bytesMax, choices.region, key, random);
        try {
            choices.buckets.forEach(bucket -> create(made, bucket));
            return made;
        } catch (RuntimeException refused) {
            made.close();
            throw refused;
        }
    }

    private static void create(Contents into, String bucket) {
        try {
            into.service().buckets().createMissing(bucket, Contents.ACCOUNT.id());
        } catch (S3Exception refused) {
            throw new IllegalArgumentException(
                    "bucket '" + bucket + "' cannot be created: " + refused.code() + ": " + refused.message(), refused);
        }
    }

    private TarnServer serve(int port) {
        // Java's own sockets: a library of native code would print a warning into the output of every test.
        return TarnServer.builder((head, connection, body, response) ->
                        contents.service().handle(head, connection, body, response))
                .address(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port))
                .limits(EdgeLimits.builder().shutdownTime(SHUTDOWN_TIME).build())
                .nativeTransport(false)
                .start();
    }

    /**
     * Where it listens, for example {@code http://127.0.0.1:40321}. Clients that put the bucket into the host's name do
     * so for names but not for addresses; for them it is {@code localhost} and {@code bucket.localhost} too.
     */
    public URI endpoint() {
        return endpoint;
    }

    /** The account of {@link #accessKeyId}: twelve digits. It owns the buckets made here. */
    public String accountId() {
        return Contents.ACCOUNT.id();
    }

    /** The id of the access key that it was started with: that of an account's root user, who may everything. */
    public String accessKeyId() {
        return key.accessKeyId();
    }

    /** The secret of that access key. */
    public String secretAccessKey() {
        return key.secret().reveal();
    }

    /** The region that requests are signed for. */
    public String region() {
        return choices.region;
    }

    /**
     * Creates a bucket if there is none of that name.
     *
     * @throws IllegalArgumentException if no bucket may have that name
     * @throws IllegalStateException if this is closed
     */
    public void createBucket(String name) {
        changing.lock();
        try {
            checkOpen();
            create(contents, name);
        } finally {
            changing.unlock();
        }
    }

    /**
     * Creates an account besides the server's own.
     *
     * @param name 1 to 64 letters, digits and {@code + = , . @ _ -}
     * @return a key of its root user
     * @throws IllegalArgumentException if it cannot have that name or another account has it
     * @throws IllegalStateException if this is closed
     */
    public TarnCredentials createAccount(String name) {
        changing.lock();
        try {
            checkOpen();
            return contents.principals().createAccount(name);
        } finally {
            changing.unlock();
        }
    }

    /** Creates a user of the server's own account whom no policy allows anything; otherwise like the other. */
    public TarnCredentials createUser(String name) {
        return user(name, null);
    }

    /**
     * Creates a user of the server's own account.
     *
     * @param name 1 to 64 letters, digits and {@code + = , . @ _ -}
     * @param policy what the user may: an IAM policy in JSON, which becomes an inline policy of the same name
     * @return a key of the user
     * @throws IllegalArgumentException if it cannot have that name, another user has it, or the policy is malformed
     * @throws IllegalStateException if this is closed
     */
    public TarnCredentials createUser(String name, String policy) {
        return user(name, policy);
    }

    private TarnCredentials user(String name, @Nullable String policy) {
        changing.lock();
        try {
            checkOpen();
            return contents.principals().createUser(name, policy);
        } finally {
            changing.unlock();
        }
    }

    /**
     * Forgets every bucket, object, open upload, user, role and other account at once and makes the buckets of the builder
     * again. Endpoint, key and
     * connections stay; requests that run meanwhile may fail.
     *
     * @throws IllegalStateException if this is closed
     */
    public void clear() {
        changing.lock();
        try {
            checkOpen();
            Contents before = contents;
            contents = filled();
            before.close();
        } finally {
            changing.unlock();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("this Tarn was closed");
        }
    }

    /** Cuts connections, after half a second also those of running requests, and frees the port and the memory. Idempotent. */
    @Override
    public void close() {
        changing.lock();
        try {
            if (!closed) {
                closed = true;
                server.close();
                contents.close();
            }
        } finally {
            changing.unlock();
        }
    }

    /** Says where it listens, never the secret. */
    @Override
    public String toString() {
        return "Tarn[" + endpoint() + "]";
    }

    /** What a server is to be like. Each {@link #start} makes another one; later changes do not touch those started. */
    public static final class Builder {
        private String region = "us-east-1";
        private List<String> buckets = List.of();
        private long bytesMax = Runtime.getRuntime().maxMemory() / 2;
        private int port;
        private @Nullable GeneratedKey key;

        private Builder() {}

        /** The region that requests are signed for and buckets are in; the default is {@code us-east-1}. */
        public Builder region(String name) {
            region = name;
            return this;
        }

        /** Buckets that are there from the start and after each {@link Tarn#clear}, besides those named before. */
        public Builder buckets(String... names) {
            List<String> all = new ArrayList<>(buckets);
            all.addAll(List.of(names));
            buckets = List.copyOf(all);
            return this;
        }

        /**
         * A key that the code under test already has; by default one is generated.
         *
         * @param accessKeyId 1 to 128 letters, digits and {@code _ - . + = @}
         * @param secret at least one character
         * @throws IllegalArgumentException if one of them is empty
         */
        public Builder credentials(String accessKeyId, String secret) {
            if (accessKeyId.isEmpty()) {
                throw new IllegalArgumentException("an access key id has at least one character");
            }
            key = new GeneratedKey(accessKeyId, Secret.of(secret));
            return this;
        }

        /** The port to listen on; the default 0 takes a free one. */
        public Builder port(int number) {
            port = number;
            return this;
        }

        /** Most bytes to hold; more are answered 507. The default is half of what the heap may grow to. */
        public Builder bytesMax(long bytes) {
            bytesMax = bytes;
            return this;
        }

        /**
         * Starts a server.
         *
         * @throws IllegalArgumentException if no bucket may have one of the names
         * @throws java.io.UncheckedIOException if it cannot listen
         */
        public Tarn start() {
            return new Tarn(copy(), new SecureRandom());
        }

        Builder copy() {
            Builder copy = new Builder();
            copy.region = region;
            copy.buckets = buckets;
            copy.bytesMax = bytesMax;
            copy.port = port;
            copy.key = key;
            return copy;
        }
    }
}
