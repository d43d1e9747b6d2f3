package io.tarn.core.object;

import io.tarn.core.layout.EntityTag;
import io.tarn.core.layout.StoredChecksum;
import io.tarn.storage.StagedBody;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a new object, received and compared with what the client said of them.
 *
 * @param body taken over by the commit that makes the object visible; until then the caller's to close
 * @param entityTag the tag that the object will have
 * @param checksum the checksum that it will have, or null
 */
public record Content(
        StagedBody body, EntityTag entityTag, @Nullable StoredChecksum checksum) {}
