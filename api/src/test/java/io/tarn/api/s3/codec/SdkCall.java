package io.tarn.api.s3.codec;

import io.tarn.api.http.Headers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** One call of AWS's client that goes nowhere: what it sends is kept, what it receives is given. */
final class SdkCall {
    record Sent(String method, String target, Headers headers, ByteBuffer body) {}

    record Answer(SdkHttpFullResponse.Builder head, ByteBuffer body) {}

    private static final String MODEL = "software.amazon.awssdk.services.s3.model.";

    private final String operation;
    private @Nullable Sent sent;
    private @Nullable SdkPojo response;

    SdkCall(String operation) {
        this.operation = operation;
    }

    /** A request of the SDK with the members of the tree. */
    SdkPojo request(Map<String, Object> members) throws ReflectiveOperationException {
        Object builder = Class.forName(MODEL + operation + "Request")
                .getMethod("builder")
                .invoke(null);
        SdkTree.fill((SdkPojo) Objects.requireNonNull(builder), members);
        return (SdkPojo) ((SdkBuilder<?, ?>) builder).build();
    }

    /** Sends it and keeps the response. */
    Sent send(SdkPojo request, Answer answer) throws ReflectiveOperationException {
        try (S3Client client = client(answer)) {
            response = (SdkPojo) invoke(client, request);
        }
        return Objects.requireNonNull(sent);
    }

    /** What the SDK read. */
    SdkPojo response() {
        return Objects.requireNonNull(response);
    }

    private @Nullable Object invoke(S3Client client, SdkPojo request) throws ReflectiveOperationException {
        String name = operation.substring(0, 1).toLowerCase(Locale.ROOT) + operation.substring(1);
        try {
            for (Method method : S3Client.class.getMethods()) {
                Class<?>[] parameters = method.getParameterTypes();
                if (method.getName().equals(name) && parameters.length > 0 && parameters[0] == request.getClass()) {
                    if (parameters.length == 1
                            && method.getReturnType().getName().startsWith(MODEL)) {
                        return method.invoke(client, request);
                    }
                    if (parameters.length == 2 && parameters[1] == RequestBody.class) {
                        return method.invoke(client, request, RequestBody.fromString("hello"));
                    }
                    if (parameters.length == 2 && parameters[1] == ResponseTransformer.class) {
                        ResponseTransformer<?, ?> keep = (head, stream) -> head;
                        return method.invoke(client, request, keep);
                    }
                }
            }
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
        throw new AssertionError("no method " + name);
    }

    private S3Client client(Answer answer) {
        return S3Client.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create("http://localhost:9000"))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
                .httpClient(new Wire(answer))
                .build();
    }

    private final class Wire implements SdkHttpClient {
        private final Answer answer;

        Wire(Answer answer) {
            this.answer = answer;
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            sent = new Sent(
                    request.httpRequest().method().name(),
                    target(request.httpRequest()),
                    headers(request.httpRequest()),
                    ByteBuffer.wrap(
                            request.contentStreamProvider().map(Wire::read).orElse(new byte[0])));
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    InputStream body = new ByteArrayInputStream(answer.body().array());
                    return HttpExecuteResponse.builder()
                            .response(answer.head().build())
                            .responseBody(AbortableInputStream.create(body))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        private static String target(SdkHttpRequest request) {
            return request.encodedPath()
                    + request.encodedQueryParameters().map(query -> "?" + query).orElse("");
        }

        private static Headers headers(SdkHttpRequest request) {
            Headers.Builder headers = Headers.builder();
            request.forEachHeader((name, values) -> values.forEach(value -> headers.add(name, value)));
            return headers.build();
        }

        private static byte[] read(ContentStreamProvider content) {
            try (InputStream stream = content.newStream()) {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {}
    }
}
