package io.tarn.core.operation;

import static io.tarn.core.fixture.Xml.OWNER;
import static io.tarn.core.fixture.Xml.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.http.Headers;
import io.tarn.api.http.RequestHead;
import io.tarn.core.fixture.BytesBody;
import io.tarn.core.fixture.People;
import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AclAnswersTest {
    private static final String ALL = "http://acs.amazonaws.com/groups/global/AllUsers";
    private static final String OTHER = People.OTHER.canonicalId();

    private final S3 s3 = S3.with(new People());

    /** Bucket {@code lake} is of today; in {@code pond} lists count and nothing is blocked. */
    @BeforeEach
    void buckets() {
        s3.bucket("lake");
        s3.ask("PUT /pond", "x-amz-object-ownership", "ObjectWriter");
        s3.ask("DELETE /pond?publicAccessBlock");
        s3.put("/pond/key", "hello");
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private Recorded other(String line, String... fields) {
        return s3.send(s3.request(line, fields).keyId(People.OTHER_ROOT));
    }

    private Recorded otherPuts(String line, String body, String... fields) {
        return s3.send(s3.request(line, fields).keyId(People.OTHER_ROOT), body);
    }

    private static String grant(String type, String element, String id, String permission) {
        return "<Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"" + type + "\"><"
                + element + ">" + id + "</" + element + "></Grantee><Permission>" + permission
                + "</Permission></Grant>";
    }

    private static String document(String owner, String... grants) {
        return "<AccessControlPolicy xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Owner><ID>" + owner
                + "</ID></Owner><AccessControlList>"
                + Stream.of(grants).collect(Collectors.joining()) + "</AccessControlList></AccessControlPolicy>";
    }

    private static String full(String owner) {
        return grant("CanonicalUser", "ID", owner, "FULL_CONTROL");
    }

    @ParameterizedTest
    @CsvSource({"private, ''", "public-read, READ", "public-read-write, READ WRITE", "bucket-owner-full-control, ''"})
    void putBucketAcl_canned_isReadBack(String canned, String everybody) {
        Recorded put = s3.ask("PUT /pond?acl", "x-amz-acl", canned);
        assertThat(put.status()).isEqualTo(200);
        String rest = everybody.isEmpty()
                ? ""
                : Stream.of(everybody.split(" "))
                        .map(permission -> grant("Group", "URI", ALL, permission))
                        .collect(Collectors.joining());
        assertThat(s3.ask("GET /pond?acl").document()).isEqualTo(document(OWNER, full(OWNER), rest));
    }

    @Test
    void putBucketAcl_logDelivery_isOfBucketsOnly() {
        assertThat(s3.ask("PUT /pond?acl", "x-amz-acl", "log-delivery-write").status())
                .isEqualTo(200);
        assertThat(s3.ask("GET /pond?acl").text()).contains("s3/LogDelivery");
        assertThat(s3.ask("PUT /pond/key?acl", "x-amz-acl", "log-delivery-write")
                        .code())
                .isEqualTo("InvalidArgument");
    }

    // ERRORS 11
    @ParameterizedTest
    @ValueSource(strings = {"/lake?acl", "/lake/key?acl"})
    void putAcl_ownerEnforced_isNotSupported(String target) {
        s3.put("/lake/key", "hello");
        for (String canned : new String[] {"private", "public-read"}) {
            Recorded refused = s3.ask("PUT " + target, "x-amz-acl", canned);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.document())
                    .isEqualTo(error("AccessControlListNotSupported", "The bucket does not allow ACLs"));
        }
    }

    // ERRORS 11
    @Test
    void createBucket_listThatDoesNotFit_isRefusedInItsOwnWords() {
        assertThat(s3.ask("PUT /sea", "x-amz-acl", "public-read").code())
                .isEqualTo("InvalidBucketAclWithObjectOwnership");
        assertThat(s3.ask("PUT /sea", "x-amz-acl", "public-read", "x-amz-object-ownership", "ObjectWriter")
                        .code())
                .isEqualTo("InvalidBucketAclWithBlockPublicAccessError");
        assertThat(s3.ask("HEAD /sea").status()).isEqualTo(404);
        assertThat(s3.ask("PUT /sea", "x-amz-grant-read", "id=" + OTHER, "x-amz-object-ownership", "ObjectWriter")
                        .status())
                .isEqualTo(200);
        assertThat(other("GET /sea").status()).isEqualTo(200);
    }

    @Test
    void putOwnership_enforcedWhileTheListNamesOthers_isRefused() {
        s3.ask("PUT /pond?acl", "x-amz-acl", "public-read");
        String enforced = "<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>"
                + "</OwnershipControls>";
        Recorded refused = s3.tell("PUT /pond?ownershipControls", enforced);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("InvalidBucketAclWithObjectOwnership");
        s3.ask("PUT /pond?acl", "x-amz-acl", "private");
        assertThat(s3.tell("PUT /pond?ownershipControls", enforced).status()).isEqualTo(200);
    }

    // ERRORS 18
    @Test
    void putAcl_nothing_isMissingSecurityHeader() {
        for (String target : new String[] {"/pond?acl", "/pond/key?acl"}) {
            Recorded refused = s3.ask("PUT " + target);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.document())
                    .isEqualTo(error(
                            "MissingSecurityHeader",
                            "Your request was missing a required header",
                            "MissingHeaderName",
                            "x-amz-acl"));
        }
    }

    @Test
    void putAcl_twoWaysAtOnce_isRefused() {
        assertThat(s3.ask("PUT /pond?acl", "x-amz-acl", "private", "x-amz-grant-read", "id=" + OTHER)
                        .document())
                .isEqualTo(error("InvalidRequest", "Specifying both Canned ACLs and Header Grants is not allowed"));
        assertThat(s3.tell("PUT /pond?acl", document(OWNER, full(OWNER)), "x-amz-acl", "private")
                        .code())
                .isEqualTo("UnexpectedContent");
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-acl, mine, '', x-amz-acl, mine",
        "x-amz-grant-read, nonsense, Argument format not recognized, x-amz-grant-read, nonsense",
        "x-amz-grant-write, who=1, Argument format not recognized, x-amz-grant-write, who=1",
        "x-amz-grant-read, id=1, Invalid id, id, 1",
        "x-amz-grant-read, uri=http://x/y, Invalid group uri, uri, http://x/y"
    })
    void putAcl_badHeader_isInvalidArgument(String header, String value, String message, String name, String shown) {
        Recorded refused = s3.ask("PUT /pond?acl", header, value);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document())
                .isEqualTo(error("InvalidArgument", message, "ArgumentName", name, "ArgumentValue", shown));
    }

    @Test
    void putAcl_byMail_isNoLongerAllowed() {
        Recorded refused = s3.ask("PUT /pond?acl", "x-amz-grant-read", "emailAddress=\"a@example.org\"");
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.code()).isEqualTo("MethodNotAllowed");
        String mail = grant("AmazonCustomerByEmail", "EmailAddress", "a@example.org", "READ");
        assertThat(s3.tell("PUT /pond?acl", document(OWNER, mail)).status()).isEqualTo(405);
    }

    @Test
    void putAcl_document_isReadBackWithoutAnOwnersGrant() {
        String document =
                document(OWNER, grant("CanonicalUser", "ID", OTHER, "READ_ACP"), grant("Group", "URI", ALL, "READ"));
        assertThat(s3.tell("PUT /pond/key?acl", document).status()).isEqualTo(200);
        assertThat(s3.ask("GET /pond/key?acl").document()).isEqualTo(document);
        assertThat(other("GET /pond/key?acl").status()).isEqualTo(200);
        assertThat(other("GET /pond/key").status()).isEqualTo(200);
        assertThat(s3.ask("GET /pond/key").text()).isEqualTo("hello");
    }

    @Test
    void putAcl_badDocument_isMalformedOrInvalid() {
        String unknown = "ab".repeat(32);
        assertThat(s3.tell("PUT /pond?acl", document(OWNER, grant("CanonicalUser", "ID", OTHER, "FLY")))
                        .code())
                .isEqualTo("MalformedACLError");
        assertThat(s3.tell("PUT /pond?acl", "<AccessControlPolicy/>").code()).isEqualTo("MalformedACLError");
        assertThat(s3.tell("PUT /pond?acl", document(OWNER, full(unknown))).document())
                .isEqualTo(error(
                        "InvalidArgument", "Invalid id", "ArgumentName", "CanonicalUser/ID", "ArgumentValue", unknown));
        assertThat(s3.tell("PUT /pond?acl", document(OTHER, full(OWNER))).code())
                .isEqualTo("AccessDenied");
    }

    @Test
    void putObject_publicListWhileBlocked_isAccessDenied() {
        s3.tell(
                "PUT /pond?publicAccessBlock",
                "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls></PublicAccessBlockConfiguration>");
        assertThat(s3.tell("PUT /pond/new", "x", "x-amz-acl", "public-read").code())
                .isEqualTo("AccessDenied");
        assertThat(s3.ask("HEAD /pond/new").status()).isEqualTo(404);
        assertThat(s3.ask("PUT /pond?acl", "x-amz-acl", "authenticated-read").code())
                .isEqualTo("AccessDenied");
        assertThat(s3.ask("PUT /pond/key?acl", "x-amz-acl", "public-read").code())
                .isEqualTo("AccessDenied");
    }

    @Test
    void putObject_byAnotherAccount_isTheWriters() {
        s3.ask("PUT /pond?acl", "x-amz-grant-write", "id=\"" + OTHER + "\"");
        assertThat(otherPuts("PUT /pond/theirs", "secret").status()).isEqualTo(200);
        assertThat(s3.ask("GET /pond/theirs").status()).isEqualTo(403);
        assertThat(other("GET /pond/theirs").text()).isEqualTo("secret");
        assertThat(s3.ask("GET /pond?list-type=2&fetch-owner=true&prefix=theirs")
                        .text())
                .contains("<Owner><ID>" + OTHER + "</ID></Owner>");
        assertThat(other("GET /pond/theirs?acl").document()).isEqualTo(document(OTHER, full(OTHER)));
        otherPuts("PUT /pond/given", "shared", "x-amz-acl", "bucket-owner-full-control");
        assertThat(s3.ask("GET /pond/given").text()).isEqualTo("shared");
        assertThat(s3.ask("GET /pond/given?acl").document()).isEqualTo(document(OTHER, full(OTHER), full(OWNER)));
    }

    @Test
    void putObject_ownerPreferred_isHandedOverWithTheCannedList() {
        s3.tell(
                "PUT /pond?ownershipControls",
                "<OwnershipControls><Rule><ObjectOwnership>BucketOwnerPreferred</ObjectOwnership></Rule></OwnershipControls>");
        s3.ask("PUT /pond?acl", "x-amz-grant-write", "id=" + OTHER);
        otherPuts("PUT /pond/given", "shared", "x-amz-acl", "bucket-owner-full-control");
        assertThat(s3.ask("GET /pond/given?acl").document()).isEqualTo(document(OWNER, full(OWNER)));
        otherPuts("PUT /pond/kept", "mine");
        assertThat(s3.ask("GET /pond/kept").status()).isEqualTo(403);
    }

    @Test
    void multipartAndCopy_takeLists() {
        String upload = Objects.requireNonNull(
                s3.ask("POST /pond/large?uploads", "x-amz-acl", "public-read").element("UploadId"));
        Recorded part = s3.tell("PUT /pond/large?partNumber=1&uploadId=" + upload, "hello");
        s3.tell(
                "POST /pond/large?uploadId=" + upload,
                "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + part.header("etag")
                        + "</ETag></Part></CompleteMultipartUpload>");
        assertThat(s3.ask("GET /pond/large?acl").text()).contains(ALL);
        assertThat(s3.ask("PUT /pond/large?acl", "x-amz-acl", "private").status())
                .isEqualTo(200);
        assertThat(s3.ask("GET /pond/large").text()).isEqualTo("hello");
        s3.ask("PUT /pond/copy", "x-amz-copy-source", "pond/key", "x-amz-acl", "public-read");
        assertThat(s3.ask("GET /pond/copy?acl").text()).contains(ALL);
        s3.ask("PUT /pond/again", "x-amz-copy-source", "pond/copy");
        assertThat(s3.ask("GET /pond/again?acl").document()).isEqualTo(document(OWNER, full(OWNER)));
    }

    @Test
    void putObject_ownerEnforced_takesOnlyWhatChangesNothing() {
        String[][] harmless = {
            {"x-amz-acl", "bucket-owner-full-control"},
            {"x-amz-acl", "private"},
            {"x-amz-grant-full-control", "id=" + OWNER}
        };
        for (String[] header : harmless) {
            assertThat(s3.tell("PUT /lake/key", "x", header).status()).isEqualTo(200);
        }
        assertThat(s3.tell("PUT /lake/key", "x", "x-amz-acl", "public-read").code())
                .isEqualTo("AccessControlListNotSupported");
        assertThat(s3.tell("PUT /lake/key", "x", "x-amz-grant-read", "id=" + OTHER)
                        .code())
                .isEqualTo("AccessControlListNotSupported");
    }

    @Test
    void requesterPays_answerSaysThatItWasCharged() {
        s3.ask("PUT /pond?acl", "x-amz-grant-read", "id=" + OTHER);
        s3.tell(
                "PUT /pond?requestPayment",
                "<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>");
        assertThat(other("GET /pond").status()).isEqualTo(403);
        Recorded paid = other("GET /pond", "x-amz-request-payer", "requester");
        assertThat(paid.status()).isEqualTo(200);
        assertThat(paid.header("x-amz-request-charged")).isEqualTo("requester");
        assertThat(s3.ask("GET /pond", "x-amz-request-payer", "requester").header("x-amz-request-charged"))
                .isNull();
    }

    // ABUSE 51
    @Test
    void authenticatedRead_anonymous_isRefused() {
        s3.ask("PUT /pond?acl", "x-amz-acl", "authenticated-read");
        assertThat(other("GET /pond").status()).isEqualTo(200);
        RequestHead anonymous = new RequestHead(
                "GET",
                "/pond",
                "",
                Headers.builder().add("host", "s3.amazonaws.com").build());
        assertThat(s3.send(anonymous, new BytesBody(new byte[0], true)).status())
                .isEqualTo(403);
    }
}
