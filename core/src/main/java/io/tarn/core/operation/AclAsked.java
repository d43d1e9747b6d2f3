package io.tarn.core.operation;

import io.tarn.api.s3.CopyObjectRequest;
import io.tarn.api.s3.CreateBucketRequest;
import io.tarn.api.s3.CreateMultipartUploadRequest;
import io.tarn.api.s3.PutBucketAclRequest;
import io.tarn.api.s3.PutObjectAclRequest;
import io.tarn.api.s3.PutObjectRequest;
import io.tarn.core.acl.AclPermission;
import io.tarn.core.operation.AclForms.AclHeaders;
import io.tarn.core.operation.AclForms.Sent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where each operation says which list it wants. */
final class AclAsked {
    private AclAsked() {}

    static AclHeaders of(PutObjectRequest input) {
        return of(
                input.acl(),
                input.grantFullControl(),
                input.grantRead(),
                input.grantReadACP(),
                null,
                input.grantWriteACP());
    }

    static AclHeaders of(CopyObjectRequest input) {
        return of(
                input.acl(),
                input.grantFullControl(),
                input.grantRead(),
                input.grantReadACP(),
                null,
                input.grantWriteACP());
    }

    static AclHeaders of(CreateMultipartUploadRequest input) {
        return of(
                input.acl(),
                input.grantFullControl(),
                input.grantRead(),
                input.grantReadACP(),
                null,
                input.grantWriteACP());
    }

    static AclHeaders of(CreateBucketRequest input) {
        return of(
                input.acl(),
                input.grantFullControl(),
                input.grantRead(),
                input.grantReadACP(),
                input.grantWrite(),
                input.grantWriteACP());
    }

    static AclHeaders of(PutBucketAclRequest input) {
        return of(
                input.acl(),
                input.grantFullControl(),
                input.grantRead(),
                input.grantReadACP(),
                input.grantWrite(),
                input.grantWriteACP());
    }

    static AclHeaders of(PutObjectAclRequest input) {
        return of(
                input.acl(),
                input.grantFullControl(),
                input.grantRead(),
                input.grantReadACP(),
                input.grantWrite(),
                input.grantWriteACP());
    }

    private static AclHeaders of(
            @Nullable String canned,
            @Nullable String fullControl,
            @Nullable String read,
            @Nullable String readAcp,
            @Nullable String write,
            @Nullable String writeAcp) {
        Map<AclPermission, Sent> grants = new LinkedHashMap<>();
        put(grants, AclPermission.FULL_CONTROL, "x-amz-grant-full-control", fullControl);
        put(grants, AclPermission.READ, "x-amz-grant-read", read);
        put(grants, AclPermission.READ_ACP, "x-amz-grant-read-acp", readAcp);
        put(grants, AclPermission.WRITE, "x-amz-grant-write", write);
        put(grants, AclPermission.WRITE_ACP, "x-amz-grant-write-acp", writeAcp);
        return new AclHeaders(canned, grants);
    }

    private static void put(
            Map<AclPermission, Sent> grants, AclPermission permission, String header, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            grants.put(permission, new Sent(header, value));
        }
    }
}
