package io.tarn.core.multipart;

import static io.tarn.core.multipart.MultipartBench.pattern;
import static io.tarn.core.multipart.MultipartBench.refused;
import static io.tarn.core.multipart.MultipartBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.error.ErrorCode;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumType;
import io.tarn.core.listing.Selection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UploadListingTest {
    private final MultipartBench bench = new MultipartBench();

    @AfterEach
    void close() {
        bench.close();
    }

    private UploadPage list(String prefix, String delimiter, int max, String keyMarker, @Nullable String idMarker) {
        Selection selection = new Selection(text(prefix), text(delimiter), max);
        return bench.multipart.listUploads(bench.bucket, UploadQuery.of(selection, text(keyMarker), idMarker));
    }

    private static List<String> ids(UploadPage page) {
        return page.uploads().stream().map(UploadPage.ListedUpload::uploadId).toList();
    }

    private String begin(String key) {
        bench.clock.advance(1);
        return bench.begin(key);
    }

    @Test
    void listUploads_oneKey_isOldestFirst() {
        String b1 = begin("b");
        String a1 = begin("a");
        String a2 = begin("a");
        String b2 = begin("b");
        UploadPage page = list("", "", 1000, "", null);
        assertThat(ids(page)).containsExactly(a1, a2, b1, b2);
        assertThat(page.truncated()).isFalse();
        assertThat(page.nextKeyMarker()).isEqualTo(text("b"));
        assertThat(page.nextUploadIdMarker()).isEqualTo(b2);
    }

    @Test
    void listUploads_none_hasEmptyMarkers() {
        UploadPage page = list("", "", 1000, "", null);
        assertThat(page.uploads()).isEmpty();
        assertThat(page.nextKeyMarker().isEmpty()).isTrue();
        assertThat(page.nextUploadIdMarker()).isEmpty();
    }

    @Test
    void listUploads_pages_goOnBehindTheUploadOrTheKey() {
        String a1 = begin("a");
        String a2 = begin("a");
        String b1 = begin("b");
        UploadPage first = list("", "", 1, "", null);
        assertThat(ids(first)).containsExactly(a1);
        assertThat(first.truncated()).isTrue();
        UploadPage second = list("", "", 1, first.nextKeyMarker().toUtf8(), first.nextUploadIdMarker());
        assertThat(ids(second)).containsExactly(a2);
        assertThat(ids(list("", "", 10, "a", a2))).containsExactly(b1);
        assertThat(ids(list("", "", 10, "a", null))).containsExactly(b1);
        assertThat(ids(list("", "", 10, "a", ""))).containsExactly(b1);
    }

    @Test
    void listUploads_markerOfUploadThatEnded_goesOnAllTheSame() {
        String a1 = begin("a");
        String a2 = begin("a");
        bench.multipart.abort(bench.bucket, text("a"), a1);
        assertThat(ids(list("", "", 10, "a", a1))).containsExactly(a2);
    }

    @Test
    void listUploads_idMarkerWithoutKeyMarker_isIgnored() {
        String a1 = begin("a");
        assertThat(ids(list("", "", 10, "", "nonsense"))).containsExactly(a1);
    }

    @Test
    void listUploads_idMarkerOfAnotherKey_isInvalidArgument() {
        String a1 = begin("a");
        assertThat(refused(ErrorCode.INVALID_ARGUMENT, () -> list("", "", 10, "b", a1))
                        .fields())
                .containsEntry("ArgumentName", "upload-id-marker")
                .containsEntry("ArgumentValue", a1);
        refused(ErrorCode.INVALID_ARGUMENT, () -> list("", "", 10, "a", "nonsense"));
    }

    // BEHAVIOURS 2
    @Test
    void listUploads_delimiter_pagesReachEveryPrefixOnce() {
        String a = begin("a");
        begin("b/1");
        begin("b/2");
        begin("c/1");
        String d = begin("d");
        List<String> seen = new ArrayList<>();
        String keyMarker = "";
        String idMarker = "";
        UploadPage page;
        do {
            page = list("", "/", 1, keyMarker, idMarker);
            assertThat(page.uploads().size() + page.commonPrefixes().size()).isEqualTo(1);
            seen.addAll(ids(page));
            page.commonPrefixes().forEach(prefix -> seen.add(prefix.toUtf8()));
            keyMarker = page.nextKeyMarker().toUtf8();
            idMarker = page.nextUploadIdMarker();
        } while (page.truncated());
        assertThat(seen).containsExactly(a, "b/", "c/", d);
    }

    @Test
    void listUploads_lastPageEndsInPrefix_namesTheLastUpload() {
        String a = begin("a");
        begin("b/1");
        UploadPage page = list("", "/", 10, "", null);
        assertThat(page.commonPrefixes()).containsExactly(text("b/"));
        assertThat(page.nextKeyMarker()).isEqualTo(text("a"));
        assertThat(page.nextUploadIdMarker()).isEqualTo(a);
        assertThat(list("b", "/", 10, "", null).nextKeyMarker().isEmpty()).isTrue();
    }

    @Test
    void listUploads_entry_saysWhatItWasBegunWith() {
        bench.begin("a", ChecksumAlgorithm.CRC32C, "FULL_OBJECT");
        UploadPage.ListedUpload upload = list("", "", 10, "", null).uploads().getFirst();
        assertThat(upload.checksumAlgorithm()).isEqualTo(ChecksumAlgorithm.CRC32C);
        assertThat(upload.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
        assertThat(upload.initiated()).isEqualTo(bench.clock.millis());
        assertThat(upload.owner()).isEqualTo(bench.bucket.owner());
    }

    @Test
    void listParts_pages_areByNumber() {
        String id = bench.begin("key");
        for (int number : new int[] {7, 1, 10_000, 3}) {
            bench.part("key", id, number, pattern(number % 10, number));
        }
        OpenUpload upload = bench.find("key", id);
        PartPage first = bench.multipart.listParts(upload, 0, 2);
        assertThat(first.parts()).extracting(PartPage.ListedPart::number).containsExactly(1, 3);
        assertThat(first.truncated()).isTrue();
        assertThat(first.nextPartNumberMarker()).isEqualTo(3);
        PartPage second = bench.multipart.listParts(upload, 3, 2);
        assertThat(second.parts()).extracting(PartPage.ListedPart::number).containsExactly(7, 10_000);
        assertThat(second.truncated()).isFalse();
        assertThat(second.nextPartNumberMarker()).isEqualTo(10_000);
        PartPage none = bench.multipart.listParts(upload, 10_000, 2);
        assertThat(none.parts()).isEmpty();
        assertThat(none.nextPartNumberMarker()).isZero();
        assertThat(bench.multipart.listParts(upload, 2_000_000_000L, 2).parts()).isEmpty();
    }

    @Test
    void listParts_checksums_onlyIfTheUploadAskedForThem() {
        String plain = bench.begin("plain");
        bench.part("plain", plain, 1, pattern(10, 1));
        assertThat(bench.multipart
                        .listParts(bench.find("plain", plain), 0, 10)
                        .parts()
                        .getFirst()
                        .checksum())
                .isNull();
        String asked = bench.begin("asked", ChecksumAlgorithm.SHA256, null);
        bench.part("asked", asked, 1, pattern(10, 1));
        assertThat(bench.multipart
                        .listParts(bench.find("asked", asked), 0, 10)
                        .parts()
                        .getFirst()
                        .checksum())
                .isNotNull();
    }

    @Test
    void listParts_partsOfOtherUploadsOfTheKey_areNotShown() {
        String one = begin("key");
        String two = begin("key");
        String three = begin("key");
        bench.part("key", one, 1, pattern(1, 1));
        bench.part("key", two, 2, pattern(2, 2));
        bench.part("key", three, 3, pattern(3, 3));
        assertThat(bench.multipart.listParts(bench.find("key", two), 0, 10).parts())
                .extracting(PartPage.ListedPart::number)
                .containsExactly(2);
    }
}
