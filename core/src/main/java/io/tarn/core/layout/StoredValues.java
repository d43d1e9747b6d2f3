package io.tarn.core.layout;

import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumType;
import io.tarn.core.checksum.ChecksumValue;
import io.tarn.storage.Bytes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The stored forms of the values that several records hold. */
final class StoredValues {
    private static final int MD5 = 1;
    private static final int MULTIPART = 2;
    private static final int OPAQUE = 3;
    private static final int HEADERS = 7;

    private StoredValues() {}

    static Bytes encode(EntityTag tag) {
        RecordEncoder content = RecordEncoder.content();
        return switch (tag) {
            case EntityTag.Md5 plain ->
                content.raw(MD5).rawBytes(plain.digest()).finish();
            case EntityTag.Multipart parts ->
                content.raw(MULTIPART)
                        .rawBytes(parts.digest())
                        .rawVarint(parts.parts())
                        .finish();
            case EntityTag.Opaque opaque ->
                content.raw(OPAQUE).rawBytes(Bytes.utf8(opaque.text())).finish();
        };
    }

    static EntityTag entityTag(ByteCursor cursor) {
        int kind = cursor.unsigned();
        EntityTag tag = switch (kind) {
            case MD5 -> new EntityTag.Md5(cursor.take(16));
            case MULTIPART -> new EntityTag.Multipart(cursor.take(16), parts(cursor));
            case OPAQUE -> new EntityTag.Opaque(cursor.utf8Rest());
            default -> throw cursor.corrupt("has an ETag of the unknown kind " + kind);
        };
        cursor.end();
        return tag;
    }

    static @Nullable Bytes encode(@Nullable StoredChecksum checksum) {
        if (checksum == null) {
            return null;
        }
        return RecordEncoder.content()
                .raw(code(checksum.type()))
                .rawVarint(checksum.parts())
                .rawText(checksum.algorithm().wireName())
                .rawBytes(checksum.value().bytes())
                .finish();
    }

    static StoredChecksum checksum(ByteCursor cursor) {
        ChecksumType type = checksumType(cursor, cursor.unsigned());
        long parts = type == ChecksumType.COMPOSITE ? parts(cursor) : cursor.varint();
        ChecksumAlgorithm algorithm = algorithm(cursor, cursor.text());
        Bytes value = cursor.rest();
        if (value.length() != algorithm.length() || (type == ChecksumType.FULL_OBJECT && parts != 0)) {
            throw cursor.corrupt("has a checksum of " + value.length() + " bytes and " + parts + " parts");
        }
        return new StoredChecksum(new ChecksumValue(algorithm, value), type, (int) parts);
    }

    static ChecksumAlgorithm algorithm(ByteCursor cursor, String name) {
        ChecksumAlgorithm algorithm = ChecksumAlgorithm.ofName(name);
        if (algorithm == null || !name.equals(name.toUpperCase(Locale.ROOT))) {
            throw cursor.corrupt("has the unknown checksum algorithm " + name);
        }
        return algorithm;
    }

    static int code(ChecksumType type) {
        return switch (type) {
            case FULL_OBJECT -> 1;
            case COMPOSITE -> 2;
        };
    }

    static ChecksumType checksumType(ByteCursor cursor, int code) {
        return switch (code) {
            case 1 -> ChecksumType.FULL_OBJECT;
            case 2 -> ChecksumType.COMPOSITE;
            default -> throw cursor.corrupt("has a checksum of the unknown type " + code);
        };
    }

    static @Nullable Bytes encode(ObjectHeaders headers) {
        RecordEncoder content = RecordEncoder.content();
        header(content, 1, headers.contentType());
        header(content, 2, headers.cacheControl());
        header(content, 3, headers.contentDisposition());
        header(content, 4, headers.contentEncoding());
        header(content, 5, headers.contentLanguage());
        header(content, 6, headers.expires());
        header(content, 7, headers.websiteRedirect());
        Bytes encoded = content.finish();
        return encoded.isEmpty() ? null : encoded;
    }

    static ObjectHeaders headers(RecordDecoder record, int field) {
        if (!record.has(field)) {
            return ObjectHeaders.NONE;
        }
        ByteCursor cursor = record.cursor(field);
        @Nullable String[] values = new @Nullable String[HEADERS + 1];
        int last = 0;
        while (!cursor.ended()) {
            int code = cursor.unsigned();
            if (code <= last || code > HEADERS) {
                throw cursor.corrupt("has the unknown header " + code + " after " + last);
            }
            last = code;
            values[code] = cursor.text();
        }
        return new ObjectHeaders(values[1], values[2], values[3], values[4], values[5], values[6], values[7]);
    }

    static StorageClass storageClass(RecordDecoder record, int field) {
        if (!record.has(field)) {
            return StorageClass.STANDARD;
        }
        long code = record.number(field);
        return StorageClass.ofCode(code).orElseThrow(() -> record.corrupt("has the unknown storage class " + code));
    }

    private static void header(RecordEncoder content, int code, @Nullable String value) {
        if (value != null) {
            content.raw(code).rawText(value);
        }
    }

    private static int parts(ByteCursor cursor) {
        long parts = cursor.varint();
        if (parts < 1 || parts > Manifest.PARTS_MAX) {
            throw cursor.corrupt("speaks of " + parts + " parts");
        }
        return (int) parts;
    }
}
