package io.tarn.core.operation;

import io.tarn.api.s3.S3Operation;
import io.tarn.api.s3.codec.S3Codecs;
import io.tarn.core.access.Principals;
import io.tarn.core.account.Accounts;
import io.tarn.core.body.DigestThreads;
import io.tarn.core.bucket.Buckets;
import io.tarn.core.gate.Handlers;
import io.tarn.core.listing.Listings;
import io.tarn.core.multipart.Multipart;
import io.tarn.core.object.Objects;
import io.tarn.storage.Store;
import java.time.Clock;

/** Binds every operation that there is to what it does: the table of contents of S3. */
public final class Operations {
    private Operations() {}

    /** What the operations work on. */
    public record Domain(
            Store store,
            Clock clock,
            Accounts accounts,
            Principals principals,
            Buckets buckets,
            Objects objects,
            Listings listings,
            Multipart multipart) {}

    /** The handlers of all operations. */
    public static Handlers over(Domain domain) {
        Handlers handlers = new Handlers();
        Owners owners = new Owners(domain.accounts());
        DigestThreads digests = DigestThreads.ofCores(Runtime.getRuntime().availableProcessors());
        AclForms forms = new AclForms(domain.accounts(), owners);
        ObjectAcls acls = new ObjectAcls(domain.buckets(), forms, owners);
        buckets(handlers, new BucketOperations(domain.buckets(), owners, forms));
        objects(handlers, new ObjectPuts(domain.store(), domain.objects(), digests, acls), domain.objects(), acls);
        new AclOperations(domain.buckets(), domain.objects(), forms, acls, owners).register(handlers);
        listings(handlers, new ObjectListings(domain.listings(), owners));
        multipart(handlers, domain, new MultipartUploads(domain.multipart(), acls), owners, digests);
        new BucketPolicies(domain.buckets(), domain.principals()).register(handlers);
        new BucketSettingOperations(domain.buckets()).register(handlers);
        new BucketCors(domain.buckets()).register(handlers);
        UnsetBucketSettings.register(handlers);
        new ObjectSettings(domain.objects()).register(handlers);
        return handlers;
    }

    private static void buckets(Handlers handlers, BucketOperations buckets) {
        handlers.on(S3Codecs.CREATE_BUCKET, buckets::create);
        handlers.on(S3Codecs.HEAD_BUCKET, buckets::head);
        handlers.on(S3Codecs.LIST_BUCKETS, buckets::list);
        handlers.on(S3Codecs.DELETE_BUCKET, buckets::delete);
        handlers.on(S3Codecs.GET_BUCKET_LOCATION, buckets::location);
    }

    private static void objects(Handlers handlers, ObjectPuts puts, Objects objects, ObjectAcls acls) {
        ObjectReads reads = new ObjectReads(objects);
        ObjectDeletes deletes = new ObjectDeletes(objects);
        handlers.on(S3Codecs.PUT_OBJECT, puts::put);
        handlers.on(S3Codecs.GET_OBJECT, reads::get);
        handlers.on(S3Operation.HEAD_OBJECT, S3Codecs.GET_OBJECT, reads::head);
        handlers.on(S3Codecs.GET_OBJECT_ATTRIBUTES, new AttributeReads(objects)::attributes);
        handlers.on(S3Codecs.COPY_OBJECT, new ObjectCopies(objects, acls)::copy);
        handlers.on(S3Codecs.DELETE_OBJECT, deletes::delete);
        handlers.on(S3Codecs.DELETE_OBJECTS, deletes::deleteEach);
    }

    private static void listings(Handlers handlers, ObjectListings listings) {
        handlers.on(S3Codecs.LIST_OBJECTS, listings::list);
        handlers.on(S3Codecs.LIST_OBJECTS_V2, listings::listV2);
        handlers.on(S3Codecs.LIST_OBJECT_VERSIONS, listings::listVersions);
    }

    private static void multipart(
            Handlers handlers, Domain domain, MultipartUploads uploads, Owners owners, DigestThreads digests) {
        UploadParts parts =
                new UploadParts(domain.store(), domain.multipart(), domain.objects(), domain.clock(), digests);
        UploadListings listings = new UploadListings(domain.multipart(), owners);
        handlers.on(S3Codecs.CREATE_MULTIPART_UPLOAD, uploads::create);
        handlers.on(S3Codecs.UPLOAD_PART, parts::upload);
        handlers.on(S3Codecs.UPLOAD_PART_COPY, parts::copy);
        handlers.on(S3Codecs.COMPLETE_MULTIPART_UPLOAD, uploads::complete);
        handlers.on(S3Codecs.ABORT_MULTIPART_UPLOAD, uploads::abort);
        handlers.on(S3Codecs.LIST_MULTIPART_UPLOADS, listings::uploads);
        handlers.on(S3Codecs.LIST_PARTS, listings::parts);
    }
}
