package io.tarn.core.operation;

import static java.util.Objects.requireNonNull;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.s3.AccessControlPolicy;
import io.tarn.api.s3.GetBucketAclOutput;
import io.tarn.api.s3.GetBucketAclRequest;
import io.tarn.api.s3.GetObjectAclOutput;
import io.tarn.api.s3.GetObjectAclRequest;
import io.tarn.api.s3.PutBucketAclOutput;
import io.tarn.api.s3.PutBucketAclRequest;
import io.tarn.api.s3.PutObjectAclOutput;
import io.tarn.api.s3.PutObjectAclRequest;
import io.tarn.api.s3.codec.S3Codecs;
import io.tarn.core.acl.AccessControlList;
import io.tarn.core.acl.ObjectAccess;
import io.tarn.core.bucket.Buckets;
import io.tarn.core.condition.ReadConditions;
import io.tarn.core.gate.Answer;
import io.tarn.core.gate.Call;
import io.tarn.core.gate.Handlers;
import io.tarn.core.object.Objects;
import io.tarn.core.object.ReadRequest;
import io.tarn.core.operation.AclForms.AclHeaders;
import io.tarn.core.operation.AclForms.Subject;
import io.tarn.core.setting.PublicAccessBlock;
import io.tarn.storage.Bytes;
import org.jspecify.annotations.Nullable;

/** Putting and reading the access control lists of buckets and objects. */
final class AclOperations {
    private final Buckets buckets;
    private final Objects objects;
    private final AclForms forms;
    private final ObjectAcls acls;
    private final Owners owners;

    AclOperations(Buckets buckets, Objects objects, AclForms forms, ObjectAcls acls, Owners owners) {
        this.buckets = buckets;
        this.objects = objects;
        this.forms = forms;
        this.acls = acls;
        this.owners = owners;
    }

    void register(Handlers handlers) {
        handlers.on(S3Codecs.PUT_BUCKET_ACL, this::putOfBucket);
        handlers.on(S3Codecs.GET_BUCKET_ACL, this::ofBucket);
        handlers.on(S3Codecs.PUT_OBJECT_ACL, this::putOfObject);
        handlers.on(S3Codecs.GET_OBJECT_ACL, this::ofObject);
    }

    private Answer<PutBucketAclOutput> putOfBucket(Call call, PutBucketAclRequest input) {
        Subject subject = new Subject(canonical(call.bucket().owner()), null);
        AccessControlList list = asked(AclAsked.of(input), input.accessControlPolicy(), subject);
        PublicAccessBlock account =
                list.open() ? buckets.accountBlock(call.bucket().owner()) : null;
        buckets.change(call.bucket(), call.requestId(), settings -> {
            if (!settings.ownership().listsCount()) {
                throw S3Exception.of(ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED);
            }
            boolean blocked =
                    settings.publicAccessBlock().blockPublicAcls() || (account != null && account.blockPublicAcls());
            if (list.open() && blocked) {
                throw S3Exception.of(ErrorCode.ACCESS_DENIED);
            }
            return settings.withAcl(list);
        });
        return Answer.of(PutBucketAclOutput.builder().build());
    }

    private AccessControlList asked(AclHeaders headers, @Nullable AccessControlPolicy document, Subject subject) {
        if (document != null && headers.asked()) {
            throw S3Exception.of(ErrorCode.UNEXPECTED_CONTENT);
        }
        if (document != null) {
            return forms.ofDocument(document, subject);
        }
        AccessControlList list = forms.ofHeaders(headers, subject);
        if (list == null) {
            throw S3Exception.of(ErrorCode.MISSING_SECURITY_HEADER).with("MissingHeaderName", "x-amz-acl");
        }
        return list;
    }

    private Answer<GetBucketAclOutput> ofBucket(Call call, GetBucketAclRequest input) {
        String owner = call.bucket().owner();
        AccessControlList list =
                call.settings().ownership().listsCount() ? call.settings().acl() : AccessControlList.PRIVATE;
        return Answer.of(GetBucketAclOutput.builder()
                .owner(owners.of(owner))
                .grants(forms.shown(list, owner))
                .build());
    }

    private Answer<PutObjectAclOutput> putOfObject(Call call, PutObjectAclRequest input) {
        if (!call.settings().ownership().listsCount()) {
            throw S3Exception.of(ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED);
        }
        Bytes key = Bytes.utf8(requireNonNull(input.key()));
        String bucketOwner = canonical(call.bucket().owner());
        Existence.hidden(
                call,
                () -> objects.changeAcl(call.bucket(), key, input.versionId(), call.requestId(), object -> {
                    call.confirm(object.access());
                    String owner = object.access().ownerIn(call.bucket().owner());
                    AccessControlList list = asked(
                            AclAsked.of(input),
                            input.accessControlPolicy(),
                            new Subject(canonical(owner), bucketOwner));
                    acls.refuseBlocked(call, list);
                    return list;
                }));
        return Answer.of(PutObjectAclOutput.builder().build());
    }

    private Answer<GetObjectAclOutput> ofObject(Call call, GetObjectAclRequest input) {
        ReadRequest request = new ReadRequest(
                call.bucket(),
                Bytes.utf8(requireNonNull(input.key())),
                input.versionId(),
                ReadConditions.NONE,
                null,
                null,
                null);
        ObjectAccess stored =
                Existence.hidden(call, () -> objects.head(request)).object().access();
        call.confirm(stored);
        ObjectAccess access = call.settings().ownership().listsCount() ? stored : ObjectAccess.OF_BUCKET;
        String owner = access.ownerIn(call.bucket().owner());
        return Answer.of(GetObjectAclOutput.builder()
                .owner(owners.of(owner))
                .grants(forms.shown(access.acl(), owner))
                .build());
    }

    private String canonical(String accountId) {
        return requireNonNull(owners.of(accountId).id());
    }
}
