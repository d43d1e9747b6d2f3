package io.tarn.core.layout;

import io.tarn.storage.Bytes;
import java.util.HexFormat;

/** What an ETag says, by where it comes from. */
public sealed interface EntityTag {
    /** The text between the quotes. */
    String text();

    /** The MD5 of the object's bytes: an object put or copied in one piece. */
    record Md5(Bytes digest) implements EntityTag {
        public Md5 {
            checkDigest(digest);
        }

        @Override
        public String text() {
            return digest.toString();
        }
    }

    /**
     * The MD5 of the MD5s of the parts, and how many they are: a multipart object.
     *
     * @param parts 1 to 10,000
     */
    record Multipart(Bytes digest, int parts) implements EntityTag {
        public Multipart {
            checkDigest(digest);
            if (parts < 1) {
                throw new IllegalArgumentException(parts + " parts");
            }
        }

        @Override
        public String text() {
            return digest + "-" + parts;
        }
    }

    /** Any other text, without quotes. */
    record Opaque(String text) implements EntityTag {}

    /** In quotes, as it stands in headers and lists. */
    default String quoted() {
        return '"' + text() + '"';
    }

    /** The tag of an object of these MD5 bytes. */
    static EntityTag md5(byte[] digest) {
        return new Md5(Bytes.of(digest));
    }

    /** The tag whose text is that of an MD5 in hexadecimal; for tests and tools. */
    static EntityTag md5Hex(String hex) {
        return new Md5(Bytes.wrap(HexFormat.of().parseHex(hex)));
    }

    private static void checkDigest(Bytes digest) {
        if (digest.length() != 16) {
            throw new IllegalArgumentException("an MD5 of " + digest.length() + " bytes");
        }
    }
}
