package io.tarn.storage.local;

import io.tarn.storage.StorageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The index in RocksDB: one column family, no write-ahead log, so that memtables reach the disk whole and in order.
 *
 * <p>RocksDB does its own I/O and verifies the checksums of all blocks that it reads.
 */
final class RocksIndex implements Index {
    private static final int BLOCK_BYTES = 8 * 1024;
    private static final int BLOOM_BITS = 10;
    private static final int OPEN_FILES_MAX = 512;

    private final RocksDB database;
    private final UseGate gate = new UseGate();
    private final Set<Cursor> cursors = ConcurrentHashMap.newKeySet();
    private final List<AutoCloseable> owned = new ArrayList<>();
    private final WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
    private final ReadOptions verified = new ReadOptions().setVerifyChecksums(true);

    private RocksIndex(RocksDB database, List<AutoCloseable> owned) {
        this.database = database;
        this.owned.addAll(owned);
    }

    /** Opens the index in a directory, which is made if it does not exist. */
    static RocksIndex open(Path directory, long cacheBytes, long bufferBytes) {
        RocksDB.loadLibrary();
        LRUCache cache = new LRUCache(cacheBytes);
        BloomFilter bloom = new BloomFilter(BLOOM_BITS);
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(BLOCK_BYTES)
                .setFilterPolicy(bloom)
                .setCacheIndexAndFilterBlocks(true)
                .setPinL0FilterAndIndexBlocksInCache(true)
                .setFormatVersion(5);
        Options options = new Options()
                .setCreateIfMissing(true)
                .setTableFormatConfig(table)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setWriteBufferSize(bufferBytes)
                .setMaxWriteBufferNumber(3)
                .setMaxBackgroundJobs(2)
                .setMaxOpenFiles(OPEN_FILES_MAX)
                .setParanoidChecks(true)
                .setAvoidFlushDuringShutdown(true)
                .setKeepLogFileNum(2)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0);
        List<AutoCloseable> owned = List.of(options, bloom, cache);
        try {
            return new RocksIndex(RocksDB.open(options, directory.toString()), owned);
        } catch (RocksDBException e) {
            close(owned);
            throw failure("open " + directory, e);
        }
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        gate.enter();
        try {
            return database.get(verified, key);
        } catch (RocksDBException e) {
            throw failure("read", e);
        } finally {
            gate.exit();
        }
    }

    @Override
    public IndexBatch batch() {
        return new Batch();
    }

    @Override
    public void apply(IndexBatch batch) {
        gate.enter();
        try {
            database.write(unlogged, ((Batch) batch).changes);
        } catch (RocksDBException e) {
            throw failure("write", e);
        } finally {
            gate.exit();
        }
    }

    @Override
    public IndexCursor cursor(byte[] from, byte[] to) {
        gate.enter();
        try {
            Slice upper = new Slice(to);
            ReadOptions range = new ReadOptions().setVerifyChecksums(true).setIterateUpperBound(upper);
            RocksIterator iterator = database.newIterator(range);
            iterator.seek(from);
            Cursor cursor = new Cursor(iterator, range, upper);
            cursors.add(cursor);
            return cursor;
        } finally {
            gate.exit();
        }
    }

    @Override
    public void flush() {
        gate.enter();
        try (FlushOptions options = new FlushOptions().setWaitForFlush(true)) {
            database.flush(options);
        } catch (RocksDBException e) {
            throw failure("flush", e);
        } finally {
            gate.exit();
        }
    }

    @Override
    public void close() {
        if (!gate.close()) {
            return;
        }
        cursors.forEach(Cursor::free);
        database.close();
        unlogged.close();
        verified.close();
        close(owned);
    }

    private static void close(List<AutoCloseable> all) {
        for (AutoCloseable one : all) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException("a handle of RocksDB could not be closed", e);
            }
        }
    }

    private static StorageException failure(String what, RocksDBException e) {
        Status status = e.getStatus();
        if (status != null && status.getCode() == Status.Code.Corruption) {
            return new StorageException.Corrupt("the index (" + what + "): " + e.getMessage());
        }
        return new StorageException.Unavailable("the index failed (" + what + "): " + e.getMessage(), e);
    }

    private static final class Batch implements IndexBatch {
        private final WriteBatch changes = new WriteBatch();

        @Override
        public void put(byte[] key, byte[] value) {
            try {
                changes.put(key, value);
            } catch (RocksDBException e) {
                throw failure("batch", e);
            }
        }

        @Override
        public void delete(byte[] key) {
            try {
                changes.delete(key);
            } catch (RocksDBException e) {
                throw failure("batch", e);
            }
        }

        @Override
        public void close() {
            changes.close();
        }
    }

    private final class Cursor implements IndexCursor {
        private final RocksIterator iterator;
        private final ReadOptions range;
        private final Slice upper;
        private boolean closed;

        Cursor(RocksIterator iterator, ReadOptions range, Slice upper) {
            this.iterator = iterator;
            this.range = range;
            this.upper = upper;
        }

        @Override
        public boolean valid() {
            gate.enter();
            try {
                boolean valid = iterator.isValid();
                if (!valid) {
                    iterator.status();
                }
                return valid;
            } catch (RocksDBException e) {
                throw failure("scan", e);
            } finally {
                gate.exit();
            }
        }

        @Override
        public byte[] key() {
            gate.enter();
            try {
                return iterator.key();
            } finally {
                gate.exit();
            }
        }

        @Override
        public byte[] value() {
            gate.enter();
            try {
                return iterator.value();
            } finally {
                gate.exit();
            }
        }

        @Override
        public void next() {
            gate.enter();
            try {
                iterator.next();
            } finally {
                gate.exit();
            }
        }

        @Override
        public void seek(byte[] key) {
            gate.enter();
            try {
                iterator.seek(key);
            } finally {
                gate.exit();
            }
        }

        @Override
        public void close() {
            if (cursors.remove(this)) {
                free();
            }
        }

        private synchronized void free() {
            if (!closed) {
                closed = true;
                iterator.close();
                range.close();
                upper.close();
            }
        }
    }
}
