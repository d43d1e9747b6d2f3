package io.tarn.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumValue;
import io.tarn.core.layout.Counters;
import io.tarn.core.layout.EntityTag;
import io.tarn.core.layout.ObjectHeaders;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.ObjectRows;
import io.tarn.core.layout.StorageClass;
import io.tarn.core.layout.StoredChecksum;
import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.CommitResult;
import io.tarn.storage.RowName;
import io.tarn.storage.Store;
import io.tarn.storage.memory.MemoryStore;
import java.util.Map;

/** A bucket in memory, filled with object rows. */
final class Bucketful implements AutoCloseable {
    private final Store store = new MemoryStore();
    private final long space = store.createSpace();
    private final Listings listings = new Listings(store);

    Bucketful with(String... keys) {
        for (String key : keys) {
            put(Bytes.utf8(key), ObjectRows.current(), 1);
        }
        return this;
    }

    void put(Bytes key, RowName name, long sequence) {
        StoredChecksum checksum =
                StoredChecksum.full(new ChecksumValue(ChecksumAlgorithm.CRC32, Bytes.wrap(new byte[4])));
        ObjectRecord object = new ObjectRecord(
                sequence,
                sequence,
                Bytes.EMPTY,
                1_000,
                5,
                new EntityTag.Md5(Bytes.wrap(new byte[16])),
                checksum,
                ObjectHeaders.NONE,
                Map.of(),
                StorageClass.STANDARD,
                null,
                "writer");
        CommitResult result = store.commit(Batch.on(space, key)
                .put(name, object.encode(), new Batch.BodySource.None(), Counters.of(object))
                .build());
        assertThat(result).isInstanceOf(CommitResult.Committed.class);
    }

    void delete(String key) {
        store.commit(
                Batch.on(space, Bytes.utf8(key)).delete(ObjectRows.current()).build());
    }

    ObjectPage list(ObjectQuery query) {
        return listings.objects(space, query);
    }

    VersionPage versions(VersionQuery query) {
        return listings.versions(space, query);
    }

    static Selection selection(String prefix, String delimiter, int max) {
        return new Selection(Bytes.utf8(prefix), Bytes.utf8(delimiter), max);
    }

    @Override
    public void close() {
        store.close();
    }
}
