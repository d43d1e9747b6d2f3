package io.tarn.core.object;

import io.tarn.core.acl.ObjectAccess;
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
 * @param access whose it is, and its list
 */
public record Description(
        ObjectHeaders headers, Map<String, String> metadata, StorageClass storageClass, ObjectAccess access) {
    /** Nothing said. */
    public static final Description NONE = new Description(ObjectHeaders.NONE, Map.of(), StorageClass.STANDARD);

    /** Of an object that is the bucket's owner's alone. */
    public Description(ObjectHeaders headers, Map<String, String> metadata, StorageClass storageClass) {
        this(headers, metadata, storageClass, ObjectAccess.OF_BUCKET);
    }

    public Description {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
