package io.tarn.core.object;

import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.layout.Manifest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What GetObjectAttributes says of a multipart object's parts.
 *
 * @param total how many parts it has
 * @param page some of them, or null: only parts of objects with a composite checksum are shown
 */
public record PartsView(int total, @Nullable Page page) {
    /**
     * Some parts, ascending by number.
     *
     * @param algorithm of their checksums
     * @param marker the number after which they begin
     * @param nextMarker the number of the last one, 0 if there is none
     * @param partsMax how many there may be
     * @param truncated true if more follow
     */
    public record Page(
            ChecksumAlgorithm algorithm,
            List<Manifest.Part> parts,
            int marker,
            int nextMarker,
            int partsMax,
            boolean truncated) {
        public Page {
            parts = List.copyOf(parts);
        }
    }
}
