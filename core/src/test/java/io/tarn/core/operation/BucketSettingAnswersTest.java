package io.tarn.core.operation;

import static io.tarn.core.fixture.Xml.NAMESPACE;
import static io.tarn.core.fixture.Xml.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketSettingAnswersTest {
    private static final String MALFORMED =
            "The XML you provided was not well-formed or did not validate against our published schema";

    private final S3 s3 = S3.open();

    @BeforeEach
    void bucket() {
        s3.bucket("lake");
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private static String ownership(String rule) {
        return "<OwnershipControls><Rule><ObjectOwnership>" + rule + "</ObjectOwnership></Rule></OwnershipControls>";
    }

    private static String tag(String key, String value) {
        return "<Tag><Key>" + key + "</Key><Value>" + value + "</Value></Tag>";
    }

    private static String tagging(String tags) {
        return "<Tagging><TagSet>" + tags + "</TagSet></Tagging>";
    }

    @ParameterizedTest
    @ValueSource(strings = {"BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"})
    void ownership_put_isReadBack(String rule) {
        Recorded put = s3.tell("PUT /lake?ownershipControls", ownership(rule));
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.header("content-length")).isEqualTo("0");
        assertThat(s3.ask("GET /lake?ownershipControls").document())
                .isEqualTo(ownership(rule).replace("<OwnershipControls>", "<OwnershipControls" + NAMESPACE + ">"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<OwnershipControls/>",
                "<OwnershipControls><Rule/></OwnershipControls>",
                "<OwnershipControls><Rule><ObjectOwnership>Mine</ObjectOwnership></Rule></OwnershipControls>",
                "<OwnershipControls><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule>"
                        + "<Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule></OwnershipControls>"
            })
    void ownership_notOneRule_isMalformed(String document) {
        Recorded refused = s3.tell("PUT /lake?ownershipControls", document);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document()).isEqualTo(error("MalformedXML", MALFORMED));
    }

    @Test
    void ownership_deleted_isNotFoundAndNotTheDefault() {
        for (int i = 0; i < 2; i++) {
            assertThat(s3.ask("DELETE /lake?ownershipControls").status()).isEqualTo(204);
            Recorded got = s3.ask("GET /lake?ownershipControls");
            assertThat(got.status()).isEqualTo(404);
            assertThat(got.document())
                    .isEqualTo(error(
                            "OwnershipControlsNotFoundError",
                            "The bucket ownership controls were not found",
                            "BucketName",
                            "lake"));
        }
    }

    @Test
    void createBucket_ownershipHeader_counts() {
        assertThat(s3.ask("PUT /pond", "x-amz-object-ownership", "ObjectWriter").status())
                .isEqualTo(200);
        assertThat(s3.ask("GET /pond?ownershipControls").text()).contains("ObjectWriter");
        Recorded refused = s3.ask("PUT /puddle", "x-amz-object-ownership", "Mine");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document())
                .isEqualTo(error(
                        "InvalidArgument",
                        "Invalid x-amz-object-ownership header: Mine",
                        "ArgumentName",
                        "x-amz-object-ownership"));
    }

    @Test
    void publicAccessBlock_put_isReadBackWithWhatWasNotSentOff() {
        assertThat(s3.tell(
                                "PUT /lake?publicAccessBlock",
                                "<PublicAccessBlockConfiguration><IgnorePublicAcls>true</IgnorePublicAcls>"
                                        + "</PublicAccessBlockConfiguration>")
                        .status())
                .isEqualTo(200);
        assertThat(s3.ask("GET /lake?publicAccessBlock").document())
                .isEqualTo("<PublicAccessBlockConfiguration" + NAMESPACE
                        + "><BlockPublicAcls>false</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>"
                        + "<BlockPublicPolicy>false</BlockPublicPolicy>"
                        + "<RestrictPublicBuckets>false</RestrictPublicBuckets></PublicAccessBlockConfiguration>");
    }

    @Test
    void publicAccessBlock_deleted_isNotFoundAndNotTheDefault() {
        assertThat(s3.ask("DELETE /lake?publicAccessBlock").status()).isEqualTo(204);
        Recorded got = s3.ask("GET /lake?publicAccessBlock");
        assertThat(got.status()).isEqualTo(404);
        assertThat(got.document())
                .isEqualTo(error(
                        "NoSuchPublicAccessBlockConfiguration",
                        "The public access block configuration was not found",
                        "BucketName",
                        "lake"));
        assertThat(s3.ask("DELETE /lake?publicAccessBlock").status()).isEqualTo(204);
    }

    @Test
    void requestPayment_put_isReadBack() {
        String document = "<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>";
        assertThat(s3.tell("PUT /lake?requestPayment", document).status()).isEqualTo(200);
        assertThat(s3.ask("GET /lake?requestPayment").text()).contains("<Payer>Requester</Payer>");
        assertThat(s3.tell("PUT /lake?requestPayment", document.replace("Requester", "Nobody"))
                        .code())
                .isEqualTo("MalformedXML");
        s3.tell("PUT /lake?requestPayment", document.replace("Requester", "BucketOwner"));
        assertThat(s3.ask("GET /lake?requestPayment").text()).contains("<Payer>BucketOwner</Payer>");
    }

    @Test
    void tagging_put_isReadBackInItsOrder() {
        String document = tagging(tag("team", "blue") + tag("a/b:c+d=e@f_.-", ""));
        Recorded put = s3.tell("PUT /lake?tagging", document);
        assertThat(put.status()).isEqualTo(204);
        assertThat(put.names()).isEmpty();
        assertThat(s3.ask("GET /lake?tagging").document())
                .isEqualTo(document.replace("<Tagging>", "<Tagging" + NAMESPACE + ">"));
        assertThat(s3.ask("DELETE /lake?tagging").status()).isEqualTo(204);
        assertThat(s3.ask("GET /lake?tagging").document())
                .isEqualTo(error("NoSuchTagSet", "The TagSet does not exist", "BucketName", "lake"));
    }

    @Test
    void tagging_putNone_removesThem() {
        s3.tell("PUT /lake?tagging", tagging(tag("team", "blue")));
        assertThat(s3.tell("PUT /lake?tagging", tagging("")).status()).isEqualTo(204);
        assertThat(s3.ask("GET /lake?tagging").code()).isEqualTo("NoSuchTagSet");
    }

    // ERRORS 78, 80
    // BEHAVIOURS 32
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "<Tag><Key></Key><Value>v</Value></Tag>, The TagKey you have provided is invalid, <TagKey></TagKey>",
                "<Tag><Key>a*</Key><Value>v</Value></Tag>, The TagKey you have provided is invalid, <TagKey>a*</TagKey>",
                "<Tag><Key>a</Key><Value>%</Value></Tag>, The TagValue you have provided is invalid,"
                        + " <TagKey>a</TagKey><TagValue>%</TagValue>",
                "<Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>a</Key><Value>2</Value></Tag>,"
                        + " Cannot provide multiple Tags with the same key, <TagKey>a</TagKey>",
                "<Tag><Key>aws:a</Key><Value>1</Value></Tag>,"
                        + " System tags cannot be added/updated by requester, <TagKey>aws:a</TagKey>"
            })
    void tagging_badTag_isInvalidTag(String tags, String message, String fields) {
        Recorded refused = s3.tell("PUT /lake?tagging", tagging(tags));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document())
                .isEqualTo(error("InvalidTag", message).replace("</Error>", "") + fields + "</Error>");
    }

    // ERRORS 78, 79
    @Test
    void tagging_beyondTheLimits_isRefused() {
        String many =
                IntStream.rangeClosed(1, 51).mapToObj(i -> tag("k" + i, "v")).collect(Collectors.joining());
        Recorded refused = s3.tell("PUT /lake?tagging", tagging(many));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document()).isEqualTo(error("BadRequest", "Bucket tag count cannot be greater than 50"));
        assertThat(s3.tell("PUT /lake?tagging", tagging(tag("k".repeat(129), "v")))
                        .code())
                .isEqualTo("InvalidTag");
        assertThat(s3.tell("PUT /lake?tagging", tagging(tag("k".repeat(128), "v".repeat(256))))
                        .status())
                .isEqualTo(204);
    }

    // ABUSE 86
    @Test
    void tagging_withoutKeyOrValue_isMalformed() {
        assertThat(s3.tell("PUT /lake?tagging", tagging("<Tag><Key>a</Key></Tag>"))
                        .code())
                .isEqualTo("MalformedXML");
        assertThat(s3.tell("PUT /lake?tagging", tagging("<Tag><Value>a</Value></Tag>"))
                        .code())
                .isEqualTo("MalformedXML");
    }

    @Test
    void createBucket_tags_areThereFromTheBeginning() {
        String document =
                "<CreateBucketConfiguration><Tags>" + tag("team", "blue") + "</Tags></CreateBucketConfiguration>";
        assertThat(s3.tell("PUT /pond", document).status()).isEqualTo(200);
        assertThat(s3.ask("GET /pond?tagging").text()).contains(tag("team", "blue"));
        assertThat(s3.tell("PUT /pond", document).code()).isEqualTo("BucketAlreadyOwnedByYou");
        Recorded refused = s3.tell("PUT /puddle", document.replace("team", "aws:team"));
        assertThat(refused.document())
                .isEqualTo(error("InvalidTag", "System tags cannot be added/updated by requester"));
    }

    @Test
    void abac_put_isReadBackAndHoldsTheTags() {
        assertThat(s3.ask("GET /lake?abac").text()).contains("<Status>Disabled</Status>");
        assertThat(s3.tell("PUT /lake?abac", "<AbacStatus><Status>Enabled</Status></AbacStatus>")
                        .status())
                .isEqualTo(200);
        assertThat(s3.ask("GET /lake?abac").text()).contains("<Status>Enabled</Status>");
        assertThat(s3.tell("PUT /lake?tagging", tagging(tag("team", "blue"))).status())
                .isEqualTo(403);
        assertThat(s3.ask("DELETE /lake?tagging").status()).isEqualTo(403);
        assertThat(s3.tell("PUT /lake?abac", "<AbacStatus><Status>Maybe</Status></AbacStatus>")
                        .code())
                .isEqualTo("MalformedXML");
        s3.tell("PUT /lake?abac", "<AbacStatus><Status>Disabled</Status></AbacStatus>");
        assertThat(s3.tell("PUT /lake?tagging", tagging(tag("team", "blue"))).status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ownershipControls", "publicAccessBlock", "requestPayment", "tagging", "abac"})
    void put_noBody_isMissingRequestBody(String setting) {
        assertThat(s3.ask("PUT /lake?" + setting).code()).isEqualTo("MissingRequestBodyError");
    }
}
