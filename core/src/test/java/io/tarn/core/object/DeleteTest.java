package io.tarn.core.object;

import static io.tarn.core.object.Shelf.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.error.ErrorCode;
import io.tarn.core.checksum.ChecksumType;
import io.tarn.core.condition.WriteCondition;
import io.tarn.core.layout.LastChanged;
import io.tarn.core.layout.ObjectHeaders;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.ObjectRows;
import io.tarn.core.layout.StorageClass;
import io.tarn.core.layout.Sweep;
import io.tarn.core.layout.UploadRecord;
import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.Row;
import io.tarn.storage.RowName;
import io.tarn.storage.memory.Fault;
import io.tarn.storage.memory.FaultyStore.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DeleteTest {
    private final Shelf shelf = new Shelf();

    // BEHAVIOURS 10
    @Test
    void delete_missingKey_isDone() {
        shelf.delete("k");
        shelf.put("k", "x");
        shelf.delete("k");
        shelf.delete("k");
        assertThat(row("k", ObjectRows.current())).isNull();
    }

    // BEHAVIOURS 11, ERRORS 4
    @Test
    void delete_versionId_takesOnlyNull() {
        shelf.put("k", "x");
        refused(
                () -> shelf.objects.delete(request("k", "abc")),
                ErrorCode.INVALID_ARGUMENT,
                Map.of("ArgumentName", "versionId", "ArgumentValue", "abc"));
        shelf.objects.delete(request("k", "null"));
        assertThat(row("k", ObjectRows.current())).isNull();
        shelf.objects.delete(request("k", "null"));
    }

    // BEHAVIOURS 17
    @Test
    void delete_ifMatch_deletesOnlyWhatMatches() {
        ObjectRecord object = shelf.put("k", "x");
        refused(
                () -> shelf.delete("k", WriteCondition.ofDelete("\"other\"")),
                ErrorCode.PRECONDITION_FAILED,
                Map.of("Condition", "If-Match"));
        assertThat(shelf.text("k")).isEqualTo("x");
        shelf.delete("k", WriteCondition.ofDelete(object.entityTag().text()));
        assertThat(row("k", ObjectRows.current())).isNull();
        refused(() -> shelf.delete("k", WriteCondition.ofDelete("*")), ErrorCode.NO_SUCH_KEY, Map.of("Key", "k"));
        shelf.put("k", "y");
        shelf.delete("k", WriteCondition.ofDelete("*"));
        assertThat(row("k", ObjectRows.current())).isNull();
    }

    // ERRORS 73
    @Test
    void delete_conditionalOvertakenByAnEqualObject_isAConflict() {
        ObjectRecord object = shelf.put("k", "x");
        shelf.store.before(Call.COMMIT, 1, () -> shelf.put("k", "x"));
        refused(
                () -> shelf.delete(
                        "k", WriteCondition.ofDelete(object.entityTag().text())),
                ErrorCode.CONDITIONAL_REQUEST_CONFLICT,
                Map.of("Condition", "If-Match", "Key", "k"));
    }

    @Test
    void delete_unconditionalOvertaken_deletesWhatIsThereNow() {
        shelf.put("k", "x");
        shelf.store.before(Call.COMMIT, 1, () -> shelf.put("k", "y"));
        shelf.delete("k");
        assertThat(row("k", ObjectRows.current())).isNull();
    }

    @Test
    void delete_unknownOutcome_isDoneOnlyIfNothingIsThere() {
        shelf.put("k", "x");
        shelf.store.fail(Call.COMMIT, 1, Fault.UNKNOWN_DONE);
        shelf.delete("k");
        shelf.put("k", "y");
        shelf.store.fail(Call.COMMIT, 1, Fault.UNKNOWN_NOT_DONE);
        refused(() -> shelf.delete("k"), ErrorCode.INTERNAL_ERROR, Map.of());
        assertThat(shelf.text("k")).isEqualTo("y");
        shelf.store.fail(Call.COMMIT, 1, Fault.UNKNOWN_DONE);
        refused(() -> shelf.delete("k", WriteCondition.ofDelete("*")), ErrorCode.INTERNAL_ERROR, Map.of());
    }

    @Test
    void delete_multipartObject_leavesItsPartsToTheSweeper() {
        ObjectRecord object = shelf.putParts("k", ChecksumType.COMPOSITE, "one", "two");
        shelf.delete("k");
        var id = java.util.Objects.requireNonNull(object.manifest()).uploadId();
        assertThat(row("k", ObjectRows.sweep(Sweep.What.WHOLE, id))).isNotNull();
        assertThat(row("k", ObjectRows.current())).isNull();
    }

    // BEHAVIOURS 16
    @Test
    void delete_withOpenUploads_saysThatTheKeyChanged() {
        shelf.put("k", "x");
        shelf.delete("k");
        assertThat(row("k", ObjectRows.lastChanged())).isNull();
        UploadRecord upload = new UploadRecord(
                1, ObjectHeaders.NONE, Map.of(), StorageClass.STANDARD, null, null, Shelf.OWNER, Shelf.OWNER, "U");
        shelf.memory.commit(Batch.on(shelf.bucket.space(), Bytes.utf8("k"))
                .put(ObjectRows.upload(shelf.uploadId()), upload.encode())
                .put(ObjectRows.uploadsBegun(), Bytes.EMPTY)
                .build());
        shelf.put("k2", "x");
        shelf.delete("k2");
        assertThat(row("k2", ObjectRows.lastChanged())).as("another key").isNull();
        shelf.put("k", "x");
        shelf.delete("k");
        Row changed = java.util.Objects.requireNonNull(row("k", ObjectRows.lastChanged()));
        assertThat(LastChanged.decode(changed.value()).when()).isEqualTo(shelf.clock.millis());
    }

    // BEHAVIOURS 10, ABUSE 61
    @Test
    void deleteEach_everyKeyForItself_inTheOrderAsked() {
        List<DeleteRequest> requests = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            shelf.put("k/../" + i, "x");
            requests.add(request("k/../" + i, null));
        }
        shelf.put("stays", "x");
        shelf.put("stays too", "x");
        requests.add(request("missing", null));
        requests.add(request("stays", "wrong"));
        requests.add(new DeleteRequest(
                shelf.bucket, Bytes.utf8("stays too"), null, WriteCondition.ofDelete("\"other\""), "R"));
        List<DeleteResult> results = shelf.objects.deleteEach(requests);
        assertThat(results).extracting(DeleteResult::request).isEqualTo(requests);
        for (int i = 0; i < 301; i++) {
            assertThat(results.get(i).refused()).isNull();
        }
        var wrongVersion = java.util.Objects.requireNonNull(results.get(301).refused());
        assertThat(wrongVersion.code()).isEqualTo(ErrorCode.NO_SUCH_VERSION);
        var mismatch = java.util.Objects.requireNonNull(results.get(302).refused());
        assertThat(mismatch.code()).isEqualTo(ErrorCode.PRECONDITION_FAILED);
        assertThat(shelf.memory.tallies(shelf.bucket.space())).isEqualTo(Map.of(100, 2L, 101, 2L));
    }

    private DeleteRequest request(String key, @Nullable String versionId) {
        return new DeleteRequest(shelf.bucket, Bytes.utf8(key), versionId, WriteCondition.none(), shelf.nextRequest());
    }

    private @Nullable Row row(String key, RowName name) {
        return shelf.memory.get(ObjectRows.key(shelf.bucket.space(), Bytes.utf8(key), name));
    }
}
