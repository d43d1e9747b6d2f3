package io.tarn.core.service;

import io.tarn.api.http.RequestHead;
import io.tarn.api.s3.S3Operation;
import io.tarn.core.Connection;
import io.tarn.core.RequestBody;
import io.tarn.core.RequestHandler;
import io.tarn.core.ResponseSink;
import io.tarn.core.access.ObjectRules;
import io.tarn.core.acl.ObjectAccess;
import io.tarn.core.auth.Authenticator;
import io.tarn.core.bucket.Buckets;
import io.tarn.core.gate.Gate;
import io.tarn.core.gate.Handlers;
import io.tarn.core.gate.Patience;
import io.tarn.core.gate.Resources;
import io.tarn.core.gate.S3Settings;
import io.tarn.core.listing.Listings;
import io.tarn.core.multipart.Multipart;
import io.tarn.core.object.Objects;
import io.tarn.core.operation.Operations;
import io.tarn.core.sweep.SweepThread;
import io.tarn.core.sweep.Sweeper;
import io.tarn.core.sweep.UploadPins;
import io.tarn.storage.Bytes;
import io.tarn.storage.Store;
import java.time.Clock;
import java.util.Set;
import java.util.random.RandomGenerator;

/** S3 over one store: answers requests and does its background work. The store stays its opener's to close. */
public final class S3Service implements RequestHandler, AutoCloseable {
    private static final long SWEEP_PAUSE_MILLIS = 30_000;

    private final Buckets buckets;
    private final Gate gate;
    private final Set<S3Operation> operations;
    private final Set<S3Operation> unset;
    private final SweepThread sweeps;

    private S3Service(Buckets buckets, Gate gate, Handlers handlers, SweepThread sweeps) {
        this.buckets = buckets;
        this.gate = gate;
        this.operations = Set.copyOf(handlers.operations());
        this.unset = Set.copyOf(handlers.unset());
        this.sweeps = sweeps;
    }

    /**
     * Finishes what a crash interrupted and begins to serve.
     *
     * @param random safe for many threads, and not to be guessed
     * @throws io.tarn.storage.StorageException if the store fails
     */
    public static S3Service open(Store store, S3Settings settings, Clock clock, RandomGenerator random) {
        return open(store, settings, clock, random, Patience.of(Patience.QUIET_MAX));
    }

    /** The same with another patience of clients. */
    public static S3Service open(
            Store store, S3Settings settings, Clock clock, RandomGenerator random, Patience patience) {
        Buckets buckets = new Buckets(store, clock, settings.region(), settings.newBuckets());
        buckets.recover();
        Authenticator authenticator = new Authenticator(settings.region(), "s3", settings.credentials(), clock);
        UploadPins pins = new UploadPins();
        Objects objects = new Objects(store, buckets, pins, clock);
        Operations.Domain domain = new Operations.Domain(
                store,
                clock,
                settings.accounts(),
                settings.principals(),
                buckets,
                objects,
                new Listings(store),
                new Multipart(store, buckets, clock, random));
        Handlers handlers = Operations.over(domain);
        Resources resources = new Resources(buckets, (bucket, key, version) -> {
            ObjectAccess access = objects.access(bucket, Bytes.utf8(key), version);
            return access == null ? null : new ObjectRules(access.ownerIn(bucket.owner()), access.acl());
        });
        Gate gate = Gate.of(settings, authenticator, resources, handlers, clock, random, patience);
        SweepThread sweeps = SweepThread.start(new Sweeper(store, pins, clock), buckets::all, SWEEP_PAUSE_MILLIS);
        return new S3Service(buckets, gate, handlers, sweeps);
    }

    /** The buckets, for what creates them at start. */
    public Buckets buckets() {
        return buckets;
    }

    /** The operations that are there; all others answer 501. */
    public Set<S3Operation> operations() {
        return operations;
    }

    /** Those of them that answer only as where nothing was ever set. */
    public Set<S3Operation> unsetOperations() {
        return unset;
    }

    @Override
    public void handle(RequestHead head, Connection connection, RequestBody body, ResponseSink response) {
        gate.handle(head, connection, body, response);
    }

    /** Ends the background work. */
    @Override
    public void close() {
        sweeps.close();
    }
}
