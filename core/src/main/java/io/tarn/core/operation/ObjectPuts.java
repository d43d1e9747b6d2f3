package io.tarn.core.operation;

import static java.util.Objects.requireNonNull;

import io.tarn.api.s3.PutObjectOutput;
import io.tarn.api.s3.PutObjectRequest;
import io.tarn.core.acl.ObjectAccess;
import io.tarn.core.body.BodyExpectations;
import io.tarn.core.body.BodyReceiver;
import io.tarn.core.body.ContentCoding;
import io.tarn.core.body.DigestForm;
import io.tarn.core.body.DigestThreads;
import io.tarn.core.body.Payload;
import io.tarn.core.body.Received;
import io.tarn.core.condition.WriteCondition;
import io.tarn.core.gate.Answer;
import io.tarn.core.gate.Call;
import io.tarn.core.layout.EntityTag;
import io.tarn.core.layout.ObjectHeaders;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.StoredChecksum;
import io.tarn.core.object.Content;
import io.tarn.core.object.Description;
import io.tarn.core.object.ObjectLimits;
import io.tarn.core.object.Objects;
import io.tarn.core.object.PutRequest;
import io.tarn.storage.Bytes;
import io.tarn.storage.Store;
import java.util.Map;

/** Putting an object in one request. */
final class ObjectPuts {
    private final Store store;
    private final Objects objects;
    private final DigestThreads digests;
    private final ObjectAcls acls;

    ObjectPuts(Store store, Objects objects, DigestThreads digests, ObjectAcls acls) {
        this.store = store;
        this.objects = objects;
        this.digests = digests;
        this.acls = acls;
    }

    Answer<PutObjectOutput> put(Call call, PutObjectRequest input) {
        PutRequest request = new PutRequest(
                call.bucket(),
                Bytes.utf8(requireNonNull(input.key())),
                WriteCondition.ofWrite(input.ifMatch(), input.ifNoneMatch()),
                description(input, acls.ofWrite(call, AclAsked.of(input))),
                call.requestId());
        Existence.hidden(call, () -> objects.checkPut(request));
        BodyExpectations expected = BodyExpectations.of(call.authentication());
        Payload payload = expected.framing().upload(call.body());
        try (Received received = BodyReceiver.receive(payload, expected, store, DigestForm.HEXADECIMAL, digests)) {
            Content content = new Content(
                    received.body(), new EntityTag.Md5(received.md5()), StoredChecksum.full(received.checksum()));
            return Answer.of(output(Existence.hidden(call, () -> objects.put(request, content))));
        }
    }

    private static Description description(PutObjectRequest input, ObjectAccess access) {
        ObjectHeaders headers = new ObjectHeaders(
                input.contentType(),
                input.cacheControl(),
                input.contentDisposition(),
                ContentCoding.stored(input.contentEncoding()),
                input.contentLanguage(),
                input.expires(),
                input.websiteRedirectLocation());
        Map<String, String> metadata = input.metadata() == null ? Map.of() : input.metadata();
        return new Description(headers, metadata, ObjectLimits.storageClass(input.storageClass()), access);
    }

    private static PutObjectOutput output(ObjectRecord object) {
        PutObjectOutput.Builder output =
                PutObjectOutput.builder().eTag(object.entityTag().quoted());
        StoredChecksum checksum = object.checksum();
        if (checksum != null) {
            output.checksumType(checksum.type().name())
                    .checksum(checksum.algorithm().name(), checksum.text());
        }
        return output.build();
    }
}
