package io.tarn.core.operation;

import io.tarn.api.s3.ListObjectVersionsOutput;
import io.tarn.api.s3.ListObjectVersionsRequest;
import io.tarn.api.s3.ListObjectsOutput;
import io.tarn.api.s3.ListObjectsRequest;
import io.tarn.api.s3.ListObjectsV2Output;
import io.tarn.api.s3.ListObjectsV2Request;
import io.tarn.api.s3.ObjectVersion;
import io.tarn.api.s3.S3Object;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.gate.Answer;
import io.tarn.core.gate.Call;
import io.tarn.core.listing.KeyEncoding;
import io.tarn.core.listing.ListedObject;
import io.tarn.core.listing.Listings;
import io.tarn.core.listing.ObjectPage;
import io.tarn.core.listing.ObjectQuery;
import io.tarn.core.listing.VersionPage;
import io.tarn.core.listing.VersionQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The three lists of a bucket's objects. */
final class ObjectListings {
    private static final String MAX_KEYS = "max-keys";

    private final Listings listings;
    private final Owners owners;

    ObjectListings(Listings listings, Owners owners) {
        this.listings = listings;
        this.owners = owners;
    }

    Answer<ListObjectsOutput> list(Call call, ListObjectsRequest input) {
        ListFrame frame =
                ListFrame.of(input.encodingType(), input.prefix(), input.delimiter(), input.maxKeys(), MAX_KEYS);
        ObjectPage page = listings.objects(
                call.bucket().space(), ObjectQuery.ofMarker(frame.selection(), ListFrame.bytes(input.marker())));
        ObjectOwners owner = ObjectOwners.of(call, owners);
        return Answer.of(ListObjectsOutput.builder()
                .name(call.bucket().name())
                .prefix(frame.write(ListFrame.orEmpty(frame.prefix())))
                .marker(frame.write(ListFrame.orEmpty(input.marker())))
                .nextMarker(frame.write(page.nextMarker()))
                .maxKeys(frame.max())
                .delimiter(frame.delimiter())
                .encodingType(frame.encodingType())
                .isTruncated(page.truncated())
                .contents(page.objects().stream()
                        .map(object -> entry(object, frame.encoding(), owner))
                        .toList())
                .commonPrefixes(frame.prefixes(page.commonPrefixes()))
                .build());
    }

    Answer<ListObjectsV2Output> listV2(Call call, ListObjectsV2Request input) {
        ListFrame frame =
                ListFrame.of(input.encodingType(), input.prefix(), input.delimiter(), input.maxKeys(), MAX_KEYS);
        ObjectPage page = listings.objects(
                call.bucket().space(),
                ObjectQuery.ofToken(frame.selection(), input.continuationToken(), ListFrame.bytes(input.startAfter())));
        ObjectOwners owner = Boolean.TRUE.equals(input.fetchOwner()) ? ObjectOwners.of(call, owners) : null;
        return Answer.of(ListObjectsV2Output.builder()
                .bucketRegion(call.bucket().region())
                .name(call.bucket().name())
                .prefix(frame.write(ListFrame.orEmpty(frame.prefix())))
                .startAfter(frame.write(ListFrame.emptyAsAbsent(input.startAfter())))
                .continuationToken(input.continuationToken())
                .nextContinuationToken(page.nextToken())
                .keyCount(page.keyCount())
                .maxKeys(frame.max())
                .delimiter(frame.delimiter())
                .encodingType(frame.encodingType())
                .isTruncated(page.truncated())
                .contents(page.objects().stream()
                        .map(object -> entry(object, frame.encoding(), owner))
                        .toList())
                .commonPrefixes(frame.prefixes(page.commonPrefixes()))
                .build());
    }

    Answer<ListObjectVersionsOutput> listVersions(Call call, ListObjectVersionsRequest input) {
        ListFrame frame =
                ListFrame.of(input.encodingType(), input.prefix(), input.delimiter(), input.maxKeys(), MAX_KEYS);
        VersionPage page = listings.versions(
                call.bucket().space(),
                VersionQuery.of(frame.selection(), ListFrame.bytes(input.keyMarker()), input.versionIdMarker()));
        ObjectOwners owner = ObjectOwners.of(call, owners);
        return Answer.of(ListObjectVersionsOutput.builder()
                .name(call.bucket().name())
                .prefix(frame.write(ListFrame.orEmpty(frame.prefix())))
                .keyMarker(frame.write(ListFrame.orEmpty(input.keyMarker())))
                .versionIdMarker(ListFrame.orEmpty(input.versionIdMarker()))
                .nextKeyMarker(frame.write(page.nextKeyMarker()))
                .nextVersionIdMarker(page.nextVersionIdMarker())
                .maxKeys(frame.max())
                .delimiter(frame.delimiter())
                .encodingType(frame.encodingType())
                .isTruncated(page.truncated())
                .versions(page.versions().stream()
                        .map(version -> entry(version, frame.encoding(), owner))
                        .toList())
                .commonPrefixes(frame.prefixes(page.commonPrefixes()))
                .build());
    }

    private static S3Object entry(ListedObject object, KeyEncoding encoding, @Nullable ObjectOwners owners) {
        return S3Object.builder()
                .key(encoding.encode(object.key()))
                .lastModified(Moments.shown(object.lastModified()))
                .eTag(object.entityTag().quoted())
                .checksumAlgorithm(algorithms(object.checksumAlgorithm()))
                .checksumType(ListFrame.name(object.checksumType()))
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
                .checksumType(ListFrame.name(object.checksumType()))
                .size(object.size())
                .storageClass(object.storageClass().name())
                .owner(owners.of(object))
                .build();
    }

    private static @Nullable List<String> algorithms(@Nullable ChecksumAlgorithm algorithm) {
        return algorithm == null ? null : List.of(algorithm.name());
    }
}
