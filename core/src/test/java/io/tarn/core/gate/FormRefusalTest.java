package io.tarn.core.gate;

import static io.tarn.core.fixture.Xml.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.fixture.PostForm;
import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.Rules;
import io.tarn.core.fixture.S3;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms that are refused, with Amazon's words; none of them leaves an object. */
class FormRefusalTest {
    private final Rules rules = new Rules();
    private final S3 s3 = S3.with(rules);

    @BeforeEach
    void bucket() {
        s3.bucket("lake");
        s3.bucket("pond");
    }

    @AfterEach
    void close() {
        assertThat(s3.ask("GET /lake?list-type=2").element("KeyCount")).isEqualTo("0");
        assertThat(s3.ask("GET /pond?list-type=2").element("KeyCount")).isEqualTo("0");
        s3.close();
    }

    private static PostForm form() {
        return PostForm.signed("lake", "dir/key", "hello");
    }

    private Recorded refused(PostForm form, int status, String code, String message, String... fields) {
        Recorded answer = form.to(s3, "/lake");
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.document()).isEqualTo(error(code, message.replace("\"", "&quot;"), fields));
        return answer;
    }

    // ERRORS 94
    @ParameterizedTest
    @ValueSource(
            strings = {"text/html", "application/x-www-form-urlencoded; boundary=x", "multipart/mixed; boundary=x", ""})
    void post_otherType_isPreconditionFailed(String type) {
        refused(
                form().contentType(type),
                412,
                "PreconditionFailed",
                "At least one of the pre-conditions you specified did not hold",
                "Condition",
                "Bucket POST must be of the enclosure-type multipart/form-data");
    }

    // ERRORS 95
    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"\"",
                "multipart/form-data; boundary=a; boundary=b",
                "multipart/form-data; boundary=\"a ",
                "multipart/form-data; boundary=\"a \"",
                "multipart/form-data; boundary=\"a\u0001\"",
                "multipart/form-data; boundary=abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
                "multipart/form-data; boundary=other"
            })
    void post_noUsableBoundary_isMalformed(String type) {
        refused(
                form().contentType(type),
                400,
                "MalformedPOSTRequest",
                "The body of your POST request is not well-formed multipart/form-data.");
    }

    // ERRORS 96
    @ParameterizedTest
    @ValueSource(strings = {"key", "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date"})
    void post_fieldMissingOrBehindTheFile_isNamed(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        String late = PostForm.part(small, null) + "x\r\n";
        for (PostForm form :
                new PostForm[] {form().without(small), form().without(small).after(late)}) {
            refused(
                    form,
                    400,
                    "InvalidArgument",
                    "Bucket POST must contain a field named '" + name
                            + "'.  If it is specified, please check the order of the fields.",
                    "ArgumentName",
                    name,
                    "ArgumentValue",
                    "");
        }
    }

    // ERRORS 96
    @Test
    void post_signatureWithoutPolicy_isNamed() {
        PostForm form = PostForm.of("k", "x")
                .field("x-amz-algorithm", "AWS4-HMAC-SHA256")
                .field("x-amz-credential", PostForm.CREDENTIAL)
                .field("x-amz-date", PostForm.DATE);
        assertThat(form.to(s3, "/lake").element("ArgumentName")).isEqualTo("X-Amz-Signature");
        assertThat(form.field("x-amz-signature", "0").to(s3, "/lake").element("ArgumentName"))
                .isEqualTo("Policy");
    }

    @Test
    void post_noFile_isInvalidArgument() {
        refused(
                form().noFile(),
                400,
                "InvalidArgument",
                "POST requires exactly one file upload per request.",
                "ArgumentName",
                "file",
                "ArgumentValue",
                "0");
    }

    @Test
    void post_emptyKey_isInvalidArgument() {
        refused(
                PostForm.signed("lake", "${filename}", "x").filename(""),
                400,
                "InvalidArgument",
                "User key must have a length greater than 0.",
                "ArgumentName",
                "key",
                "ArgumentValue",
                "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "x-amz-date", "x-amz-signature", "policy", "KEY"})
    void post_fieldThatCannotBeTwice_isInvalidArgument(String name) {
        Recorded answer = form().field(name, "x").field(name, "x").to(s3, "/lake");
        assertThat(answer.code()).isEqualTo("InvalidArgument");
    }

    // ABUSE 91
    @Test
    void post_fieldsTooLarge_isRefusedWhileReading() {
        refused(
                form().allowed("x-amz-meta-a", "x".repeat(20_480)),
                400,
                "MaxPostPreDataLengthExceeded",
                "Your POST request fields preceeding the upload file was too large.",
                "MaxPostPreDataLengthBytes",
                "20480");
    }

    // ERRORS 97
    // ABUSE 86
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{|Invalid JSON.",
                "null|Invalid JSON.",
                "[]|Invalid JSON.",
                "{}|Policy missing expiration.",
                "{\"EXPIRATION\": \"x\", \"conditions\": []}|Unexpected: 'expiration'",
                "{\"Version\": 1}|Unexpected: 'version'",
                "{\"conditions\": []}|Policy missing expiration.",
                "{\"expiration\": null, \"conditions\": []}|Invalid JSON.",
                "{\"expiration\": \"2013-05-24 01:00:00Z\"}|Invalid 'expiration' value: '2013-05-24 01:00:00Z'",
                "{\"expiration\": \"2013-05-24T01:00:00+02:00\"}|Invalid 'expiration' value: '2013-05-24T01:00:00+02:00'",
                "{\"expiration\": \"2013-02-30T01:00:00Z\"}|Invalid 'expiration' value: '2013-02-30T01:00:00Z'",
                "{\"expiration\": \"2033-05-24T01:00:00Z\"}|Policy missing conditions.",
                "{\"expiration\": \"2033-05-24T01:00:00Z\", \"conditions\": {}}|Invalid 'conditions' value: must be a List.",
                "{\"expiration\": \"2033-05-24T01:00:00Z\", \"conditions\": null}|Invalid 'conditions' value: must be a List.",
                "{\"expiration\": \"2033-05-24T01:00:00Z\", \"expiration\": \"2033-05-24T01:00:00Z\"}|Invalid JSON.",
                "{\"expiration\": \"2033-05-24T01:00:00Z\", \"conditions\": []} x|Invalid JSON."
            })
    void post_policyThatCannotBeRead_saysWhy(String policy, String why) {
        refused(form().policy(policy), 400, "InvalidPolicyDocument", "Invalid Policy: " + why);
    }

    // ERRORS 97
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}|Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.",
                "{\"a\": \"1\", \"b\": \"2\"}|Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.",
                "{\"a\": 1}|Invalid Simple-Condition: value must be a string.",
                "{\"a\": [\"1\"]}|Invalid Simple-Condition: value must be a string.",
                "{\"a\": null}|Invalid JSON.",
                "\"a\"|Invalid condition test: must be a List or Object.",
                "7|Invalid condition test: must be a List or Object.",
                "null|Invalid condition test: must be a List or Object.",
                "[]|Invalid Condition: missing operation identifier.",
                "[\"like\", \"$key\", \"x\"]|Invalid Condition: unknown operation 'like'.",
                "[\"eq\", \"$key\"]|Invalid eq: wrong number of arguments.",
                "[\"content-length-range\", 0]|Invalid content-length-range: wrong number of arguments.",
                "[\"content-length-range\", 0, 1.5]|Invalid JSON.",
                "[\"content-length-range\", 0, true]|Invalid JSON.",
                "[\"content-length-range\", 0, null]|Invalid JSON.",
                "[\"eq\", \"$key\", 7]|Invalid JSON.",
                "[[[[[[[[[]]]]]]]]]|Invalid JSON."
            })
    void post_conditionThatCannotBeRead_saysWhy(String condition, String why) {
        refused(form().condition(condition), 400, "InvalidPolicyDocument", "Invalid Policy: " + why);
    }

    // ERRORS 98
    // BEHAVIOURS 44
    @ParameterizedTest
    @ValueSource(strings = {"2013-05-23T23:59:59Z", "2013-05-23T23:59:59.999Z", "2013-05-23T23:59:59.999999999Z"})
    void post_expired_isAccessDenied(String when) {
        refused(form().expires(when), 403, "AccessDenied", "Invalid according to Policy: Policy expired.");
    }

    // ERRORS 98
    // ABUSE 34
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"key\": \"other\"}|[\"eq\", \"$key\", \"other\"]",
                "{\"Key\": \"DIR/KEY\"}|[\"eq\", \"$Key\", \"DIR/KEY\"]",
                "[\"eq\",\"$key\",\"dir\"]|[\"eq\", \"$key\", \"dir\"]",
                "[\"starts-with\",\"$key\",\"Dir\"]|[\"starts-with\", \"$key\", \"Dir\"]",
                "[\"starts-with\",\"$Content-Type\",\"\"]|[\"starts-with\", \"$Content-Type\", \"\"]",
                "[\"eq\",\"key\",\"dir/key\"]|[\"eq\", \"key\", \"dir/key\"]",
                "[\"content-length-range\",\"test\",\"10\"]|[\"content-length-range\", \"test\", \"10\"]",
                "{\"bucket\": \"pond\"}|[\"eq\", \"$bucket\", \"pond\"]",
                "[\"eq\",\"$x-amz-meta-a\",\"say \\\"x\\\"\"]|[\"eq\", \"$x-amz-meta-a\", \"say \\\"x\\\"\"]"
            })
    void post_conditionNotMet_showsIt(String condition, String shown) {
        refused(
                form().condition(condition),
                403,
                "AccessDenied",
                "Invalid according to Policy: Policy Condition failed: " + shown);
    }

    // ERRORS 98
    // ABUSE 34
    @ParameterizedTest
    @ValueSource(strings = {"acl", "x-amz-meta-a", "submit", "Filename", "x-amz-checksum-crc32", "bucket"})
    void post_fieldThatNoConditionNames_isRefused(String name) {
        String value = name.equals("bucket") ? "lake" : "x";
        PostForm form = PostForm.signed("lake", "k", "x").field(name, value);
        if (name.equals("bucket")) {
            assertThat(form.to(s3, "/lake").status()).isEqualTo(204);
            assertThat(s3.ask("DELETE /lake/k").status()).isEqualTo(204);
            return;
        }
        refused(form, 403, "AccessDenied", "Invalid according to Policy: Extra input fields: " + name);
    }

    // ABUSE 35
    @Test
    void post_policyWithoutTheBucket_isRefused() {
        PostForm form = form().policy("{\"expiration\": \"2033-01-01T00:00:00Z\", \"conditions\": ["
                + "[\"starts-with\", \"$key\", \"\"], [\"starts-with\", \"$x-amz-algorithm\", \"\"],"
                + "[\"starts-with\", \"$x-amz-credential\", \"\"], [\"starts-with\", \"$x-amz-date\", \"\"]]}");
        refused(form, 403, "AccessDenied", "Invalid according to Policy: Extra input fields: bucket");
    }

    /** The bucket is the one of the address; a field of that name cannot make it another. */
    // ABUSE 35
    @Test
    void post_bucketFieldOfAnotherBucket_isRefused() {
        String shown = "Invalid according to Policy: Policy Condition failed: [\"eq\", \"$bucket\", \"lake\"]";
        refused(form().field("bucket", "pond"), 403, "AccessDenied", shown);
        Recorded elsewhere = form().field("bucket", "lake").to(s3, "/pond");
        assertThat(elsewhere.element("Message")).isEqualTo(shown.replace("\"", "&quot;"));
    }

    // ERRORS 99
    @ParameterizedTest
    @CsvSource({
        "'0, 4', EntityTooLarge, Your proposed upload exceeds the maximum allowed size, MaxSizeAllowed, 4",
        "'\"0\", \"4\"', EntityTooLarge, Your proposed upload exceeds the maximum allowed size, MaxSizeAllowed, 4",
        "'-1, 0', EntityTooLarge, Your proposed upload exceeds the maximum allowed size, MaxSizeAllowed, 0",
        "'6, 9', EntityTooSmall, Your proposed upload is smaller than the minimum allowed size, MinSizeAllowed, 6"
    })
    void post_sizeOutOfRange_isRefused(String range, String code, String message, String limit, String allowed) {
        PostForm form = form().condition("[\"content-length-range\", " + range + "]");
        refused(form, 400, code, message, "ProposedSize", "5", limit, allowed);
    }

    // ERRORS 99
    @Test
    void post_fileFarTooLarge_isRefusedWithoutReadingAllOfIt() {
        PostForm form = form().file("x".repeat(1_000_000)).condition("[\"content-length-range\", 0, 100]");
        assertThat(form.to(s3, "/lake").element("ProposedSize")).isEqualTo("1000000");
    }

    // ERRORS 46
    @Test
    void post_wrongSecret_showsWhatWasSigned() {
        Recorded answer = form().secret("wrong").to(s3, "/lake");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("SignatureDoesNotMatch");
        assertThat(answer.element("StringToSign")).startsWith("eyJleHBpcmF0aW9uIj");
        assertThat(answer.element("CanonicalRequest")).isNull();
        assertThat(answer.document())
                .matches(".*<AWSAccessKeyId>.*<StringToSign>.*<SignatureProvided>.*<StringToSignBytes>.*");
    }

    /** The signature is over the policy as it was sent, and is looked at before the policy is. */
    // ABUSE 34
    @Test
    void post_policyAltered_isSignatureDoesNotMatch() {
        PostForm form = PostForm.of("k", "x")
                .field("x-amz-algorithm", "AWS4-HMAC-SHA256")
                .field("x-amz-credential", PostForm.CREDENTIAL)
                .field("x-amz-date", PostForm.DATE)
                .field("policy", "e30")
                .field("x-amz-signature", PostForm.sign(io.tarn.core.auth.RawClient.SECRET, "e30="));
        assertThat(form.to(s3, "/lake").code()).isEqualTo("SignatureDoesNotMatch");
    }

    // ERRORS 43, 45, 54
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "x-amz-credential|AKIAIOSFODNN7EXAMPLE/20130524/mars/s3/aws4_request|the region 'mars' is wrong; expecting 'us-east-1'",
                "x-amz-credential|AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/sqs/aws4_request|incorrect service \"sqs\". This endpoint belongs to \"s3\".",
                "x-amz-credential|AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4|incorrect terminal \"aws4\". This endpoint uses \"aws4_request\".",
                "x-amz-credential|/20130524/us-east-1/s3/aws4_request|a non-empty Access Key (AKID) must be provided in the credential.",
                "x-amz-credential|x|the Credential is mal-formed; expecting \"&lt;YOUR-AKID&gt;/YYYYMMDD/REGION/SERVICE/aws4_request\".",
                "x-amz-credential|AKIAIOSFODNN7EXAMPLE/20130523/us-east-1/s3/aws4_request|Invalid credential date \"20130523\". This date is not the same as X-Amz-Date: \"20130524\".",
                "x-amz-date|2013-05-24|X-Amz-Date must be formated via ISO8601 Long format",
                "x-amz-algorithm|AWS4-HMAC-SHA1|X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\""
            })
    void post_claimThatCannotBe_saysWhy(String name, String value, String message) {
        Recorded answer = form().instead(name, value).to(s3, "/lake");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("InvalidArgument");
        assertThat(answer.element("Message")).isEqualTo(message.replace("\"", "&quot;"));
        assertThat(answer.element("ArgumentName")).isEqualToIgnoringCase(name);
        assertThat(answer.element("ArgumentValue")).isEqualTo(value);
    }

    // ERRORS 45, 53, 54
    @Test
    void post_otherCredentials_areRefused() {
        PostForm unknown = form().instead("x-amz-credential", "AKIAX/20130524/us-east-1/s3/aws4_request");
        assertThat(unknown.to(s3, "/lake").code()).isEqualTo("InvalidAccessKeyId");
        assertThat(form().field("x-amz-security-token", "x").to(s3, "/lake").code())
                .isEqualTo("InvalidToken");
        assertThat(form().field("AWSAccessKeyId", "x")
                        .field("signature", "y")
                        .to(s3, "/lake")
                        .code())
                .isEqualTo("InvalidRequest");
    }

    // ABUSE 3
    @Test
    void post_credentialsInTheHeadToo_areRefused() {
        byte[] body = form().body();
        io.tarn.api.http.RequestHead signed = s3.client("POST", "/lake")
                .unsignedHeader("content-type", "multipart/form-data; boundary=" + PostForm.BOUNDARY)
                .unsignedHeader("content-length", Integer.toString(body.length))
                .payload("UNSIGNED-PAYLOAD")
                .signed();
        Recorded answer = s3.send(signed, new io.tarn.core.fixture.BytesBody(body, true));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("InvalidArgument");
    }

    // ABUSE 33
    @ParameterizedTest
    @CsvSource({"s3:PutObject, private", "s3:PutObjectAcl, private"})
    void post_withoutThePermissionOfPut_isAccessDenied(String action, String acl) {
        rules.denyActions(action);
        Recorded answer = form().allowed("acl", acl).to(s3, "/lake");
        rules.denyActions();
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("AccessDenied");
    }

    /** Who is refused has not sent more than the fields. */
    // ABUSE 33
    @Test
    void post_refused_readsNoMoreThanTheFields() {
        rules.denyActions("s3:PutObject");
        byte[] body = form().file("x".repeat(1_000_000)).body();
        io.tarn.core.fixture.BytesBody sent = new io.tarn.core.fixture.BytesBody(body, true);
        Recorded answer = s3.send(form().head("/lake", body.length), sent);
        rules.denyActions();
        assertThat(answer.status()).isEqualTo(403);
        int rest = 0;
        for (java.nio.ByteBuffer piece = sent.next(); piece != null; piece = sent.next()) {
            rest += piece.remaining();
        }
        assertThat(rest).isGreaterThan(900_000);
    }

    // ABUSE 36, 69
    @ParameterizedTest
    @ValueSource(
            strings = {"x-amz-copy-source", "x-amz-rename-source", "x-amz-trailer", "tagging", "x-amz-content-sha256"})
    void post_fieldThatNoFormCanHonour_isNamed(String name) {
        Recorded answer = form().allowed(name, "/pond/secret").to(s3, "/lake");
        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.element("Header")).isEqualTo(name);
    }

    @Test
    void post_headerThatBelongsIntoAField_isInvalidRequest() {
        refused(
                form().header("x-amz-acl", "public-read"),
                400,
                "InvalidRequest",
                "Conflicting values provided in HTTP headers and POST form fields.");
    }

    // ERRORS 61
    @ParameterizedTest
    @CsvSource({
        "content-md5, AAAAAAAAAAAAAAAAAAAAAA==, BadDigest",
        "content-md5, x, InvalidDigest",
        "x-amz-checksum-crc32, AAAAAA==, BadDigest",
        "x-amz-checksum-algorithm, CRC32, InvalidRequest",
        "x-amz-storage-class, FakeClass, InvalidStorageClass"
    })
    void post_fieldsThatPutWouldRefuse_areRefused(String name, String value, String code) {
        assertThat(form().allowed(name, value).to(s3, "/lake").code()).isEqualTo(code);
    }

    @Test
    void post_noLength_isMissingContentLength() {
        byte[] body = form().body();
        Recorded answer = s3.send(form().head("/lake", body.length), new io.tarn.core.fixture.BytesBody(body, false));
        assertThat(answer.status()).isEqualTo(411);
    }

    @Test
    void post_missingBucket_isNoSuchBucket() {
        assertThat(PostForm.of("k", "x").to(s3, "/nobody").code()).isEqualTo("NoSuchBucket");
    }
}
