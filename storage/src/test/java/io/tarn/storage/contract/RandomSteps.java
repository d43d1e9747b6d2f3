package io.tarn.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.storage.Batch;
import io.tarn.storage.Batch.BodySource;
import io.tarn.storage.Bytes;
import io.tarn.storage.CommitResult;
import io.tarn.storage.Fence;
import io.tarn.storage.OpenRow;
import io.tarn.storage.Row;
import io.tarn.storage.RowKey;
import io.tarn.storage.RowName;
import io.tarn.storage.Scan;
import io.tarn.storage.StagedBody;
import io.tarn.storage.Tally;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Does random steps on the store under test and on the reference, and compares what they say. */
final class RandomSteps {
    private static final String[] ANCHORS = {"", "a", "a\0", "a\0b", "ab", "a\u00ff", "b/1", "b/2", "\0"};
    private static final String[] SUFFIXES = {"", "\0", "1", "12", "\u00ff"};
    private static final byte[] TABLES = {0, 'c', (byte) 0xFE};
    private static final int[] LENGTHS = {0, 1, 100, 5_000, Fixture.INLINE_BYTES, Fixture.INLINE_BYTES + 1, 300_000};

    private final Fixture fixture;
    private final long seed;
    private final Random random;
    private final ReferenceStore reference = new ReferenceStore();
    private final List<Long> spaces = new ArrayList<>();
    private final Map<RowKey, Long> highestRevisions = new HashMap<>();
    private int step;

    RandomSteps(Fixture fixture, long seed) {
        this.fixture = fixture;
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** The seed asked for by {@code -Dtarn.seed}, else a fresh one; printed. */
    static long seed() {
        long seed = Long.getLong("tarn.seed", System.nanoTime());
        System.out.println("random steps: repeat with -Dtarn.seed=" + seed);
        return seed;
    }

    private String where() {
        return "-Dtarn.seed=" + seed + " step " + step;
    }

    void run(int steps) {
        for (int round = 0; round < steps; round++, step++) {
            if (spaces.isEmpty()) {
                createSpace();
            }
            int dice = random.nextInt(100);
            if (dice < 55) {
                commit();
            } else if (dice < 75) {
                compareOpen();
            } else if (dice < 92) {
                compareScan();
            } else if (dice < 95) {
                assertThat(fixture.store().tallies(space())).as(where()).isEqualTo(reference.tallies(spaces.getLast()));
            } else if (dice < 98) {
                fenceOrLift();
            } else if (dice < 99) {
                createSpace();
            } else {
                dropSpace();
            }
        }
    }

    /** Compares every row, body and sum. */
    void compareAll() {
        for (ReferenceStore.Held held : reference.all()) {
            assertThat(fixture.maybeRow(held.row().key())).as(where()).isEqualTo(held.row());
            Bytes body = held.body();
            if (body != null) {
                assertThat(Bytes.wrap(fixture.body(held.row().key())))
                        .as(where())
                        .isEqualTo(body);
            }
        }
        for (long space : spaces) {
            for (byte table : TABLES) {
                assertThat(fixture.rows(space, table))
                        .as(where())
                        .isEqualTo(reference.from(space, table, Bytes.EMPTY, Bytes.EMPTY));
            }
            assertThat(fixture.store().tallies(space)).as(where()).isEqualTo(reference.tallies(space));
        }
    }

    /** The last space mostly, so that it fills. */
    private long space() {
        return spaces.getLast();
    }

    private Bytes anchor() {
        return Bytes.utf8(ANCHORS[random.nextInt(ANCHORS.length)]);
    }

    private RowName name() {
        return new RowName(
                TABLES[random.nextInt(TABLES.length)], Bytes.utf8(SUFFIXES[random.nextInt(SUFFIXES.length)]));
    }

    private Tally tally() {
        Map<Integer, Long> counts = new HashMap<>();
        for (int count = random.nextInt(3); count > 0; count--) {
            counts.put(random.nextInt(4), random.nextInt(100) - 20L);
        }
        return Tally.of(counts);
    }

    private void commit() {
        long space = spaces.get(random.nextInt(10) == 0 ? random.nextInt(spaces.size()) : spaces.size() - 1);
        Bytes anchor = anchor();
        Batch.Builder builder = Batch.on(space, anchor);
        for (int count = random.nextInt(3); count > 0; count--) {
            condition(builder, space, anchor);
        }
        Map<StagedBody, Bytes> staged = new HashMap<>();
        Set<RowName> named = new HashSet<>();
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            change(builder, named, staged);
        }
        Batch batch = builder.build();
        CommitResult refusal = reference.refusal(batch);
        CommitResult result = fixture.store().commit(batch);
        if (refusal == null) {
            assertThat(result).as(where()).isInstanceOf(CommitResult.Committed.class);
            long revision = ((CommitResult.Committed) result).revision();
            RowKey anchorKey = new RowKey(space, (byte) 0, anchor, Bytes.EMPTY);
            Long before = highestRevisions.put(anchorKey, revision);
            assertThat(revision).as(where()).isGreaterThan(before == null ? Long.MIN_VALUE : before);
            reference.commit(batch, revision, staged);
        } else {
            assertThat(result).as(where()).isEqualTo(refusal);
            staged.keySet().forEach(StagedBody::close);
        }
    }

    private void condition(Batch.Builder builder, long space, Bytes anchor) {
        RowName name = name();
        ReferenceStore.Held held = reference.get(new RowKey(space, name.table(), anchor, name.suffix()));
        if (random.nextInt(4) == 0) {
            builder.ifUnchanged(name, held == null ? 1 : held.row().revision() - random.nextInt(2));
        } else if (held == null) {
            builder.ifAbsent(name);
        } else {
            builder.ifUnchanged(name, held.row().revision());
        }
    }

    private void change(Batch.Builder builder, Set<RowName> named, Map<StagedBody, Bytes> staged) {
        RowName name = name();
        if (!named.add(name)) {
            return;
        }
        Bytes value = Bytes.wrap(Fixture.pattern(random.nextInt(50), random.nextLong()));
        switch (random.nextInt(10)) {
            case 0, 1 -> builder.delete(name);
            case 2 -> builder.put(name, value, new BodySource.Keep(), tally());
            case 3 -> builder.put(name, value, new BodySource.None(), tally());
            case 4, 5 -> {
                RowName target = name();
                if (named.add(target)) {
                    builder.move(name, target, value, tally());
                    if (random.nextBoolean()) {
                        builder.put(name, value, body(staged), tally());
                    }
                }
            }
            default -> builder.put(name, value, body(staged), tally());
        }
    }

    private StagedBody body(Map<StagedBody, Bytes> staged) {
        byte[] data = Fixture.pattern(LENGTHS[random.nextInt(LENGTHS.length)], random.nextLong());
        StagedBody body = fixture.stage(data);
        staged.put(body, Bytes.wrap(data));
        return body;
    }

    private void compareOpen() {
        RowName name = name();
        RowKey key = new RowKey(space(), name.table(), anchor(), name.suffix());
        ReferenceStore.Held held = reference.get(key);
        assertThat(fixture.maybeRow(key)).as(where()).isEqualTo(held == null ? null : held.row());
        try (OpenRow open = fixture.store().open(key)) {
            assertThat(open == null ? null : open.row()).as(where()).isEqualTo(held == null ? null : held.row());
            Bytes body = held == null ? null : held.body();
            if (open != null && body != null) {
                int from = random.nextInt(body.length() + 1);
                ByteBuffer target = ByteBuffer.allocate(1 + random.nextInt(200_000));
                int count = open.read(from, target);
                assertThat(count == -1).as(where()).isEqualTo(from == body.length());
                int read = Math.max(0, count);
                assertThat(Bytes.wrap(Arrays.copyOf(target.array(), read)))
                        .as(where())
                        .isEqualTo(body.slice(from, from + read));
            }
        }
    }

    private void compareScan() {
        byte table = TABLES[random.nextInt(TABLES.length)];
        Bytes anchor = anchor();
        Bytes suffix = name().suffix();
        try (Scan scan = fixture.store().scan(space(), table)) {
            scan.seek(anchor, suffix);
            List<Row> expected = reference.from(space(), table, anchor, suffix);
            int skipped = random.nextInt(3);
            for (int index = 0; index < Math.min(skipped, expected.size()); index++) {
                assertThat(scan.next()).as(where()).isEqualTo(expected.get(index));
            }
            Bytes further = anchor();
            if (skipped > 0 && skipped < expected.size()) {
                scan.seek(further, Bytes.EMPTY);
                RowKey target = new RowKey(space(), table, further, Bytes.EMPTY);
                expected = expected.subList(skipped, expected.size()).stream()
                        .filter(row -> row.key().compareTo(target) >= 0)
                        .toList();
            } else {
                expected = expected.subList(Math.min(skipped, expected.size()), expected.size());
            }
            assertThat(Fixture.rest(scan)).as(where()).isEqualTo(expected);
        }
    }

    private void fenceOrLift() {
        Bytes owner = Bytes.utf8(random.nextInt(4) == 0 ? "other" : "owner");
        if (reference.fenced(space()) && random.nextInt(4) != 0) {
            fixture.store().lift(new Fence(space(), owner));
            reference.lift(space(), owner);
        } else {
            assertThat(fixture.store().fence(new Fence(space(), owner)))
                    .as(where())
                    .isEqualTo(reference.fence(space(), owner));
        }
    }

    private void createSpace() {
        long space = fixture.store().createSpace();
        spaces.forEach(other -> assertThat(space).as(where()).isGreaterThan(other));
        spaces.add(space);
        reference.createSpace(space);
    }

    private void dropSpace() {
        long space = spaces.get(random.nextInt(spaces.size()));
        if (reference.fenced(space)) {
            fixture.store().dropSpace(space);
            reference.dropSpace(space);
            spaces.remove(space);
        }
    }
}
