package io.tarn.testkit;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a JUnit test a {@link Tarn}, and closes it afterwards.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TarnExtension tarn = TarnExtension.create(Tarn.builder().buckets("orders"));
 * }</pre>
 *
 * <p>How long one lives follows the field, as JUnit has it: a static field's serves the whole class, nested classes
 * included; an instance field's serves one test method. {@link #emptiedBeforeEach} makes a class's server forget
 * everything before each test and keeps endpoint and key, so that one client serves all tests.
 *
 * <p>{@code @ExtendWith(TarnExtension.class)} gives each class a server too. With every kind of registration a method or
 * constructor may take a {@code Tarn} as a parameter.
 */
public final class TarnExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {
    private final Tarn.Builder builder;
    private final boolean emptiedBeforeEach;
    private final Namespace namespace = Namespace.create(TarnExtension.class, this);
    private final List<Tarn> running = new CopyOnWriteArrayList<>();

    /** For {@code @ExtendWith}: as {@link #create()}. */
    public TarnExtension() {
        this(Tarn.builder(), false);
    }

    private TarnExtension(Tarn.Builder builder, boolean emptiedBeforeEach) {
        this.builder = builder;
        this.emptiedBeforeEach = emptiedBeforeEach;
    }

    /** Servers as {@link Tarn#start()} makes them. */
    public static TarnExtension create() {
        return new TarnExtension();
    }

    /** Servers as a builder makes them; what is changed in the builder later has no effect. */
    public static TarnExtension create(Tarn.Builder builder) {
        return new TarnExtension(builder.copy(), false);
    }

    /**
     * The same, but {@linkplain Tarn#clear cleared} before each test. Not for a class whose tests run at the same time: use
     * an instance field there.
     */
    public TarnExtension emptiedBeforeEach() {
        return new TarnExtension(builder, true);
    }

    /** Where the running server listens; see {@link Tarn#endpoint}. */
    public URI endpoint() {
        return tarn().endpoint();
    }

    /** The id of the running server's access key. */
    public String accessKeyId() {
        return tarn().accessKeyId();
    }

    /** The secret of the running server's access key. */
    public String secretAccessKey() {
        return tarn().secretAccessKey();
    }

    /** The region of the running server. */
    public String region() {
        return tarn().region();
    }

    /** Creates a bucket in the running server if there is none of that name; see {@link Tarn#createBucket}. */
    public void createBucket(String name) {
        tarn().createBucket(name);
    }

    /** The account of the running server's access key; see {@link Tarn#accountId}. */
    public String accountId() {
        return tarn().accountId();
    }

    /** Creates another account in the running server; see {@link Tarn#createAccount}. */
    public TarnCredentials createAccount(String name) {
        return tarn().createAccount(name);
    }

    /** Creates a user in the running server whom no policy allows anything; see {@link Tarn#createUser(String)}. */
    public TarnCredentials createUser(String name) {
        return tarn().createUser(name);
    }

    /** Creates a user in the running server; see {@link Tarn#createUser(String, String)}. */
    public TarnCredentials createUser(String name, String policy) {
        return tarn().createUser(name, policy);
    }

    /** Empties the running server; see {@link Tarn#clear}. */
    public void clear() {
        tarn().clear();
    }

    /**
     * The running server.
     *
     * @throws IllegalStateException before the first test and after the last one; and if this extension runs several,
     *     because tests run at the same time: take a {@code Tarn} as a parameter there
     */
    public Tarn tarn() {
        List<Tarn> now = List.copyOf(running);
        if (now.size() != 1) {
            throw new IllegalStateException(
                    now.isEmpty()
                            ? "no Tarn is running: a static @RegisterExtension field starts one before @BeforeAll,"
                                    + " an instance field before @BeforeEach"
                            : now.size() + " of this extension are running: take a Tarn as a parameter");
        }
        return now.getFirst();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        serving(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Tarn tarn = serving(context);
        if (emptiedBeforeEach) {
            tarn.clear();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Tarn.class;
    }

    @Override
    public Tarn resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return serving(context);
    }

    /** The server of this context or of one around it, else a new one that JUnit closes with this context. */
    private Tarn serving(ExtensionContext context) {
        return context.getStore(namespace)
                .computeIfAbsent(Serving.class, absent -> new Serving(builder.start(), running), Serving.class)
                .tarn;
    }

    /** A server that counts as running until it is closed. */
    private static final class Serving implements AutoCloseable {
        private final Tarn tarn;
        private final List<Tarn> running;

        private Serving(Tarn tarn, List<Tarn> running) {
            this.tarn = tarn;
            this.running = running;
            running.add(tarn);
        }

        @Override
        public void close() {
            running.remove(tarn);
            tarn.close();
        }
    }
}
