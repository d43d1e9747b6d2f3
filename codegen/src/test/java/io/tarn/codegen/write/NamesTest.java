package io.tarn.codegen.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "Bucket, bucket",
        "ETag, eTag",
        "ID, id",
        "URI, uri",
        "ContentMD5, contentMD5",
        "SSEKMSKeyId, ssekmsKeyId",
        "SSECustomerKey, sseCustomerKey",
        "CORSRules, corsRules",
        "IsTruncated, isTruncated",
        "And, and",
        "default, defaultValue",
        "ToString, toStringValue",
    })
    void field_isCamelCase(String name, String field) {
        assertThat(Names.field(name)).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({
        "ListObjectsV2, LIST_OBJECTS_V2",
        "PutObject, PUT_OBJECT",
        "GetBucketCors, GET_BUCKET_CORS",
        "MalformedACLError, MALFORMED_ACL_ERROR",
        "s3:ObjectCreated:*, S3_OBJECT_CREATED_ALL",
        "aws:kms:dsse, AWS_KMS_DSSE",
        "us-west-2, US_WEST_2",
        "STANDARD_IA, STANDARD_IA",
        "7z, _7Z",
    })
    void constant_isInCapitals(String name, String constant) {
        assertThat(Names.constant(name)).isEqualTo(constant);
    }
}
