package io.tarn.core.identity;

import io.tarn.core.layout.SessionRecord;
import io.tarn.core.seal.Seal;
import io.tarn.storage.Bytes;
import io.tarn.storage.StorageException;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Session tokens: a session's record, packed, sealed for its access key id, in letters that need no encoding anywhere. Nobody
 * but this store reads or makes one. Safe for many threads.
 */
public final class SessionTokens {
    /** Most bytes of a packed record: its token then fits into a header. */
    public static final int PACKED_MAX = 3_072;

    private static final int RECORD_MAX = 64 * 1024;
    private static final int TOKEN_MAX = (PACKED_MAX + Seal.OVERHEAD + 2) / 3 * 4;

    private final Seal seal;

    /** Tokens under this seal. */
    public SessionTokens(Seal seal) {
        this.seal = seal;
    }

    /** A session's record as it goes into a token; longer than {@link #PACKED_MAX}, it makes none. */
    public static Bytes pack(SessionRecord session) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(session.encode().toArray());
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            byte[] buffer = new byte[1_024];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return Bytes.wrap(packed.toByteArray());
        } finally {
            deflater.end();
        }
    }

    /**
     * The token of a packed session.
     *
     * @throws IllegalArgumentException if it is longer than {@link #PACKED_MAX}
     */
    public String seal(Bytes packed, String accessKeyId) {
        if (packed.length() > PACKED_MAX) {
            throw new IllegalArgumentException("a session of " + packed.length() + " bytes, at most " + PACKED_MAX);
        }
        Bytes sealed = seal.seal(packed, Bytes.utf8(accessKeyId));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.toArray());
    }

    /** The session of a token that was made for this access key; null if it is anything else. */
    public @Nullable SessionRecord open(String token, String accessKeyId) {
        if (token.length() > TOKEN_MAX) {
            return null;
        }
        try {
            Bytes sealed = Bytes.wrap(Base64.getUrlDecoder().decode(token));
            Bytes packed = seal.open(sealed, Bytes.utf8(accessKeyId));
            return packed == null ? null : SessionRecord.decode(unpack(packed));
        } catch (IllegalArgumentException notBase64) {
            return null;
        } catch (DataFormatException impossible) {
            throw new StorageException.Corrupt("a session token that is ours does not unpack");
        }
    }

    private static Bytes unpack(Bytes packed) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed.toArray());
            ByteArrayOutputStream record = new ByteArrayOutputStream();
            byte[] buffer = new byte[1_024];
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                if (length == 0 || record.size() > RECORD_MAX) {
                    throw new DataFormatException();
                }
                record.write(buffer, 0, length);
            }
            return Bytes.wrap(record.toByteArray());
        } finally {
            inflater.end();
        }
    }
}
