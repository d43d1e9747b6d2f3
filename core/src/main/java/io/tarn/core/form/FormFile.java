package io.tarn.core.form;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.RequestBody;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The content of a form's file. It has ended only when the delimiter behind it was seen and its size is allowed. */
final class FormFile implements RequestBody {
    /** Most bytes behind the file that are taken so that the connection can go on; what is beyond is the edge's to cut. */
    private static final long EPILOGUE_BYTES_MAX = 64 * 1024;

    /** The hyphens and the line break that usually follow the last delimiter. */
    private static final int CLOSING_BYTES = 4;

    private final FormInput input;
    private final PartBytes content;
    private final SizeRange sizes;
    private final long announced;
    private long size;
    private boolean ended;

    FormFile(FormInput input, byte[] delimiter, SizeRange sizes) {
        this.input = input;
        this.content = new PartBytes(input, delimiter);
        this.sizes = sizes;
        this.announced = input.length() - input.taken() - delimiter.length - CLOSING_BYTES;
    }

    @Override
    public long length() {
        return UNKNOWN;
    }

    @Override
    public @Nullable ByteBuffer next() {
        if (ended) {
            return null;
        }
        ByteBuffer piece = content.next();
        if (piece != null) {
            size += piece.remaining();
            if (size > sizes.max()) {
                throw wrongSize(ErrorCode.ENTITY_TOO_LARGE, Math.max(size, announced), "MaxSizeAllowed", sizes.max());
            }
            return piece;
        }
        ended = true;
        if (size < sizes.min()) {
            throw wrongSize(ErrorCode.ENTITY_TOO_SMALL, size, "MinSizeAllowed", sizes.min());
        }
        DelimiterLine.end(input);
        input.skip(EPILOGUE_BYTES_MAX);
        return null;
    }

    private static S3Exception wrongSize(ErrorCode code, long size, String limit, long allowed) {
        return S3Exception.of(code).with("ProposedSize", Long.toString(size)).with(limit, Long.toString(allowed));
    }
}
