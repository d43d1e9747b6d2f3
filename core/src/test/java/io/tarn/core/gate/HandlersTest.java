package io.tarn.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.api.codec.RequestParts;
import io.tarn.api.http.Headers;
import io.tarn.api.http.QueryParameters;
import io.tarn.api.http.RequestHead;
import io.tarn.api.s3.Address;
import io.tarn.api.s3.ListBucketsOutput;
import io.tarn.api.s3.S3Operation;
import io.tarn.api.s3.codec.S3Codecs;
import io.tarn.core.Connection;
import io.tarn.core.ResponseSink;
import io.tarn.core.access.Decision;
import io.tarn.core.audit.AuditTrail;
import io.tarn.core.audit.Hearing;
import io.tarn.core.auth.Authentication;
import io.tarn.core.auth.PayloadMode;
import io.tarn.core.bucket.Buckets;
import io.tarn.core.fixture.BytesBody;
import io.tarn.storage.memory.MemoryStore;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandlersTest {
    private final Handlers handlers = new Handlers();

    private static Call call() {
        RequestHead head = new RequestHead(
                "GET", "/", "", Headers.builder().add("host", "localhost").build());
        Connection connection = new Connection(InetAddress.getLoopbackAddress(), false);
        Admission admission = new Admission(
                "ID",
                head,
                connection,
                Address.of(head, List.of()),
                QueryParameters.NONE,
                S3Operation.LIST_BUCKETS,
                new Authentication.Anonymous(new PayloadMode.Unsigned(), head.headers()),
                Instant.EPOCH,
                "us-east-1",
                new Hearing(AuditTrail.NONE, Instant.EPOCH, "ID", null, connection, 0));
        BytesBody body = new BytesBody(new byte[0], true);
        Inquiry inquiry = new Inquiry(
                request -> Decision.of(Decision.Reason.REFUSED), admission, new RequestDocument(admission, body));
        Buckets buckets = new Buckets(new MemoryStore(), Clock.systemUTC(), "us-east-1");
        return new Call(admission, inquiry, new Resources(buckets, (b, k, v) -> null), null, null, body);
    }

    @Test
    void operation_twice_isAMistakeOfOurs() {
        handlers.answerUnset(S3Codecs.LIST_BUCKETS, ListBucketsOutput.builder().build());
        assertThatThrownBy(() -> handlers.answerUnset(
                        S3Codecs.LIST_BUCKETS, ListBucketsOutput.builder().build()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void answer_thatCannotBeWritten_closesItsContent() {
        boolean[] closed = {false};
        Content content = new Content() {
            @Override
            public long length() {
                return 0;
            }

            @Override
            public void writeTo(ResponseSink sink) {}

            @Override
            public void close() {
                closed[0] = true;
            }
        };
        handlers.on(
                S3Codecs.LIST_BUCKETS,
                (call, input) -> Answer.of(ListBucketsOutput.builder().build())
                        .header("x-bad", "a\r\nb")
                        .content(content));
        Handlers.Bound bound = java.util.Objects.requireNonNull(handlers.find(S3Operation.LIST_BUCKETS));
        RequestParts parts = RequestParts.of(null, null, QueryParameters.NONE, Headers.NONE);
        assertThatThrownBy(() -> bound.run(call(), parts)).isInstanceOf(RuntimeException.class);
        assertThat(closed[0]).isTrue();
    }

    @Test
    void call_askedForWhatItsRequestHasNot_saysSo() {
        Call call = call();
        assertThatThrownBy(call::bucket).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(call::settings).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(call::key).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(call::source).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(call::account).hasMessageContaining("AccessDenied");
    }
}
