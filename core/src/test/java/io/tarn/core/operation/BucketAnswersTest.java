package io.tarn.core.operation;

import static io.tarn.core.fixture.Xml.error;
import static io.tarn.core.fixture.Xml.flat;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the operations on buckets answer, field for field. */
class BucketAnswersTest {
    private final S3 s3 = S3.open();

    @AfterEach
    void close() {
        s3.close();
    }

    private static String constraint(String value) {
        return "<CreateBucketConfiguration><LocationConstraint>" + value
                + "</LocationConstraint></CreateBucketConfiguration>";
    }

    // ERRORS 7
    @Test
    void createBucket_noConstraint_namesThePath() {
        for (int time = 0; time < 2; time++) {
            Recorded created = s3.ask("PUT /lake");
            assertThat(created.status()).isEqualTo(200);
            assertThat(created.names()).containsExactlyInAnyOrder("location", "x-amz-bucket-arn", "content-length");
            assertThat(created.header("location")).isEqualTo("/lake");
            assertThat(created.header("x-amz-bucket-arn")).isEqualTo("arn:aws:s3:::lake");
            assertThat(created.header("content-length")).isEqualTo("0");
            assertThat(created.bytes()).isEmpty();
        }
    }

    // BEHAVIOURS 37
    @Test
    void createBucket_constraint_namesTheHostAndIsEchoed() {
        Recorded created = s3.tell("PUT /lake", constraint("EU"));
        assertThat(created.status()).isEqualTo(200);
        assertThat(created.header("location")).isEqualTo("http://lake.s3.amazonaws.com/");
        assertThat(s3.ask("GET /lake?location").document())
                .isEqualTo(
                        "<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">EU</LocationConstraint>");
    }

    // BEHAVIOURS 37, ERRORS 9
    @Test
    void createBucket_badConstraint_isEchoedInTheRefusal() {
        for (String value : new String[] {"us-east-1", "nowhere"}) {
            Recorded refused = s3.tell("PUT /lake", constraint(value));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.document())
                    .isEqualTo(error(
                            "InvalidLocationConstraint",
                            "The specified location-constraint is not valid",
                            "LocationConstraint",
                            value));
        }
    }

    @Test
    void createBucket_emptyTags_askForNothing() {
        assertThat(s3.tell("PUT /lake", "<CreateBucketConfiguration><Tags/></CreateBucketConfiguration>")
                        .status())
                .isEqualTo(200);
    }

    // ERRORS 16
    @Test
    void createBucket_badDocument_isMalformed() {
        for (String body : new String[] {"<Other/>", "no document", "<CreateBucketConfiguration>"}) {
            Recorded refused = s3.tell("PUT /lake", body);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.document())
                    .isEqualTo(
                            error(
                                    "MalformedXML",
                                    "The XML you provided was not well-formed or did not validate against our published schema"));
        }
    }

    // ERRORS 6
    @Test
    void createBucket_badName_isEchoedInTheRefusal() {
        Recorded refused = s3.ask("PUT /Bad_Name");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document())
                .isEqualTo(error("InvalidBucketName", "The specified bucket is not valid.", "BucketName", "Bad_Name"));
    }

    @Test
    void headBucket_existing_saysRegionArnAndAlias() {
        s3.bucket("lake");
        Recorded head = s3.ask("HEAD /lake");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("x-amz-bucket-region")).isEqualTo("us-east-1");
        assertThat(head.header("x-amz-bucket-arn")).isEqualTo("arn:aws:s3:::lake");
        assertThat(head.header("x-amz-access-point-alias")).isEqualTo("false");
        assertThat(head.header("content-type")).isEqualTo("application/xml");
        assertThat(head.bytes()).isEmpty();
    }

    // ERRORS 1
    @Test
    void missingBucket_anyOperation_isNamed() {
        for (String line :
                new String[] {"GET /lake", "DELETE /lake", "GET /lake/key", "PUT /lake/key", "GET /lake?acl"}) {
            Recorded refused = s3.ask(line);
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.document())
                    .isEqualTo(error("NoSuchBucket", "The specified bucket does not exist", "BucketName", "lake"));
        }
        Recorded head = s3.ask("HEAD /lake");
        assertThat(head.status()).isEqualTo(404);
        assertThat(head.bytes()).isEmpty();
    }

    // BEHAVIOURS 37
    @Test
    void getBucketLocation_usEast1_isSelfClosed() {
        s3.bucket("lake");
        assertThat(s3.ask("GET /lake?location").document())
                .isEqualTo("<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>");
    }

    @Test
    void deleteBucket_empty_hasNeitherTypeNorLength() {
        s3.bucket("lake");
        Recorded deleted = s3.ask("DELETE /lake");
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.names()).isEmpty();
        assertThat(deleted.bytes()).isEmpty();
    }

    // ERRORS 10
    @Test
    void deleteBucket_notEmpty_isNamed() {
        s3.bucket("lake");
        s3.put("/lake/key", "content");
        Recorded refused = s3.ask("DELETE /lake");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.document())
                .isEqualTo(
                        error("BucketNotEmpty", "The bucket you tried to delete is not empty", "BucketName", "lake"));
    }

    @Test
    void listBuckets_plain_hasOwnerFirstAndNoRegion() {
        s3.bucket("lake");
        Recorded list = s3.ask("GET /");
        assertThat(list.header("content-type")).isEqualTo("application/xml");
        assertThat(list.document()).isEqualTo(flat("""
                <ListAllMyBucketsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                <Owner><ID>OWNER</ID></Owner>
                <Buckets><Bucket><Name>lake</Name><CreationDate>2013-05-24T00:00:00.000Z</CreationDate>
                <BucketArn>arn:aws:s3:::lake</BucketArn></Bucket></Buckets>
                </ListAllMyBucketsResult>
                """));
    }

    @Test
    void listBuckets_parameters_bringRegionPrefixAndToken() {
        s3.bucket("lake");
        s3.bucket("lagoon");
        s3.bucket("pond");
        Recorded first = s3.ask("GET /?prefix=la&max-buckets=1");
        assertThat(first.element("Name")).isEqualTo("lagoon");
        assertThat(first.element("BucketRegion")).isEqualTo("us-east-1");
        assertThat(first.element("Prefix")).isEqualTo("la");
        String token = first.element("ContinuationToken");
        assertThat(token).isNotEmpty();
        Recorded second = s3.ask("GET /?prefix=la&max-buckets=1&continuation-token=" + token);
        assertThat(second.element("Name")).isEqualTo("lake");
        assertThat(second.element("ContinuationToken")).isNull();
    }

    // BEHAVIOURS 3
    @Test
    void listBuckets_emptyParameters_countAsAbsent() {
        s3.bucket("lake");
        assertThat(s3.ask("GET /?max-buckets=").element("Name")).isEqualTo("lake");
        assertThat(s3.ask("GET /?continuation-token=").element("Name")).isEqualTo("lake");
    }

    @Test
    void listBuckets_noMatch_hasEmptyBuckets() {
        s3.bucket("lake");
        assertThat(s3.ask("GET /?prefix=x").text()).contains("<Buckets/>");
    }

    @Test
    void listBuckets_badParameters_areNamed() {
        assertThat(s3.ask("GET /?continuation-token=x").document())
                .isEqualTo(error(
                        "InvalidArgument",
                        "The continuation token provided is incorrect",
                        "ArgumentName",
                        "continuation-token"));
        assertThat(s3.ask("GET /?bucket-region=x").document())
                .isEqualTo(error(
                        "InvalidArgument",
                        "Argument value x is not a valid AWS Region",
                        "ArgumentName",
                        "bucket-region"));
        Recorded tooMany = s3.ask("GET /?max-buckets=10001");
        assertThat(tooMany.status()).isEqualTo(400);
        assertThat(tooMany.element("ArgumentName")).isEqualTo("max-buckets");
        assertThat(tooMany.element("ArgumentValue")).isEqualTo("10001");
    }
}
