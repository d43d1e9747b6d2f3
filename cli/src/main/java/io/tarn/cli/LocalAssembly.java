package io.tarn.cli;

import io.tarn.api.error.S3Exception;
import io.tarn.core.account.Account;
import io.tarn.core.admin.AdminService;
import io.tarn.core.audit.AuditTrail;
import io.tarn.core.auth.FailureLimits;
import io.tarn.core.auth.Secret;
import io.tarn.core.explain.Explanations;
import io.tarn.core.gate.AdminGate;
import io.tarn.core.gate.S3Settings;
import io.tarn.core.identity.Registry;
import io.tarn.core.seal.MasterKey;
import io.tarn.core.service.AccountServices;
import io.tarn.core.service.S3Service;
import io.tarn.core.setting.BucketSettings;
import io.tarn.server.TarnServer;
import io.tarn.server.admin.Readiness;
import io.tarn.server.audit.AuditLimits;
import io.tarn.server.audit.AuditLog;
import io.tarn.server.metrics.Metrics;
import io.tarn.server.tls.PemFiles;
import io.tarn.storage.StorageException;
import io.tarn.storage.Store;
import io.tarn.storage.local.Durability;
import io.tarn.storage.local.LocalStore;
import io.tarn.storage.local.Options;
import io.tarn.storage.local.RecoveryReport;
import io.tarn.storage.local.disk.SystemDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server on a store in one directory, run by the account of the root key. */
final class LocalAssembly implements Assembly {
    /** The account of the root key. Every bucket names its owner, so this never changes. */
    static final Account ACCOUNT =
            new Account("100000000001", "e0f8d821dd128adda5fea8e8cad47b29ad3cbdbad6162e8b4b16ed3d87ca143a");

    private static final Logger LOG = LoggerFactory.getLogger(LocalAssembly.class);

    private final Clock clock;
    private final SecureRandom random;
    private final String mistakes;

    LocalAssembly(Clock clock, SecureRandom random, String mistakes) {
        this.clock = clock;
        this.random = random;
        this.mistakes = mistakes;
    }

    @Override
    public Running start(ServeOptions options, RootKey rootKey, MasterKeySource masterKey) {
        Closing closing = new Closing();
        try {
            LocalStore store = closing.add(open(options), LocalStore::close);
            Registry registry = closing.add(open(store, rootKey, masterKey), Registry::close);
            Metrics metrics = new Metrics();
            Explanations explanations = new Explanations(clock);
            AuditTrail audit = audit(options, metrics, closing).and(explanations);
            S3Settings settings = settings(options, store, registry, audit, metrics);
            S3Service service = closing.add(S3Service.open(store, settings, clock, random), S3Service::close);
            createBuckets(service, options);
            AdminService admin = new AdminService(registry, service.buckets(), explanations);
            AdminGate operations = new AdminGate(settings, admin, clock, random);
            TarnServer server = closing.add(serve(options, service, store, operations, metrics), TarnServer::close);
            return new Started(
                    server.address(), Objects.requireNonNull(server.adminAddress(), "admin address"), closing);
        } catch (StorageException e) {
            throw closing.after(new StartException(options.data() + ": " + e.getMessage(), e));
        } catch (UncheckedIOException e) {
            throw closing.after(new StartException(String.valueOf(message(e)), e));
        } catch (RuntimeException e) {
            throw closing.after(e);
        }
    }

    private LocalStore open(ServeOptions options) {
        Path directory = options.data().resolve("store");
        try {
            DurableDirectory.make(options.data());
        } catch (IOException e) {
            throw new UncheckedIOException(options.data() + " cannot be made", e);
        }
        Durability durability = switch (options.durability()) {
            case FULL -> Durability.FULL;
            case RELAXED -> Durability.RELAXED;
        };
        Options chosen = Options.builder()
                .durability(durability)
                .sabotage(Mistakes.parse(mistakes))
                .build();
        if (!chosen.sabotage().isEmpty()) {
            LOG.error("this server loses data on purpose: {}", chosen.sabotage());
        }
        LocalStore store = LocalStore.open(directory, chosen, clock, random, new SystemDisk());
        RecoveryReport recovery = store.recovery();
        if (recovery.torn()) {
            LOG.warn(
                    "the last stop was not clean: {} records that nobody was told of were dropped",
                    recovery.droppedRecords());
        }
        return store;
    }

    private Registry open(LocalStore store, RootKey rootKey, MasterKeySource source) {
        MasterKey master = source.key(Registry.sealedWith(store), random);
        return Registry.open(store, master, ACCOUNT, rootKey.accessKey(), Secret.of(rootKey.secret()), clock, random);
    }

    private static AuditTrail audit(ServeOptions options, Metrics metrics, Closing closing) {
        if (options.audit().isEmpty()) {
            LOG.warn("no audit log is kept");
            return AuditTrail.NONE;
        }
        AuditLog log = closing.add(AuditLog.open(options.audit().get(), AuditLimits.DEFAULTS), AuditLog::close);
        log.register(metrics);
        return log;
    }

    private FailureLimits failures(Metrics metrics) {
        FailureLimits failures = new FailureLimits(clock, random);
        metrics.counter(
                "tarn_auth_failures_total", "Requests with a wrong signature, key or token.", failures::failures);
        metrics.counter(
                "tarn_auth_failures_slowed_total", "Those of them that were told to slow down.", failures::slowed);
        return failures;
    }

    private S3Settings settings(
            ServeOptions options, Store store, Registry registry, AuditTrail audit, Metrics metrics) {
        List<String> domains = new ArrayList<>(List.of("localhost"));
        options.domains().forEach(domain -> domains.add("s3." + domain));
        return AccountServices.of(store, registry, clock, random)
                .settings(options.region(), domains)
                .withNewBuckets(options.legacyDefaults() ? BucketSettings.LEGACY : BucketSettings.DEFAULT)
                .withAudit(audit)
                .withFailures(failures(metrics));
    }

    private static void createBuckets(S3Service service, ServeOptions options) {
        for (String name : options.buckets()) {
            try {
                service.buckets().createMissing(name, ACCOUNT.id());
            } catch (S3Exception e) {
                throw new UsageException("bucket '%s' cannot be created: %s".formatted(name, e.getMessage()));
            }
        }
    }

    private TarnServer serve(
            ServeOptions options, S3Service service, LocalStore store, AdminGate operations, Metrics metrics) {
        StoreGauges.register(metrics, store);
        TarnServer.Builder server = TarnServer.builder(service)
                .address(options.address())
                .adminAddress(options.adminAddress())
                .operations(operations)
                .readiness(() -> readiness(store))
                .metrics(metrics)
                .clock(clock);
        options.tls().ifPresent(files -> server.tls(PemFiles.open(files.certificate(), files.key())));
        return server.start();
    }

    /** What happened, without the class of the exception where nobody said more. */
    private static @Nullable String message(UncheckedIOException e) {
        IOException cause = Objects.requireNonNull(e.getCause());
        return cause.toString().equals(e.getMessage()) ? cause.getMessage() : e.getMessage();
    }

    /** A store that no longer takes writes should get no traffic, though it still answers reads. */
    private static Readiness readiness(Store store) {
        Store.Health health = store.health();
        return health.writable() ? Readiness.READY : Readiness.notReady(health.reason());
    }

    /** What was started. */
    private record Started(InetSocketAddress address, InetSocketAddress adminAddress, Closing closing)
            implements Running {
        @Override
        public void close() {
            closing.close();
        }
    }
}
