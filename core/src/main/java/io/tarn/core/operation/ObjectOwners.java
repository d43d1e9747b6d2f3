package io.tarn.core.operation;

import io.tarn.api.s3.Owner;
import io.tarn.core.gate.Call;
import io.tarn.core.listing.ListedObject;
import java.util.HashMap;
import java.util.Map;

/** The owners of the objects of one page, each account looked up once. For one thread. */
final class ObjectOwners {
    private final Owners owners;
    private final String bucketOwner;
    private final boolean listsCount;
    private final Map<String, Owner> known = new HashMap<>();

    private ObjectOwners(Owners owners, String bucketOwner, boolean listsCount) {
        this.owners = owners;
        this.bucketOwner = bucketOwner;
        this.listsCount = listsCount;
    }

    static ObjectOwners of(Call call, Owners owners) {
        return new ObjectOwners(
                owners, call.bucket().owner(), call.settings().ownership().listsCount());
    }

    /** The owner of an object: the bucket's, unless it is another's and that counts. */
    Owner of(ListedObject object) {
        String own = object.owner();
        return known.computeIfAbsent(own == null || !listsCount ? bucketOwner : own, owners::of);
    }
}
