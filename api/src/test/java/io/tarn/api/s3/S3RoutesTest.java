package io.tarn.api.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.api.http.QueryParameters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class S3RoutesTest {
    private static String routes() {
        return Arrays.stream(S3Operation.values())
                .map(o -> "%-7s %-7s %-60s %3d %-50s %s%n"
                        .formatted(
                                o.method(),
                                o.pathKind(),
                                query(o)
                                        + String.join(
                                                "",
                                                o.headerTells().stream()
                                                        .map(h -> " +" + h)
                                                        .toList()),
                                o.successStatus(),
                                o.apiName(),
                                o.requestBody() + (o.requestBodyRequired() ? "!" : "") + " -> " + o.responseBody()
                                        + (o.checksumRequired() ? " checksum" : "")
                                        + (o.bodyFirst() ? " body-first" : "")
                                        + " " + o.resource() + " " + o.actions()))
                .sorted()
                .collect(Collectors.joining());
    }

    private static String query(S3Operation operation) {
        return operation.queryTells().isEmpty()
                ? "-"
                : "?" + operation.queryTells().stream().map(QueryTell::toString).collect(Collectors.joining("&"));
    }

    /** The table as it is now lies in {@code target/routes.txt} afterwards, to be looked at and copied. */
    @Test
    void table_isTheGoldenOne() throws IOException {
        Files.writeString(Path.of("target", "routes.txt"), routes());
        try (InputStream golden = Objects.requireNonNull(S3RoutesTest.class.getResourceAsStream("routes.txt"))) {
            assertThat(routes()).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void table_hasAllOperationsOfTheModel() {
        assertThat(Arrays.stream(S3Operation.values()).filter(S3Operation::modelled))
                .hasSize(112);
    }

    @Test
    void table_everyOperation_namesItsActions() {
        for (S3Operation operation : S3Operation.values()) {
            if (operation.modelled()) {
                assertThat(operation.actions()).as(operation.name()).isNotEmpty();
                assertThat(operation.versionActions()).as(operation.name()).isNotEmpty();
            }
        }
    }

    /** Whatever an operation's own tells are, they lead to it. */
    @ParameterizedTest
    @EnumSource(S3Operation.class)
    void route_itsOwnTells_findsTheOperation(S3Operation operation) {
        Headers.Builder headers = Headers.builder();
        operation.headerTells().forEach(name -> headers.add(name, "x"));
        String query = operation.queryTells().stream()
                .map(tell -> tell.value() == null ? tell.name() + "=1" : tell.toString())
                .collect(Collectors.joining("&"));
        assertThat(S3Routes.route(operation.method(), operation.pathKind(), parse(query), headers.build()))
                .isEqualTo(operation);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, SERVICE, '', LIST_BUCKETS",
        "GET, SERVICE, x-id=ListBuckets&max-buckets=2, LIST_BUCKETS",
        "GET, BUCKET, '', LIST_OBJECTS",
        "GET, BUCKET, list-type=2&prefix=a, LIST_OBJECTS_V2",
        "GET, BUCKET, list-type=3, LIST_OBJECTS",
        "GET, BUCKET, unknown=1, LIST_OBJECTS",
        "GET, BUCKET, acl, GET_BUCKET_ACL",
        "GET, BUCKET, acl=, GET_BUCKET_ACL",
        "GET, BUCKET, analytics, LIST_BUCKET_ANALYTICS_CONFIGURATIONS",
        "GET, BUCKET, analytics&id=1, GET_BUCKET_ANALYTICS_CONFIGURATION",
        "POST, BUCKET, '', POST_OBJECT",
        "POST, BUCKET, delete, DELETE_OBJECTS",
        "GET, OBJECT, x-id=GetObject&partNumber=2, GET_OBJECT",
        "GET, OBJECT, annotation, LIST_OBJECT_ANNOTATIONS",
        "GET, OBJECT, annotation&annotationName=a, GET_OBJECT_ANNOTATION",
        "GET, OBJECT, uploadId=u&max-parts=3, LIST_PARTS",
        "PUT, OBJECT, partNumber=1&uploadId=u, UPLOAD_PART",
        "PUT, OBJECT, partNumber=1, PUT_OBJECT",
        "POST, OBJECT, uploads, CREATE_MULTIPART_UPLOAD",
        "POST, OBJECT, uploadId=u, COMPLETE_MULTIPART_UPLOAD",
        "DELETE, OBJECT, uploadId=u, ABORT_MULTIPART_UPLOAD",
        "DELETE, OBJECT, versionId=v, DELETE_OBJECT",
        "OPTIONS, OBJECT, acl, OPTIONS_OBJECT",
    })
    void route_byQuery(String method, PathKind kind, String query, S3Operation expected) {
        assertThat(S3Routes.route(method, kind, parse(query), Headers.NONE)).isEqualTo(expected);
    }

    @Test
    void route_copySource_singlesOutCopies() {
        Headers copy = Headers.builder().add("x-amz-copy-source", "b/k").build();
        assertThat(S3Routes.route("PUT", PathKind.OBJECT, QueryParameters.NONE, copy))
                .isEqualTo(S3Operation.COPY_OBJECT);
        assertThat(S3Routes.route("PUT", PathKind.OBJECT, parse("uploadId=u&partNumber=1"), copy))
                .isEqualTo(S3Operation.UPLOAD_PART_COPY);
        assertThat(S3Routes.route("PUT", PathKind.OBJECT, parse("acl"), copy)).isEqualTo(S3Operation.PUT_OBJECT_ACL);
    }

    // ERRORS 102, BEHAVIOURS 25
    @ParameterizedTest
    @CsvSource({
        "PUT, OBJECT, uploadId=u, UPLOAD, 'DELETE, POST, GET'",
        "PUT, OBJECT, uploads, UPLOADS, POST",
        "POST, BUCKET, acl, ACL, 'PUT, GET'",
        "DELETE, BUCKET, versioning, VERSIONING, 'PUT, GET'",
        "HEAD, BUCKET, cors, CORS, 'DELETE, PUT, GET'",
        "POST, BUCKET, policy, BUCKETPOLICY, 'DELETE, PUT, GET'",
        "POST, OBJECT, '', OBJECT, 'DELETE, PUT, GET, HEAD'",
        "PATCH, BUCKET, '', BUCKET, 'DELETE, PUT, GET, HEAD'",
        "PUT, SERVICE, '', SERVICE, GET",
    })
    void route_wrongMethod_isNotAllowed(String method, PathKind kind, String query, String type, String allow) {
        S3Exception refused = refusal(method, kind, query);
        assertThat(refused.code()).isEqualTo(ErrorCode.METHOD_NOT_ALLOWED);
        assertThat(refused.fields()).containsEntry("Method", method).containsEntry("ResourceType", type);
        assertThat(refused.headers().first("allow")).isEqualTo(allow);
    }

    @Test
    void route_twoSubResources_isInvalidArgument() {
        S3Exception refused = refusal("GET", PathKind.BUCKET, "versioning&acl");
        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(refused.message()).isEqualTo("Conflicting query string parameters: acl, versioning");
        assertThat(refused.fields())
                .containsEntry("ArgumentName", "ResourceType")
                .containsEntry("ArgumentValue", "acl");
    }

    @Test
    void route_unknownMethod_isBadRequest() {
        assertThat(refusal("FROB", PathKind.BUCKET, "").code()).isEqualTo(ErrorCode.BAD_REQUEST);
    }

    @Test
    void selectors_areExactlyThoseThatSomeOperationIsToldBy() {
        for (PathKind kind : new PathKind[] {PathKind.BUCKET, PathKind.OBJECT}) {
            Set<String> told = new HashSet<>();
            for (S3Operation operation : S3Operation.values()) {
                if (operation.pathKind() == kind) {
                    operation.queryTells().forEach(tell -> told.add(tell.name()));
                }
            }
            // These say more about a sub-resource, or stand for a way of asking, and conflict with nothing.
            told.removeAll(Set.of(
                    "id", "list-type", "session", "annotationName", "partNumber", "renameObject", "select-type"));
            String all = String.join("&", told);
            assertThat(Selectors.of(kind, parse(all))).containsExactlyInAnyOrderElementsOf(told);
        }
    }

    private static S3Exception refusal(String method, PathKind kind, String query) {
        return Objects.requireNonNull(catchThrowableOfType(
                S3Exception.class, () -> S3Routes.route(method, kind, parse(query), Headers.NONE)));
    }

    private static QueryParameters parse(String query) {
        return Objects.requireNonNull(QueryParameters.parse(query));
    }
}
