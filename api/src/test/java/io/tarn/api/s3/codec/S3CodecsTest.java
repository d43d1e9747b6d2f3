package io.tarn.api.s3.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tarn.api.codec.RequestParts;
import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.api.http.PercentEncoding;
import io.tarn.api.http.QueryParameters;
import io.tarn.api.s3.Bucket;
import io.tarn.api.s3.GetBucketLocationOutput;
import io.tarn.api.s3.GetBucketVersioningOutput;
import io.tarn.api.s3.ListBucketsOutput;
import io.tarn.api.s3.ListObjectsV2Output;
import io.tarn.api.s3.Owner;
import io.tarn.api.s3.PutObjectRequest;
import io.tarn.api.s3.S3Object;
import io.tarn.api.s3.S3Operation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class S3CodecsTest {
    private static final String XMLNS = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

    private static RequestParts parts(String query, Headers headers, String body) {
        return RequestParts.of("bucket", "key", Objects.requireNonNull(QueryParameters.parse(query)), headers)
                .body(body.getBytes(StandardCharsets.UTF_8));
    }

    private static S3Exception refusal(S3Codec<?, ?> codec, RequestParts parts) {
        return Objects.requireNonNull(catchThrowableOfType(S3Exception.class, () -> codec.decode(parts)));
    }

    private static <O> String answer(S3Codec<?, O> codec, O output) {
        ResponseWriter writer = new ResponseWriter();
        codec.encode(output, writer);
        return new String(writer.body(), StandardCharsets.UTF_8).replaceFirst("^<\\?xml.*\\?>\n", "");
    }

    // ERRORS 75, 60
    @ParameterizedTest
    @CsvSource({
        "LIST_OBJECTS_V2, max-keys=x, Provided max-keys not an integer or within integer range, max-keys, x",
        "LIST_OBJECTS_V2, max-keys=2147483648, Provided max-keys not an integer or within integer range, max-keys, 2147483648",
        "LIST_OBJECTS, max-keys=-1, Argument max-keys must be an integer between 0 and 2147483647, max-keys, -1",
        "LIST_PARTS, uploadId=u&max-parts=1.0, Provided max-parts not an integer or within integer range, max-parts, 1.0",
        "UPLOAD_PART, uploadId=u&partNumber=x, 'Part number must be an integer between 1 and 10000, inclusive', partNumber, x",
        "UPLOAD_PART, uploadId=u&partNumber=, 'Part number must be an integer between 1 and 10000, inclusive', partNumber, ''",
        "LIST_OBJECTS_V2, fetch-owner=maybe, Invalid Argument, fetch-owner, maybe",
    })
    void decode_badNumberOrFlag_isInvalidArgument(
            S3Operation operation, String query, String message, String name, String value) {
        S3Exception refused = refusal(S3Codecs.of(operation), parts(query, Headers.NONE, ""));
        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(refused.message()).isEqualTo(message);
        assertThat(refused.fields()).containsEntry("ArgumentName", name).containsEntry("ArgumentValue", value);
    }

    @Test
    void decode_emptyNumber_countsAsAbsent() {
        assertThat(S3Codecs.LIST_PARTS
                        .decode(parts("uploadId=u&max-parts=", Headers.NONE, ""))
                        .maxParts())
                .isNull();
    }

    // ERRORS 16, 18
    @ParameterizedTest
    @CsvSource({
        "PUT_BUCKET_TAGGING, '', MISSING_REQUEST_BODY_ERROR",
        "PUT_BUCKET_POLICY, '', MALFORMED_POLICY",
        "PUT_BUCKET_TAGGING, <Tagging/>, MALFORMED_XML",
        "PUT_BUCKET_TAGGING, <Tags/>, MALFORMED_XML",
        "PUT_BUCKET_TAGGING, <Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>, MALFORMED_XML",
        "PUT_BUCKET_ACL, <AccessControlPolicy>, MALFORMED_ACL_ERROR",
        "PUT_OBJECT_ACL, <AccessControlPolicy><Owner/></AccessControlPolicy><x/>, MALFORMED_ACL_ERROR",
        "DELETE_OBJECTS, <Delete/>, MALFORMED_XML",
        "DELETE_OBJECTS, <!DOCTYPE Delete><Delete><Object><Key>a</Key></Object></Delete>, MALFORMED_XML",
        "PUT_BUCKET_VERSIONING, <VersioningConfiguration><Status>enabled</Status></VersioningConfiguration>, MALFORMED_XML",
        "COMPLETE_MULTIPART_UPLOAD, <CompleteMultipartUpload><Part><PartNumber>x</PartNumber></Part></CompleteMultipartUpload>, MALFORMED_XML",
    })
    void decode_badBody_isRefused(S3Operation operation, String body, ErrorCode code) {
        assertThat(refusal(S3Codecs.of(operation), parts("uploadId=u", Headers.NONE, body))
                        .code())
                .isEqualTo(code);
    }

    // ABUSE 85
    @ParameterizedTest
    @EnumSource(S3Operation.class)
    void decode_oddValues_neverFailsOtherwiseThanByRefusal(S3Operation operation) {
        if (!operation.modelled()) {
            return;
        }
        for (String odd : List.of("", "\0", "%", "\u00ff", "=?", ",", "\"", "-1", "9".repeat(400), "a,b;c=d")) {
            Headers.Builder headers = Headers.builder();
            StringBuilder query = new StringBuilder();
            SampleValues.input(operation).members().forEach(member -> {
                if (member.wire() != null) {
                    headers.add(member.wire(), odd);
                    query.append(member.wire())
                            .append('=')
                            .append(PercentEncoding.encode(odd))
                            .append('&');
                }
            });
            RequestParts parts = parts(query.toString(), headers.build(), odd);
            Throwable thrown = catchThrowable(() -> S3Codecs.of(operation).decode(parts));
            if (thrown != null) {
                assertThat(thrown).as("%s given '%s'", operation, odd).isInstanceOf(S3Exception.class);
            }
        }
    }

    @Test
    void decode_unparsableDateOfACondition_isIgnored() {
        Headers headers = Headers.builder().add("If-Modified-Since", "soon").build();
        assertThat(S3Codecs.GET_OBJECT.decode(parts("", headers, "")).ifModifiedSince())
                .isNull();
    }

    @Test
    void decode_metadata_isGathered() {
        Headers headers = Headers.builder()
                .add("x-amz-meta-A_b", "1")
                .add("x-amz-meta-c", "x")
                .add("x-amz-meta-c", "y")
                .add("X-Amz-Meta-D", "=?UTF-8?B?QUJD?=")
                .add("x-amz-sdk-checksum-algorithm", "CRC32")
                .build();
        PutObjectRequest request = S3Codecs.PUT_OBJECT.decode(parts("", headers, ""));
        assertThat(request.metadata())
                .containsOnly(Map.entry("a_b", "1"), Map.entry("c", "x,y"), Map.entry("d", "ABC"));
        assertThat(request.checksumAlgorithm()).isEqualTo("CRC32");
    }

    @Test
    void encode_location_rootIsTheValue() {
        assertThat(answer(
                        S3Codecs.GET_BUCKET_LOCATION,
                        GetBucketLocationOutput.builder().build()))
                .isEqualTo("<LocationConstraint" + XMLNS + "/>");
        assertThat(answer(
                        S3Codecs.GET_BUCKET_LOCATION,
                        GetBucketLocationOutput.builder()
                                .locationConstraint("EU")
                                .build()))
                .isEqualTo("<LocationConstraint" + XMLNS + ">EU</LocationConstraint>");
    }

    // BEHAVIOURS 13
    @Test
    void encode_neverVersioned_isAnEmptyRoot() {
        assertThat(answer(
                        S3Codecs.GET_BUCKET_VERSIONING,
                        GetBucketVersioningOutput.builder().build()))
                .isEqualTo("<VersioningConfiguration" + XMLNS + "/>");
    }

    @Test
    void encode_lists_haveTheOrderOfTheService() {
        Owner owner = Owner.builder().id("o").build();
        assertThat(answer(
                        S3Codecs.LIST_BUCKETS,
                        ListBucketsOutput.builder()
                                .buckets(List.of(Bucket.builder()
                                        .name("b")
                                        .creationDate(Instant.EPOCH)
                                        .build()))
                                .owner(owner)
                                .build()))
                .isEqualTo(
                        "<ListAllMyBucketsResult" + XMLNS + "><Owner><ID>o</ID></Owner><Buckets><Bucket><Name>b</Name>"
                                + "<CreationDate>1970-01-01T00:00:00.000Z</CreationDate></Bucket></Buckets>"
                                + "</ListAllMyBucketsResult>");
        assertThat(answer(
                        S3Codecs.LIST_BUCKETS,
                        ListBucketsOutput.builder().buckets(List.of()).build()))
                .isEqualTo("<ListAllMyBucketsResult" + XMLNS + "><Buckets/></ListAllMyBucketsResult>");
        assertThat(answer(
                        S3Codecs.LIST_OBJECTS_V2,
                        ListObjectsV2Output.builder()
                                .name("b")
                                .prefix("")
                                .keyCount(1)
                                .maxKeys(1000)
                                .isTruncated(false)
                                .contents(List.of(S3Object.builder()
                                        .key("k")
                                        .eTag("\"e\"")
                                        .checksumAlgorithm(List.of("CRC64NVME"))
                                        .size(1L)
                                        .build()))
                                .build()))
                .isEqualTo("<ListBucketResult" + XMLNS + "><Name>b</Name><Prefix></Prefix><KeyCount>1</KeyCount>"
                        + "<MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated><Contents><Key>k</Key>"
                        + "<ETag>&quot;e&quot;</ETag><ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><Size>1</Size>"
                        + "</Contents></ListBucketResult>");
    }

    // ABUSE 97
    @Test
    void toString_secretMember_isMasked() {
        Headers headers = Headers.builder()
                .add("x-amz-server-side-encryption-customer-key", "c2VjcmV0")
                .build();
        assertThat(S3Codecs.PUT_OBJECT.decode(parts("", headers, "")).toString())
                .contains("sseCustomerKey=***")
                .doesNotContain("c2VjcmV0");
    }
}
