package io.tarn.core.object;

import io.tarn.core.layout.ObjectHeaders;
import io.tarn.core.layout.StorageClass;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a client says about an object beside its bytes.
 *
 * @param headers what comes back as sent
 * @param metadata user metadata: names in small letters without {@code x-amz-meta-}, decoded values
 * @param storageClass where it is kept
 */
public record Description(ObjectHeaders headers, Map<String, String> metadata, StorageClass storageClass) {
    /** Nothing said. */
    public static final Description NONE = new Description(ObjectHeaders.NONE, Map.of(), StorageClass.STANDARD);

    public Description {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
