package io.tarn.core.object;

import io.tarn.core.checksum.ChecksumType;
import io.tarn.core.layout.Manifest;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.StoredChecksum;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers GetObjectAttributes. */
final class Describing {
    /** Most parts of a page, and how many come if nobody says. */
    static final int PARTS_MAX = 1_000;

    private final Reading reading;

    Describing(Reading reading) {
        this.reading = reading;
    }

    ObjectAttributes describe(ReadRequest request, int partsMax, int marker) {
        VersionIds.check(request.versionId());
        try (Reading.Opened opened = reading.open(request.bucket(), request.key(), request.versionId())) {
            ObjectRecord object = opened.reader().object();
            Manifest manifest = opened.manifest();
            return new ObjectAttributes(
                    object, manifest == null ? null : parts(object, manifest, Math.min(partsMax, PARTS_MAX), marker));
        }
    }

    private static PartsView parts(ObjectRecord object, Manifest manifest, int partsMax, int marker) {
        StoredChecksum checksum = object.checksum();
        boolean shown = checksum != null && checksum.type() == ChecksumType.COMPOSITE && manifest.algorithm() != null;
        return new PartsView(manifest.parts().size(), shown ? page(manifest, partsMax, marker) : null);
    }

    private static PartsView.@Nullable Page page(Manifest manifest, int partsMax, int marker) {
        if (manifest.algorithm() == null) {
            return null;
        }
        List<Manifest.Part> after =
                manifest.parts().stream().filter(part -> part.number() > marker).toList();
        List<Manifest.Part> shown = after.subList(0, Math.min(partsMax, after.size()));
        int next = shown.isEmpty() ? 0 : shown.getLast().number();
        return new PartsView.Page(manifest.algorithm(), shown, marker, next, partsMax, shown.size() < after.size());
    }
}
