package io.tarn.core.checksum;

import io.tarn.storage.Bytes;
import java.security.MessageDigest;
import java.util.List;

/** The entity tag of a multipart object: the MD5 of its parts' MD5s, and how many there are. */
public final class MultipartEtag {
    private MultipartEtag() {}

    /**
     * The tag, without quotes.
     *
     * @param partMd5s 16 bytes each, in the order of the parts; at least one
     */
    public static String of(List<Bytes> partMd5s) {
        if (partMd5s.isEmpty()) {
            throw new IllegalArgumentException("a multipart object has at least one part");
        }
        MessageDigest md5 = Digests.md5();
        for (Bytes part : partMd5s) {
            if (part.length() != 16) {
                throw new IllegalArgumentException("an MD5 has 16 bytes, not " + part.length());
            }
            md5.update(part.buffer());
        }
        return Bytes.wrap(md5.digest()) + "-" + partMd5s.size();
    }
}
