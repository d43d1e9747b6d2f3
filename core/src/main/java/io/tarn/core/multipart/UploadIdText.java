package io.tarn.core.multipart;

import io.tarn.core.checksum.Digests;
import io.tarn.core.layout.UploadId;
import io.tarn.storage.Bytes;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * An upload's id as clients see it: the id and eight bytes that follow from it and the key, in base64 that needs no encoding
 * in a URL. So an id that was never given for a key is known without looking.
 */
final class UploadIdText {
    private static final int CHECK_BYTES = 8;
    private static final int TEXT_LENGTH = (UploadId.LENGTH + CHECK_BYTES) / 3 * 4;

    private UploadIdText() {}

    static String of(Bytes key, UploadId id) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(id.bytes().plus(check(key, id.bytes())).toArray());
    }

    /** The id, or null if this text was never given for this key. */
    static @Nullable UploadId parse(Bytes key, String text) {
        if (text.length() != TEXT_LENGTH) {
            return null;
        }
        Bytes decoded;
        try {
            decoded = Bytes.wrap(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException noBase64) {
            return null;
        }
        Bytes id = decoded.slice(0, UploadId.LENGTH);
        boolean ours = decoded.slice(UploadId.LENGTH, decoded.length()).equals(check(key, id));
        return ours ? new UploadId(id) : null;
    }

    private static Bytes check(Bytes key, Bytes id) {
        MessageDigest digest = Digests.sha256();
        digest.update(id.buffer());
        digest.update(key.buffer());
        return Bytes.wrap(digest.digest()).slice(0, CHECK_BYTES);
    }
}
