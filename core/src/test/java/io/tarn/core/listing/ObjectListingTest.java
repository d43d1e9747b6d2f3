package io.tarn.core.listing;

import static io.tarn.core.listing.Bucketful.selection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumType;
import io.tarn.storage.Bytes;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObjectListingTest {
    private final Bucketful bucket = new Bucketful();

    @AfterEach
    void close() {
        bucket.close();
    }

    private ObjectPage v1(String prefix, String delimiter, int max, String marker) {
        return bucket.list(ObjectQuery.ofMarker(selection(prefix, delimiter, max), Bytes.utf8(marker)));
    }

    private static List<String> keys(ObjectPage page) {
        return page.objects().stream().map(object -> object.key().toUtf8()).toList();
    }

    private static List<String> prefixes(ObjectPage page) {
        return page.commonPrefixes().stream().map(Bytes::toUtf8).toList();
    }

    @Test
    void objects_awkwardKeys_areInUtf8Order() {
        // U+FF61 comes before U+10000 in UTF-8, though not in UTF-16.
        bucket.with("b", "a", "\uD800\uDC00", "\uFF61", "a/", "a\u0001", "A", "~", "é");
        assertThat(keys(v1("", "", 1000, "")))
                .containsExactly("A", "a", "a\u0001", "a/", "b", "~", "é", "\uFF61", "\uD800\uDC00");
    }

    @Test
    void objects_delimiter_groupsKeysBehindThePrefix() {
        bucket.with("a/1", "a/b/1", "a/b/2", "a/c", "a/d/1", "b/1", "a");
        ObjectPage page = v1("a/", "/", 1000, "");
        assertThat(keys(page)).containsExactly("a/1", "a/c");
        assertThat(prefixes(page)).containsExactly("a/b/", "a/d/");
        assertThat(page.truncated()).isFalse();
        assertThat(page.nextMarker()).isNull();
        assertThat(page.nextToken()).isNull();
    }

    // BEHAVIOURS 2
    @Test
    void objects_commonPrefixes_countAsKeys() {
        bucket.with("a/1", "a/2", "b", "c/1", "d");
        ObjectPage page = v1("", "/", 3, "");
        assertThat(page.keyCount()).isEqualTo(3);
        assertThat(keys(page)).containsExactly("b");
        assertThat(prefixes(page)).containsExactly("a/", "c/");
        assertThat(page.truncated()).isTrue();
    }

    @Test
    void objects_pageFullAtTheLastKey_isNotTruncated() {
        bucket.with("a", "b/1", "b/2");
        assertThat(v1("", "", 3, "").truncated()).isFalse();
        assertThat(v1("", "/", 2, "").truncated()).isFalse();
        assertThat(v1("", "/", 1, "").truncated()).isTrue();
    }

    @Test
    void objects_maxZero_isEmptyAndNotTruncated() {
        bucket.with("a", "b");
        ObjectPage page = v1("", "", 0, "");
        assertThat(page.keyCount()).isZero();
        assertThat(page.truncated()).isFalse();
    }

    // BEHAVIOURS 1
    @Test
    void objects_nextMarker_onlyWithDelimiter() {
        bucket.with("a", "b", "c");
        assertThat(v1("", "", 2, "").nextMarker()).isNull();
        assertThat(v1("", "/", 2, "").nextMarker()).isEqualTo(Bytes.utf8("b"));
    }

    // BEHAVIOURS 1
    @Test
    void objects_markerIsCommonPrefix_skipsEverythingBelowIt() {
        bucket.with("a", "b/1", "b/2", "b0", "c/1");
        ObjectPage first = v1("", "/", 2, "");
        assertThat(first.nextMarker()).isEqualTo(Bytes.utf8("b/"));
        ObjectPage next = v1("", "/", 2, "b/");
        assertThat(keys(next)).containsExactly("b0");
        assertThat(prefixes(next)).containsExactly("c/");
    }

    // BEHAVIOURS 1
    @Test
    void objects_markerWithinPrefixByHand_skipsTheRestOfIt() {
        bucket.with("b/1", "b/2", "b/3", "c");
        ObjectPage page = v1("", "/", 1000, "b/1");
        assertThat(keys(page)).containsExactly("c");
        assertThat(prefixes(page)).isEmpty();
        assertThat(keys(v1("", "", 1000, "b/1"))).containsExactly("b/2", "b/3", "c");
    }

    @Test
    void objects_markerBeforeOrBehindThePrefix_beginsOrEnds() {
        bucket.with("a", "b/1", "b/2", "c");
        assertThat(keys(v1("b/", "", 1000, "a"))).containsExactly("b/1", "b/2");
        assertThat(keys(v1("b/", "", 1000, "b/"))).containsExactly("b/1", "b/2");
        assertThat(keys(v1("b/", "", 1000, "b/1"))).containsExactly("b/2");
        assertThat(keys(v1("b/", "", 1000, "c"))).isEmpty();
    }

    @Test
    void objects_markerOrPrefixLongerThanAnyKey_isNoError() {
        String longest = "k".repeat(1024);
        bucket.with("j", longest, "l");
        assertThat(keys(v1("", "", 1000, "k".repeat(1023)))).containsExactly(longest, "l");
        assertThat(keys(v1("", "", 1000, "k".repeat(3000)))).containsExactly("l");
        assertThat(keys(v1("", "/", 1000, "k".repeat(3000) + "/"))).containsExactly("l");
        assertThat(keys(v1("k".repeat(1025), "", 1000, ""))).isEmpty();
        assertThat(keys(v1("k".repeat(1025), "", 1000, "k".repeat(1026)))).isEmpty();
    }

    @Test
    void objects_markerOfBytesThatAreNoText_isAPlaceLikeAnyOther() {
        bucket.with("a", "b");
        Bytes last = Bytes.of((byte) 0xFF, (byte) 0xFF);
        bucket.put(last, io.tarn.core.layout.ObjectRows.current(), 1);
        ObjectPage page = bucket.list(
                ObjectQuery.ofMarker(new Selection(Bytes.EMPTY, Bytes.of((byte) 0xFF), 2), Bytes.utf8("a")));
        assertThat(keys(page)).containsExactly("b");
        assertThat(page.commonPrefixes()).containsExactly(Bytes.of((byte) 0xFF));
        assertThat(page.truncated()).isFalse();
    }

    @Test
    void objects_delimiterOfSeveralCharacters_groups() {
        bucket.with("a--b--c", "a--d", "a-e", "--x");
        ObjectPage page = v1("", "--", 1000, "");
        assertThat(keys(page)).containsExactly("a-e");
        assertThat(prefixes(page)).containsExactly("--", "a--");
        assertThat(prefixes(v1("a--", "--", 1000, ""))).containsExactly("a--b--");
    }

    // BEHAVIOURS 3
    @Test
    void objects_emptyOrForeignToken_isInvalidArgument() {
        for (String token : new String[] {"", "x", "AWEAAAAA", "!!!", "a".repeat(5000)}) {
            assertThatThrownBy(() -> ObjectQuery.ofToken(selection("", "", 10), token, Bytes.EMPTY))
                    .isInstanceOfSatisfying(S3Exception.class, refused -> {
                        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
                        assertThat(refused.fields()).containsOnlyKeys("ArgumentName");
                        assertThat(refused.fields()).containsEntry("ArgumentName", "continuation-token");
                    });
        }
    }

    // BEHAVIOURS 4
    @Test
    void objects_startAfter_countsOnlyWithoutToken() {
        bucket.with("a", "b", "c", "d");
        Selection two = selection("", "", 2);
        ObjectPage first = bucket.list(ObjectQuery.ofToken(two, null, Bytes.utf8("a")));
        assertThat(keys(first)).containsExactly("b", "c");
        ObjectPage second = bucket.list(ObjectQuery.ofToken(two, first.nextToken(), Bytes.utf8("a")));
        assertThat(keys(second)).containsExactly("d");
        assertThat(second.nextToken()).isNull();
    }

    @Test
    void objects_pageTurnedWhileKeysGo_missesNoneThatStayed() {
        bucket.with("a", "b", "c", "d");
        ObjectPage first = v1("", "/", 2, "");
        bucket.delete("b");
        assertThat(keys(v1("", "/", 2, "b"))).containsExactly("c", "d");
        assertThat(first.nextMarker()).isEqualTo(Bytes.utf8("b"));
    }

    @Test
    void objects_entries_sayWhatListsSay() {
        bucket.with("a");
        ListedObject object = v1("", "", 1, "").objects().getFirst();
        assertThat(object.checksumAlgorithm()).isEqualTo(ChecksumAlgorithm.CRC32);
        assertThat(object.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
        assertThat(object.size()).isEqualTo(5);
        assertThat(object.lastModified()).isEqualTo(1_000);
        assertThat(object.entityTag().text()).isEqualTo("0".repeat(32));
    }

    // BEHAVIOURS 5
    @Test
    void encoding_unknownType_isInvalidArgument() {
        assertThat(KeyEncoding.parse(null)).isEqualTo(KeyEncoding.PLAIN);
        assertThat(KeyEncoding.parse("")).isEqualTo(KeyEncoding.PLAIN);
        assertThat(KeyEncoding.parse("url")).isEqualTo(KeyEncoding.URL);
        assertThatThrownBy(() -> KeyEncoding.parse("URL")).isInstanceOfSatisfying(S3Exception.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
            assertThat(refused.message()).isEqualTo("Invalid Encoding Method specified in Request");
        });
    }

    @Test
    void encoding_url_encodesAllButSlashAndPlainCharacters() {
        assertThat(KeyEncoding.URL.encode(Bytes.utf8("a b/%2F=+é~*.-_\n")))
                .isEqualTo("a+b/%252F%3D%2B%C3%A9%7E*.-_%0A");
        assertThat(KeyEncoding.PLAIN.encode(Bytes.utf8("a b/é"))).isEqualTo("a b/é");
    }

    // ERRORS 75
    // ABUSE 88
    @Test
    void pageSize_negativeOrNoNumber_isInvalidArgumentAndLargeIsClamped() {
        assertThat(PageSize.parse("", "max-keys")).isEqualTo(1000);
        assertThat(PageSize.parse(null, "max-keys")).isEqualTo(1000);
        assertThat(PageSize.parse("5000", "max-keys")).isEqualTo(1000);
        assertThat(PageSize.parse("2147483647", "max-keys")).isEqualTo(1000);
        assertThat(PageSize.parse("0", "max-keys")).isZero();
        for (String bad : new String[] {"-1", "x", "1.5", "2147483648", "99999999999999999999"}) {
            assertThatThrownBy(() -> PageSize.parse(bad, "max-keys"))
                    .isInstanceOfSatisfying(S3Exception.class, refused -> {
                        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
                        assertThat(refused.fields())
                                .containsEntry("ArgumentName", "max-keys")
                                .containsEntry("ArgumentValue", bad);
                    });
        }
    }
}
