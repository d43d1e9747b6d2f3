package io.tarn.core.operation;

import io.tarn.api.s3.CommonPrefix;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumType;
import io.tarn.core.listing.KeyEncoding;
import io.tarn.core.listing.PageSize;
import io.tarn.core.listing.Selection;
import io.tarn.storage.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every list of keys is asked, and says back, in the same way: which keys, how many of them, and in which writing.
 *
 * @param encoding how keys are written
 * @param encodingType as the answer repeats it
 * @param selection which keys, and how many
 * @param prefix as it was sent, or null
 * @param delimiter as the answer repeats it
 */
record ListFrame(
        KeyEncoding encoding,
        @Nullable String encodingType,
        Selection selection,
        @Nullable String prefix,
        @Nullable String delimiter) {
    /**
     * Reads the members that the lists share.
     *
     * @param max the number asked for, or null
     * @param maxName the parameter that asks for it
     */
    static ListFrame of(
            @Nullable String encodingType,
            @Nullable String prefix,
            @Nullable String delimiter,
            @Nullable Integer max,
            String maxName) {
        KeyEncoding encoding = KeyEncoding.parse(encodingType);
        Long asked = max == null ? null : max.longValue();
        Selection selection = new Selection(bytes(prefix), bytes(delimiter), PageSize.of(asked, maxName));
        return new ListFrame(
                encoding, emptyAsAbsent(encodingType), selection, prefix, written(encoding, emptyAsAbsent(delimiter)));
    }

    /** Most entries of the page. */
    int max() {
        return selection.max();
    }

    /** A key or marker as this answer writes it, or null. */
    @Nullable
    String write(@Nullable String text) {
        return written(encoding, text);
    }

    /** The same of bytes. */
    @Nullable
    String write(@Nullable Bytes text) {
        return text == null ? null : encoding.encode(text);
    }

    /** The common prefixes, null if there are none. */
    @Nullable
    List<CommonPrefix> prefixes(List<Bytes> prefixes) {
        return prefixes.isEmpty() ? null : prefixes.stream().map(this::prefix).toList();
    }

    private CommonPrefix prefix(Bytes prefix) {
        return CommonPrefix.builder().prefix(encoding.encode(prefix)).build();
    }

    private static @Nullable String written(KeyEncoding encoding, @Nullable String text) {
        return text == null ? null : encoding.encode(Bytes.utf8(text));
    }

    static Bytes bytes(@Nullable String text) {
        return text == null ? Bytes.EMPTY : Bytes.utf8(text);
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    static @Nullable String emptyAsAbsent(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    static @Nullable String name(@Nullable ChecksumAlgorithm algorithm) {
        return algorithm == null ? null : algorithm.name();
    }

    static @Nullable String name(@Nullable ChecksumType type) {
        return type == null ? null : type.name();
    }
}
