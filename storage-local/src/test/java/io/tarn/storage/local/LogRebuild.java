package io.tarn.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.storage.RowKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the whole log without the index, as a rebuild does, and compares. */
final class LogRebuild {
    private record Version(long revision, long sequence, LogOp op) {
        boolean before(long otherRevision, long otherSequence) {
            return revision < otherRevision || (revision == otherRevision && sequence <= otherSequence);
        }
    }

    private final Map<RowKey, Version> rows = new HashMap<>();
    private final Map<Long, Version> spaces = new HashMap<>();

    private LogRebuild() {}

    /** What the log alone says must be what the index says. */
    static void check(Engine engine) {
        LogRebuild rebuild = new LogRebuild();
        try {
            for (Segment segment : engine.segments().inUse()) {
                rebuild.read(segment, LogTail.bound(segment, engine.segments().inUse()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Set<Long> dropped = new HashSet<>();
        rebuild.spaces.forEach((space, version) -> {
            if (((LogOp.SetSpace) version.op).state().kind() == SpaceState.Kind.DROPPED) {
                dropped.add(space);
            }
        });
        TreeMap<RowKey, String> expected = new TreeMap<>();
        rebuild.rows.forEach((key, version) -> {
            if (version.op instanceof LogOp.PutRow put && !dropped.contains(key.space())) {
                expected.put(
                        key,
                        describe(put.revision(), version.sequence, put.value().toUtf8(), put.body()));
            }
        });
        TreeMap<RowKey, String> found = new TreeMap<>();
        byte[] all = IndexKeys.letter('R');
        try (IndexCursor cursor = engine.index().cursor(all, IndexKeys.after(all))) {
            for (; cursor.valid(); cursor.next()) {
                RowKey key = IndexKeys.parseRow(cursor.key());
                RowState row = RowState.decode(cursor.value());
                if (!dropped.contains(key.space())) {
                    found.put(
                            key,
                            describe(row.revision(), row.sequence(), row.value().toUtf8(), row.body()));
                }
            }
        }
        assertThat(expected).isEqualTo(found);
        long highest =
                rebuild.spaces.keySet().stream().mapToLong(space -> space).max().orElse(0);
        assertThat(highest).isEqualTo(engine.view().spaces.highest());
    }

    private static String describe(long revision, long sequence, String value, @Nullable BodyRef body) {
        return revision + "/" + sequence + " " + value + (body == null ? "" : " body " + body.id());
    }

    private void read(Segment segment, long bound) throws IOException {
        LogReader reader = new LogReader(segment, Format.SEGMENT_START, false);
        for (long sequence = segment.header().base(); sequence < bound; sequence++) {
            LogReader.Entry entry = reader.next(sequence);
            if (entry == null) {
                return;
            }
            if (entry.header().kind() == RecordHeader.Kind.IDLE) {
                continue;
            }
            for (PlacedOp placed : RecordCodec.decode(entry.payload())) {
                take(placed.op(), sequence);
            }
        }
    }

    private void take(LogOp op, long sequence) {
        switch (op) {
            case LogOp.PutRow put -> take(rows, put.key(), new Version(put.revision(), sequence, put));
            case LogOp.DropRow drop -> take(rows, drop.key(), new Version(drop.revision(), sequence, drop));
            case LogOp.SetSpace space -> take(spaces, space.space(), new Version(space.revision(), sequence, space));
        }
    }

    private static <K> void take(Map<K, Version> versions, K key, Version version) {
        Version before = versions.get(key);
        if (before == null || before.before(version.revision, version.sequence)) {
            versions.put(key, version);
        }
    }
}
