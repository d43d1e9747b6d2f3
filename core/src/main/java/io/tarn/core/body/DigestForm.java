package io.tarn.core.body;

import io.tarn.storage.Bytes;
import java.util.Base64;

/** How the error for a wrong Content-MD5 writes the one that the client gave: it depends on the operation. */
public enum DigestForm {
    /** As PutObject does. */
    HEXADECIMAL,
    /** As UploadPart does. */
    BASE64;

    String write(Bytes digest) {
        return switch (this) {
            case HEXADECIMAL -> digest.toString();
            case BASE64 -> Base64.getEncoder().encodeToString(digest.toArray());
        };
    }
}
