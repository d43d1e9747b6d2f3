package io.tarn.core.body;

import io.tarn.core.RequestBody;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A body without framing of its own. */
final class PlainPayload implements Payload {
    private final RequestBody body;
    private final long bytesMax;
    private long taken;

    PlainPayload(RequestBody body, long bytesMax) {
        this.body = body;
        this.bytesMax = bytesMax;
    }

    @Override
    public long length() {
        return body.length() == RequestBody.UNKNOWN ? UNKNOWN : body.length();
    }

    @Override
    public @Nullable ByteBuffer next() {
        ByteBuffer data = body.next();
        if (data == null) {
            if (body.length() != RequestBody.UNKNOWN && taken != body.length()) {
                throw BodyErrors.incomplete();
            }
            return null;
        }
        taken += data.remaining();
        if (taken > bytesMax) {
            throw BodyErrors.tooLarge(taken);
        }
        return data;
    }

    @Override
    public Map<String, String> trailers() {
        return Map.of();
    }
}
