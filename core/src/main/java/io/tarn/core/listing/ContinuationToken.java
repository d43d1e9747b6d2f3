package io.tarn.core.listing;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.storage.Bytes;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * Says where the next page of ListObjectsV2 begins: a version byte, the last key or common prefix of the page before,
 * and four bytes that tell a token from other text; in base64 that needs no encoding in a URL.
 */
final class ContinuationToken {
    private static final byte VERSION = 1;
    private static final int CHECK_BYTES = 4;

    private ContinuationToken() {}

    static String after(Bytes last) {
        ByteBuffer token = ByteBuffer.allocate(1 + last.length() + CHECK_BYTES);
        token.put(VERSION).put(last.buffer());
        token.putInt(check(token.array(), token.position()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    private static int check(byte[] token, int length) {
        CRC32C crc = new CRC32C();
        crc.update(token, 0, length);
        return (int) crc.getValue();
    }

    /**
     * The key or common prefix that the page before ended in.
     *
     * @throws S3Exception {@code InvalidArgument} if it is no token
     */
    static Bytes parse(String text) {
        byte[] token;
        try {
            token = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException noBase64) {
            throw incorrect();
        }
        int end = token.length - CHECK_BYTES;
        if (end < 1 || token[0] != VERSION || ByteBuffer.wrap(token).getInt(end) != check(token, end)) {
            throw incorrect();
        }
        return Bytes.wrap(token).slice(1, end);
    }

    private static S3Exception incorrect() {
        return S3Exception.of(ErrorCode.INVALID_ARGUMENT, "The continuation token provided is incorrect")
                .with("ArgumentName", "continuation-token");
    }
}
