package io.tarn.core.operation;

import io.tarn.api.s3.CommonPrefix;
import io.tarn.api.s3.ListObjectVersionsOutput;
import io.tarn.api.s3.ListObjectVersionsRequest;
import io.tarn.api.s3.ListObjectsOutput;
import io.tarn.api.s3.ListObjectsRequest;
import io.tarn.api.s3.ListObjectsV2Output;
import io.tarn.api.s3.ListObjectsV2Request;
import io.tarn.api.s3.ObjectVersion;
import io.tarn.api.s3.S3Object;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumType;
import io.tarn.core.gate.Answer;
import io.tarn.core.gate.Call;
import io.tarn.core.listing.KeyEncoding;
import io.tarn.core.listing.ListedObject;
import io.tarn.core.listing.Listings;
import io.tarn.core.listing.ObjectPage;
import io.tarn.core.listing.ObjectQuery;
import io.tarn.core.listing.PageSize;
import io.tarn.core.listing.Selection;
import io.tarn.core.listing.VersionPage;
import io.tarn.core.listing.VersionQuery;
import io.tarn.storage.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The three lists of a bucket's objects. */
final class ObjectListings {
    private final Listings listings;
    private final Owners owners;

    ObjectListings(Listings listings, Owners owners) {
        this.listings = listings;
        this.owners = owners;
    }

    Answer<ListObjectsOutput> list(Call call, ListObjectsRequest input) {
        KeyEncoding encoding = KeyEncoding.parse(input.encodingType());
        Selection selection = selection(input.prefix(), input.delimiter(), input.maxKeys());
        ObjectPage page =
                listings.objects(call.bucket().space(), ObjectQuery.ofMarker(selection, bytes(input.marker())));
        ObjectOwners owner = ObjectOwners.of(call, owners);
        return Answer.of(ListObjectsOutput.builder()
                .name(call.bucket().name())
                .prefix(encoded(encoding, orEmpty(input.prefix())))
                .marker(encoded(encoding, orEmpty(input.marker())))
                .nextMarker(encoded(encoding, page.nextMarker()))
                .maxKeys(selection.max())
                .delimiter(encoded(encoding, emptyAsAbsent(input.delimiter())))
                .encodingType(emptyAsAbsent(input.encodingType()))
                .isTruncated(page.truncated())
                .contents(page.objects().stream()
                        .map(object -> entry(object, encoding, owner))
                        .toList())
                .commonPrefixes(prefixes(page.commonPrefixes(), encoding))
                .build());
    }

    Answer<ListObjectsV2Output> listV2(Call call, ListObjectsV2Request input) {
        KeyEncoding encoding = KeyEncoding.parse(input.encodingType());
        Selection selection = selection(input.prefix(), input.delimiter(), input.maxKeys());
        ObjectPage page = listings.objects(
                call.bucket().space(),
                ObjectQuery.ofToken(selection, input.continuationToken(), bytes(input.startAfter())));
        ObjectOwners owner = Boolean.TRUE.equals(input.fetchOwner()) ? ObjectOwners.of(call, owners) : null;
        return Answer.of(ListObjectsV2Output.builder()
                .bucketRegion(call.bucket().region())
                .name(call.bucket().name())
                .prefix(encoded(encoding, orEmpty(input.prefix())))
                .startAfter(encoded(encoding, emptyAsAbsent(input.startAfter())))
                .continuationToken(input.continuationToken())
                .nextContinuationToken(page.nextToken())
                .keyCount(page.keyCount())
                .maxKeys(selection.max())
                .delimiter(encoded(encoding, emptyAsAbsent(input.delimiter())))
                .encodingType(emptyAsAbsent(input.encodingType()))
                .isTruncated(page.truncated())
                .contents(page.objects().stream()
                        .map(object -> entry(object, encoding, owner))
                        .toList())
                .commonPrefixes(prefixes(page.commonPrefixes(), encoding))
                .build());
    }

    Answer<ListObjectVersionsOutput> listVersions(Call call, ListObjectVersionsRequest input) {
        KeyEncoding encoding = KeyEncoding.parse(input.encodingType());
        Selection selection = selection(input.prefix(), input.delimiter(), input.maxKeys());
        VersionPage page = listings.versions(
                call.bucket().space(), VersionQuery.of(selection, bytes(input.keyMarker()), input.versionIdMarker()));
        ObjectOwners owner = ObjectOwners.of(call, owners);
        return Answer.of(ListObjectVersionsOutput.builder()
                .name(call.bucket().name())
                .prefix(encoded(encoding, orEmpty(input.prefix())))
                .keyMarker(encoded(encoding, orEmpty(input.keyMarker())))
                .versionIdMarker(orEmpty(input.versionIdMarker()))
                .nextKeyMarker(encoded(encoding, page.nextKeyMarker()))
                .nextVersionIdMarker(page.nextVersionIdMarker())
                .maxKeys(selection.max())
                .delimiter(encoded(encoding, emptyAsAbsent(input.delimiter())))
                .encodingType(emptyAsAbsent(input.encodingType()))
                .isTruncated(page.truncated())
                .versions(page.versions().stream()
                        .map(version -> entry(version, encoding, owner))
                        .toList())
                .commonPrefixes(prefixes(page.commonPrefixes(), encoding))
                .build());
    }

    private static S3Object entry(ListedObject object, KeyEncoding encoding, @Nullable ObjectOwners owners) {
        return S3Object.builder()
                .key(encoding.encode(object.key()))
                .lastModified(Moments.shown(object.lastModified()))
                .eTag(object.entityTag().quoted())
                .checksumAlgorithm(algorithms(object.checksumAlgorithm()))
                .checksumType(name(object.checksumType()))
                .size(object.size())
                .storageClass(object.storageClass().name())
                .owner(owners == null ? null : owners.of(object))
                .build();
    }

    private static ObjectVersion entry(VersionPage.ListedVersion version, KeyEncoding encoding, ObjectOwners owners) {
        ListedObject object = version.object();
        return ObjectVersion.builder()
                .key(encoding.encode(object.key()))
                .versionId(version.versionId())
                .isLatest(version.latest())
                .lastModified(Moments.shown(object.lastModified()))
                .eTag(object.entityTag().quoted())
                .checksumAlgorithm(algorithms(object.checksumAlgorithm()))
                .checksumType(name(object.checksumType()))
                .size(object.size())
                .storageClass(object.storageClass().name())
                .owner(owners.of(object))
                .build();
    }

    private static @Nullable List<String> algorithms(@Nullable ChecksumAlgorithm algorithm) {
        return algorithm == null ? null : List.of(algorithm.name());
    }

    private static @Nullable String name(@Nullable ChecksumType type) {
        return type == null ? null : type.name();
    }

    private static @Nullable List<CommonPrefix> prefixes(List<Bytes> prefixes, KeyEncoding encoding) {
        return prefixes.isEmpty()
                ? null
                : prefixes.stream()
                        .map(prefix -> CommonPrefix.builder()
                                .prefix(encoding.encode(prefix))
                                .build())
                        .toList();
    }

    private static Selection selection(@Nullable String prefix, @Nullable String delimiter, @Nullable Integer maxKeys) {
        Long asked = maxKeys == null ? null : maxKeys.longValue();
        return new Selection(bytes(prefix), bytes(delimiter), PageSize.of(asked, "max-keys"));
    }

    static Bytes bytes(@Nullable String text) {
        return text == null ? Bytes.EMPTY : Bytes.utf8(text);
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    static @Nullable String emptyAsAbsent(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    static @Nullable String encoded(KeyEncoding encoding, @Nullable String text) {
        return text == null ? null : encoding.encode(Bytes.utf8(text));
    }

    static @Nullable String encoded(KeyEncoding encoding, @Nullable Bytes text) {
        return text == null ? null : encoding.encode(text);
    }
}
