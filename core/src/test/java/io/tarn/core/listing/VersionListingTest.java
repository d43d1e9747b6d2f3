package io.tarn.core.listing;

import static io.tarn.core.listing.Bucketful.selection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.layout.ObjectRows;
import io.tarn.storage.Bytes;
import io.tarn.storage.RowName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VersionListingTest {
    private final Bucketful bucket = new Bucketful();

    @AfterEach
    void close() {
        bucket.close();
    }

    private VersionPage list(String prefix, String delimiter, int max, String keyMarker, @Nullable String idMarker) {
        return bucket.versions(VersionQuery.of(selection(prefix, delimiter, max), Bytes.utf8(keyMarker), idMarker));
    }

    private static List<String> keys(VersionPage page) {
        return page.versions().stream()
                .map(version -> version.object().key().toUtf8() + (version.latest() ? "!" : ""))
                .toList();
    }

    private void older(String key, int sequence) {
        bucket.put(Bytes.utf8(key), new RowName(ObjectRows.VERSIONS, Bytes.of((byte) -sequence)), sequence);
    }

    @Test
    void versions_bucketNeverVersioned_areAllLatestAndNull() {
        bucket.with("a", "b/1", "b/2", "c");
        VersionPage page = list("", "", 1000, "", null);
        assertThat(keys(page)).containsExactly("a!", "b/1!", "b/2!", "c!");
        assertThat(page.versions()).allMatch(version -> version.versionId().equals("null"));
        assertThat(page.truncated()).isFalse();
        assertThat(page.nextKeyMarker()).isNull();
        assertThat(page.nextVersionIdMarker()).isNull();
    }

    @Test
    void versions_truncated_endsInVersionOrPrefix() {
        bucket.with("a", "b/1", "c");
        VersionPage first = list("", "/", 1, "", null);
        assertThat(first.nextKeyMarker()).isEqualTo(Bytes.utf8("a"));
        assertThat(first.nextVersionIdMarker()).isEqualTo("null");
        VersionPage second = list("", "/", 1, "a", "null");
        assertThat(second.commonPrefixes()).containsExactly(Bytes.utf8("b/"));
        assertThat(second.nextKeyMarker()).isEqualTo(Bytes.utf8("b/"));
        assertThat(second.nextVersionIdMarker()).isNull();
        VersionPage third = list("", "/", 1, "b/", null);
        assertThat(keys(third)).containsExactly("c!");
        assertThat(third.truncated()).isFalse();
    }

    @Test
    void versions_olderRows_followTheCurrentOneOfTheirKey() {
        bucket.with("a", "c");
        older("a", 2);
        older("a", 1);
        older("b", 2);
        older("b", 1);
        older("c/1", 1);
        assertThat(keys(list("", "", 1000, "", null))).containsExactly("a!", "a", "a", "b!", "b", "c!", "c/1!");
        VersionPage grouped = list("", "/", 1000, "", null);
        assertThat(grouped.commonPrefixes()).containsExactly(Bytes.utf8("c/"));
        assertThat(keys(grouped)).containsExactly("a!", "a", "a", "b!", "b", "c!");
    }

    @Test
    void versions_keyMarkerAlone_skipsEveryVersionOfThatKey() {
        bucket.with("a", "b");
        older("a", 1);
        assertThat(keys(list("", "", 1000, "a", null))).containsExactly("b!");
        assertThat(keys(list("", "", 1000, "a", "null"))).containsExactly("a", "b!");
        assertThat(keys(list("", "", 1000, "a", ""))).containsExactly("b!");
    }

    @Test
    void query_idMarkerWithoutKeyMarkerOrUnknown_isInvalidArgument() {
        assertThatThrownBy(() -> list("", "", 10, "", "null"))
                .isInstanceOfSatisfying(
                        S3Exception.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
        assertThatThrownBy(() -> list("", "", 10, "a", "nonsense"))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.message()).isEqualTo("Invalid version id specified"));
    }
}
