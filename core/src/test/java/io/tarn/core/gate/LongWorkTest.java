package io.tarn.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.api.http.ResponseHead;
import io.tarn.core.ResponseSink;
import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import io.tarn.storage.memory.Fault;
import io.tarn.storage.memory.FaultyStore;
import io.tarn.storage.memory.FaultyStore.Call;
import io.tarn.storage.memory.MemoryStore;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The work of an operation stands still until its client has run out of patience three times. */
final class LongWorkTest {
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String DELETION = "<Delete><Object><Key>source</Key></Object></Delete>";

    private final CountDownLatch heard = new CountDownLatch(1);
    private final FaultyStore store = new FaultyStore(new MemoryStore());
    private final S3 s3 = S3.over(store, this::hears);
    private int timesAsked;
    private String upload = "";

    /** The client hears something three times, and only then the work goes on. */
    private boolean hears(CountDownLatch end) throws InterruptedException {
        if (timesAsked++ < 3) {
            return false;
        }
        heard.countDown();
        end.await();
        return true;
    }

    private void standStill(Call call) {
        store.before(call, 1, () -> {
            try {
                heard.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        });
    }

    @BeforeEach
    void fill() {
        s3.bucket("lake");
        s3.put("/lake/source", "water");
        upload = Objects.requireNonNull(s3.ask("POST /lake/key?uploads").element("UploadId"));
        assertThat(s3.tell("PUT /lake/key?partNumber=1&uploadId=" + upload, "water")
                        .status())
                .isEqualTo(200);
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private Recorded run(String operation) {
        return switch (operation) {
            case "CopyObject" -> s3.ask("PUT /lake/copy", "x-amz-copy-source", "/lake/source");
            case "UploadPartCopy" ->
                s3.ask("PUT /lake/key?partNumber=2&uploadId=" + upload, "x-amz-copy-source", "/lake/source");
            case "CompleteMultipartUpload" -> s3.tell("POST /lake/key?uploadId=" + upload, completion("1"));
            case "DeleteObjects" -> s3.tell("POST /lake?delete", DELETION, "x-amz-checksum-crc32", crc32(DELETION));
            default -> throw new IllegalArgumentException(operation);
        };
    }

    private static String crc32(String text) {
        return io.tarn.core.checksum.ChecksumAlgorithm.CRC32
                .of(ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .base64();
    }

    private static String completion(String number) {
        return "<CompleteMultipartUpload><Part><PartNumber>" + number
                + "</PartNumber><ETag>9460370bb0ca1c98a779b1bcc6861c2c</ETag></Part></CompleteMultipartUpload>";
    }

    // BEHAVIOURS 26
    @ParameterizedTest
    @CsvSource({
        "CopyObject, <CopyObjectResult ",
        "UploadPartCopy, <CopyPartResult ",
        "CompleteMultipartUpload, <CompleteMultipartUploadResult ",
        "DeleteObjects, <DeleteResult "
    })
    void answer_workTakesLong_beginsWithWhiteSpace(String operation, String root) {
        standStill(Call.COMMIT);
        Recorded answer = run(operation);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-length")).isNull();
        assertThat(answer.header("content-type")).isEqualTo("application/xml");
        assertThat(answer.header("x-amz-request-id")).isNotNull();
        assertThat(answer.text()).startsWith(DECLARATION + "  " + root);
        assertThat(answer.text()).endsWith(root.strip().replace("<", "</") + ">");
    }

    // BEHAVIOURS 26
    @ParameterizedTest
    @CsvSource({"CopyObject", "UploadPartCopy", "CompleteMultipartUpload"})
    void answer_workFailsAfterLong_isAnErrorInTheDocument(String operation) {
        standStill(Call.COMMIT);
        store.fail(Call.COMMIT, 1, Fault.BUSY);
        Recorded answer = run(operation);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).startsWith(DECLARATION + "  <Error><Code>SlowDown</Code>");
        assertThat(answer.element("RequestId")).isEqualTo(answer.header("x-amz-request-id"));
    }

    // BEHAVIOURS 26
    @Test
    void answer_workEndsInTime_isAsAlways() {
        S3 quick = S3.open();
        quick.bucket("lake");
        quick.put("/lake/source", "water");
        Recorded done = quick.ask("PUT /lake/copy", "x-amz-copy-source", "/lake/source");
        assertThat(done.header("content-length")).isEqualTo(Integer.toString(done.bytes().length));
        Recorded refused = quick.ask("PUT /lake/copy", "x-amz-copy-source", "/lake/missing");
        assertThat(refused.status()).isEqualTo(404);
        quick.close();
    }

    @Test
    void answer_clientGoneWhileItWaits_workIsDoneAllTheSame() {
        standStill(Call.COMMIT);
        ResponseSink deaf = new ResponseSink() {
            private boolean begun;

            @Override
            public void begin(ResponseHead head) {
                begun = true;
            }

            @Override
            public boolean begun() {
                return begun;
            }

            @Override
            public ByteBuffer buffer(int bytesMax) {
                return ByteBuffer.allocate(bytesMax);
            }

            @Override
            public void write(ByteBuffer data) {
                throw new ClientGone("hung up");
            }
        };
        assertThatThrownBy(() -> s3.send(s3.request("PUT /lake/copy", "x-amz-copy-source", "/lake/source"), deaf))
                .isInstanceOf(ResponseSink.ClientGone.class);
        assertThat(s3.get("/lake/copy").text()).isEqualTo("water");
    }
}
