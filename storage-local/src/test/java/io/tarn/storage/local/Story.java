package io.tarn.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.storage.Batch;
import io.tarn.storage.Batch.BodySource;
import io.tarn.storage.BodyWriter;
import io.tarn.storage.Bytes;
import io.tarn.storage.CommitResult;
import io.tarn.storage.Fence;
import io.tarn.storage.OpenRow;
import io.tarn.storage.Row;
import io.tarn.storage.RowKey;
import io.tarn.storage.RowName;
import io.tarn.storage.StagedBody;
import io.tarn.storage.StorageException;
import io.tarn.storage.Tally;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A store on a disk that may fail, with the reference beside it: each step is done to both. A step whose end nobody
 * knows leaves two possible references until the store is opened again.
 */
final class Story {
    static final Path ROOT = Path.of("/simulated/data");
    private static final Bytes OWNER = Bytes.utf8("story");

    private final Options options;
    private final SplittableRandom random;
    private SimulatedDisk disk;
    private final Engine.@Nullable IndexOpener opener;
    private @Nullable LocalStore store;
    private List<Expectation> possible = new ArrayList<>(List.of(Expectation.empty()));
    private final List<OpenRow> held = new ArrayList<>();
    private final List<Bytes> heldBodies = new ArrayList<>();
    private long lastSpace;
    private int values;

    /** Uses the simulated index unless another is given. */
    Story(SimulatedDisk disk, Options options, long seed, Engine.@Nullable IndexOpener opener) {
        this.disk = disk;
        this.options = options;
        this.random = new SplittableRandom(seed);
        this.opener = opener;
    }

    SimulatedDisk disk() {
        return disk;
    }

    LocalStore store() {
        if (store == null) {
            throw new IllegalStateException("the store is not open");
        }
        return store;
    }

    boolean ended() {
        return disk.crashed() || store == null;
    }

    int random(int bound) {
        return random.nextInt(bound);
    }

    /** Opens the store; twice if the disk fails once. Then it must be as one of the references says. */
    void open() {
        for (int attempt = 0; attempt < 2 && store == null && !disk.crashed(); attempt++) {
            try {
                store = LocalStore.openAlone(
                        ROOT,
                        options,
                        InstantSource.fixed(Instant.EPOCH),
                        random.split(),
                        disk,
                        opener == null ? disk.index() : opener);
            } catch (StorageException.Unavailable e) {
                store = null;
            }
        }
        if (store != null) {
            check();
        }
    }

    /** The machine loses power; the disk may crash again at an operation of the recovery. */
    void powerCut(int percent, long crashAt) {
        forgetStore();
        disk = disk.afterCrash(percent);
        disk.crashAt(crashAt);
        open();
        if (disk.crashed()) {
            forgetStore();
            disk = disk.afterCrash(percent);
            open();
        }
        disk.crashAt(Long.MAX_VALUE);
    }

    private void forgetStore() {
        held.clear();
        heldBodies.clear();
        if (store != null && opener != null) {
            store.engine().index().close();
        }
        store = null;
    }

    /** The process is killed and the store opened again. */
    void kill() {
        if (!ended()) {
            forgetStore();
            disk.processEnded();
            open();
        }
    }

    /** The store is closed and opened again. */
    void reopen() {
        if (!ended()) {
            held.clear();
            heldBodies.clear();
            store().close();
            store = null;
            if (!disk.crashed()) {
                open();
            }
        }
    }

    /** The store must be as a reference says; if it was opened since the doubt, that one is the reference from then on. */
    void check() {
        Expectation found;
        try {
            found = Expectation.of(store(), lastSpace + 2);
        } catch (StorageException.Unavailable e) {
            return;
        }
        for (Expectation each : possible) {
            if (each.summed().equals(found)) {
                if (store().health().writable()) {
                    possible = new ArrayList<>(List.of(each));
                }
                checkHeld();
                return;
            }
        }
        assertThat(found).isEqualTo(possible.getFirst().summed());
    }

    private void checkHeld() {
        for (int i = 0; i < held.size(); i++) {
            Bytes found;
            try {
                found = Expectation.body(held.get(i));
            } catch (StorageException.Unavailable e) {
                found = heldBodies.get(i);
            }
            assertThat(found).isEqualTo(heldBodies.get(i));
        }
    }

    /** The log, read from its beginning without the index, must say what the index says. */
    void checkRebuild() {
        LogRebuild.check(store().engine());
    }

    /** Does a step that changes both; {@code after} changes the reference. */
    private void step(Runnable real, boolean doubtful, Consumer<Expectation> after) {
        if (ended()) {
            return;
        }
        try {
            real.run();
            possible.forEach(after);
        } catch (StorageException.Unavailable | StorageException.OutOfSpace e) {
            if (doubtful) {
                doubt(after);
            }
        }
    }

    private void doubt(Consumer<Expectation> after) {
        List<Expectation> more = new ArrayList<>(possible);
        for (Expectation each : possible) {
            Expectation changed = each.copy();
            after.accept(changed);
            more.add(changed);
        }
        possible = more;
    }

    /** A store that stopped is opened again, as an operator would do. */
    void healed() {
        if (!ended() && !store().health().writable()) {
            kill();
        }
    }

    long createSpace() {
        step(() -> lastSpace = Math.max(lastSpace, store().createSpace()), true, expectation -> {});
        return lastSpace;
    }

    void fence(long space) {
        step(
                () -> store().fence(new Fence(space, OWNER)),
                true,
                expectation -> expectation.fences().put(space, OWNER));
    }

    void lift(long space) {
        step(
                () -> store().lift(new Fence(space, OWNER)),
                true,
                expectation -> expectation.fences().remove(space));
    }

    void drop(long space) {
        if (!ended() && store().fences().stream().anyMatch(fence -> fence.space() == space)) {
            step(() -> store().dropSpace(space), true, expectation -> expectation.dropSpace(space));
        }
    }

    void flush() {
        step(() -> store().engine().flushes().flush(), false, expectation -> {});
    }

    void seal() {
        step(() -> store().engine().committer().seal(), false, expectation -> {});
    }

    void compact() {
        step(
                () -> {
                    store().engine().requestCompaction();
                    store().engine().drain();
                },
                false,
                expectation -> {});
    }

    void hold(long space, String anchor, char table) {
        step(
                () -> {
                    OpenRow open = store().open(key(space, anchor, table));
                    if (open != null) {
                        Bytes body = Expectation.body(open);
                        held.add(open);
                        heldBodies.add(body == null ? Bytes.EMPTY : body);
                    }
                },
                false,
                expectation -> {});
    }

    void release() {
        if (!ended()) {
            held.forEach(OpenRow::close);
            held.clear();
            heldBodies.clear();
            store().engine().drain();
        }
    }

    static RowKey key(long space, String anchor, char table) {
        return new RowKey(space, (byte) table, Bytes.utf8(anchor), Bytes.EMPTY);
    }

    private static RowName name(char table) {
        return new RowName((byte) table, Bytes.EMPTY);
    }

    private Bytes value() {
        return Bytes.utf8("value " + ++values);
    }

    Bytes pattern(int length) {
        byte[] data = new byte[length];
        random.nextBytes(data);
        return Bytes.wrap(data);
    }

    @Nullable
    StagedBody stage(Bytes body, boolean known) {
        try (BodyWriter writer = store().stage(known ? body.length() : -1)) {
            writer.write(ByteBuffer.wrap(body.toArray()));
            return writer.finish();
        } catch (StorageException.Unavailable | StorageException.OutOfSpace e) {
            return null;
        }
    }

    /** Begins a body and gives it up half-way, or leaves it for a crash to find. */
    void abandon(int length, boolean close) {
        if (!ended()) {
            StagedBody staged = stage(pattern(length), false);
            if (staged != null && close) {
                staged.close();
                store().engine().drain();
            }
        }
    }

    /** Puts a row of table {@code c} with a body of this length; -1: none, -2: the one it has. */
    void put(long space, String anchor, int length) {
        put(space, anchor, 'c', length, false);
    }

    /** The same for any table; {@code successor}: what was there moves to table {@code v}. */
    void put(long space, String anchor, char table, int length, boolean successor) {
        if (ended()) {
            return;
        }
        Bytes value = value();
        Tally tally = Tally.of(Map.of(1, 1L, 2, (long) Math.max(0, length)));
        Bytes body = length >= 0 ? pattern(length) : null;
        StagedBody staged = body == null ? null : stage(body, random.nextBoolean());
        if (body != null && staged == null) {
            return;
        }
        BodySource source = staged != null
                ? new BodySource.Staged(staged)
                : length == -2 ? new BodySource.Keep() : new BodySource.None();
        Batch.Builder builder = Batch.on(space, Bytes.utf8(anchor));
        if (successor) {
            builder.move(name('c'), name('v'), value, tally);
        }
        commit(builder.put(name(table), value, source, tally), expectation -> {
            RowKey key = key(space, anchor, table);
            Expectation.Content before = expectation.rows().get(key);
            if (successor) {
                expectation.rows().put(key(space, anchor, 'v'), new Expectation.Content(value, body(before), tally));
            }
            Bytes kept = length == -2 ? body(before) : body;
            expectation.rows().put(key, new Expectation.Content(value, kept, tally));
        });
        if (staged != null) {
            staged.close();
        }
    }

    private static @Nullable Bytes body(Expectation.@Nullable Content content) {
        return content == null ? null : content.body();
    }

    void move(long space, String anchor, char from, char to) {
        Bytes value = value();
        commit(Batch.on(space, Bytes.utf8(anchor)).move(name(from), name(to), value, Tally.NONE), expectation -> {
            Expectation.Content before = expectation.rows().remove(key(space, anchor, from));
            expectation.rows().put(key(space, anchor, to), new Expectation.Content(value, body(before), Tally.NONE));
        });
    }

    void delete(long space, String anchor, char table) {
        commit(
                Batch.on(space, Bytes.utf8(anchor)).delete(name(table)),
                expectation -> expectation.rows().remove(key(space, anchor, table)));
    }

    /** Many rows of one anchor at once. */
    void putMany(long space, String anchor, int count) {
        Batch.Builder builder = Batch.on(space, Bytes.utf8(anchor));
        Bytes value = value();
        for (int i = 0; i < count; i++) {
            builder.put(new RowName((byte) 'p', Bytes.utf8("" + i)), value);
        }
        commit(builder, expectation -> {
            for (int i = 0; i < count; i++) {
                expectation
                        .rows()
                        .put(
                                new RowKey(space, (byte) 'p', Bytes.utf8(anchor), Bytes.utf8("" + i)),
                                new Expectation.Content(value, null, Tally.NONE));
            }
        });
    }

    /** A commit that must not happen. */
    void conflict(long space, String anchor) {
        if (ended()) {
            return;
        }
        try {
            Row row = store().get(key(space, anchor, 'c'));
            Batch.Builder builder = Batch.on(space, Bytes.utf8(anchor)).put(name('c'), value());
            CommitResult result = store().commit(
                            (row == null ? builder.ifUnchanged(name('c'), 1) : builder.ifAbsent(name('c'))).build());
            assertThat(result)
                    .isInstanceOfAny(
                            CommitResult.Conflict.class, CommitResult.Fenced.class, CommitResult.Unknown.class);
        } catch (StorageException.Unavailable | StorageException.OutOfSpace e) {
            return;
        }
    }

    private void commit(Batch.Builder builder, Consumer<Expectation> after) {
        step(
                () -> {
                    CommitResult result = store().commit(builder.build());
                    switch (result) {
                        case CommitResult.Committed ignored -> possible.forEach(after);
                        case CommitResult.Unknown ignored -> doubt(after);
                        case CommitResult.Conflict ignored -> {}
                        case CommitResult.Fenced ignored -> {}
                        case CommitResult.Busy ignored -> {}
                    }
                },
                false,
                expectation -> {});
    }
}
