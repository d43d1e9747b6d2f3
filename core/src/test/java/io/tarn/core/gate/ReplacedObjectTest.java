package io.tarn.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.access.AccessRequest;
import io.tarn.core.access.Decision;
import io.tarn.core.access.PolicyAuthorizer;
import io.tarn.core.auth.RawClient;
import io.tarn.core.fixture.BytesBody;
import io.tarn.core.fixture.People;
import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import io.tarn.core.fixture.Xml;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An object that takes another's place between the decision and the reading is not read by the other's leave. */
class ReplacedObjectTest {
    private final People people = new People();
    private final PolicyAuthorizer authorizer = new PolicyAuthorizer(id -> true);
    private final S3 s3 = S3.with(people, this::decide);
    private @Nullable String replaced;

    /** Decides, and puts a private object in the place of the one that was allowed, once. */
    private Decision decide(AccessRequest request) {
        Decision decision = authorizer.decide(request);
        String path = replaced;
        if (path != null && decision.allowed() && request.resource().arn().endsWith(path.substring(1))) {
            replaced = null;
            assertThat(s3.put(path, "secret").status()).isEqualTo(200);
        }
        return decision;
    }

    @BeforeEach
    void things() {
        String none = "<PublicAccessBlockConfiguration/>";
        for (String bucket : new String[] {"lake", "pond"}) {
            Recorded created = s3.ask("PUT /" + bucket, "x-amz-object-ownership", "ObjectWriter");
            assertThat(created.status()).as(created.text()).isEqualTo(200);
            assertThat(s3.tell("PUT /" + bucket + "?publicAccessBlock", none, "content-md5", Xml.md5(none))
                            .status())
                    .isEqualTo(200);
        }
        s3.tell("PUT /lake/key", "open", "x-amz-acl", "public-read");
        assertThat(s3.ask("PUT /pond?acl", "x-amz-acl", "public-read-write").status())
                .isEqualTo(200);
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private Recorded anonymous(String line, String... fields) {
        RawClient client = s3.request(line, fields);
        return s3.send(Unsigned.of(client), new BytesBody(new byte[0], true));
    }

    @ParameterizedTest
    @CsvSource({"GET, /lake/key", "HEAD, /lake/key", "GET, /lake/key?versionId=null"})
    void read_replacedByAPrivateOne_isRefused(String method, String target) {
        assertThat(anonymous(method + " " + target).status()).isEqualTo(200);
        replace("/lake/key");
        Recorded answer = anonymous(method + " " + target);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).doesNotContain("secret");
        assertThat(replaced).isNull();
    }

    private void replace(String path) {
        replaced = path;
    }

    @Test
    void copy_sourceReplacedByAPrivateOne_isRefused() {
        String stranger = people.user(People.OTHER, "ana", People.statement("Allow", "*"));
        RawClient copy = s3.request("PUT /pond/copy", "x-amz-copy-source", "/lake/key");
        assertThat(s3.send(copy.keyId(stranger)).status()).isEqualTo(200);
        replace("/lake/key");
        RawClient again = s3.request("PUT /pond/copy", "x-amz-copy-source", "/lake/key");
        assertThat(s3.send(again.keyId(stranger)).status()).isEqualTo(403);
        assertThat(replaced).isNull();
    }

    @Test
    void missing_createdMeanwhile_isRefused() {
        assertThat(anonymous("GET /pond/none").status()).isEqualTo(404);
        replace("/pond/none");
        Recorded answer = anonymous("GET /pond/none");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).doesNotContain("secret");
    }
}
