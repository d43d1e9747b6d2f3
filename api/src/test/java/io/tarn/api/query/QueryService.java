package io.tarn.api.query;

import static java.util.Objects.requireNonNull;

import io.tarn.api.iam.IamOperation;
import io.tarn.api.iam.codec.IamCodecs;
import io.tarn.api.sts.StsOperation;
import io.tarn.api.sts.codec.StsCodecs;
import io.tarn.codegen.model.EnumShape;
import io.tarn.codegen.model.Member;
import io.tarn.codegen.model.ModelFile;
import io.tarn.codegen.model.Service;
import io.tarn.codegen.model.Structure;
import io.tarn.codegen.model.Type;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** A service of the Query protocol three times: the model, our words, and AWS's client, whose requests go nowhere. */
final class QueryService {
    private static final Instant MOMENT = Instant.parse("2023-11-15T12:02:40Z");

    private final Service model;
    private final String words;
    private final Class<?> clientType;
    private final String sdkPackage;
    private final Function<String, QueryCodec<?, ?>> codecs;
    private @Nullable SdkPojo answer;

    private QueryService(String name, Class<?> clientType, Function<String, QueryCodec<?, ?>> codecs) {
        this.model = ModelFile.read(Path.of("..", "codegen", "model"), name);
        this.words = "io.tarn.api." + name + ".";
        this.clientType = clientType;
        this.sdkPackage = "software.amazon.awssdk.services." + name + ".model.";
        this.codecs = codecs;
    }

    static QueryService iam() {
        return new QueryService("iam", IamClient.class, name -> IamCodecs.of(requireNonNull(IamOperation.of(name))));
    }

    static QueryService sts() {
        return new QueryService("sts", StsClient.class, name -> StsCodecs.of(requireNonNull(StsOperation.of(name))));
    }

    Service model() {
        return model;
    }

    QueryCodec<?, ?> codec(String operation) {
        return codecs.apply(operation);
    }

    /** The operations of AWS's client. */
    Set<String> sdkOperations() {
        Set<String> names = new TreeSet<>();
        for (Method method : clientType.getMethods()) {
            Class<?>[] parameters = method.getParameterTypes();
            if (parameters.length > 0 && AwsRequest.class.isAssignableFrom(parameters[0])) {
                names.add(parameters[0].getSimpleName().replaceFirst("Request$", ""));
            }
        }
        return names;
    }

    /** As AWS's client spells it: {@code ListMfaDevices} for {@code ListMFADevices}. */
    private String sdkName(String operation) {
        return sdkOperations().stream()
                .filter(operation::equalsIgnoreCase)
                .findFirst()
                .orElseThrow();
    }

    /** A value for every member of a structure. */
    Map<String, Object> sample(String structure) {
        Map<String, Object> values = new LinkedHashMap<>();
        Structure shape = model.structure(structure);
        for (Member member : shape.members()) {
            if (!shape.union() || values.isEmpty()) {
                values.put(
                        member.name(),
                        sample(member.type(), member.name() + " <&>\"'=%+. \u00e9\n \u20ac\ud83d\ude00"));
            }
        }
        return values;
    }

    private Object sample(Type type, String text) {
        return switch (type) {
            case Type.Text known -> known.enumName() == null ? text : firstOf(known.enumName());
            case Type.Whole whole -> whole.wide() ? (Object) 7_000_000_000L : (Object) 7;
            case Type.Flag flag -> true;
            case Type.Blob blob -> ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            case Type.Time time -> MOMENT;
            case Type.ListOf list -> deep(list.item(), text);
            case Type.MapOf map -> Map.of("a-name", sample(map.value(), text), "b.name", sample(map.value(), text + 2));
            case Type.Shape shape -> sample(shape.name());
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    /** A structure that holds a list of itself ends with an empty list. */
    private Object deep(Type item, String text) {
        if (item instanceof Type.Shape shape
                && model.structure(shape.name()).members().stream()
                        .anyMatch(member -> member.type() instanceof Type.ListOf list
                                && list.item().equals(item))) {
            Map<String, Object> flat = new LinkedHashMap<>();
            for (Member member : model.structure(shape.name()).members()) {
                boolean again =
                        member.type() instanceof Type.ListOf list && list.item().equals(item);
                if (!again) {
                    flat.put(member.name(), sample(member.type(), text));
                }
            }
            return List.of(flat);
        }
        return List.of(sample(item, text + 1), sample(item, text + 2));
    }

    private String firstOf(String enumName) {
        return model.enums().stream()
                .filter(shape -> shape.name().equals(enumName))
                .map(EnumShape::values)
                .findFirst()
                .orElseThrow()
                .getFirst();
    }

    /** The members of one of our records that are present. */
    Map<String, Object> tree(Object instance, String structure) throws ReflectiveOperationException {
        Map<String, Object> tree = new LinkedHashMap<>();
        RecordComponent[] components = instance.getClass().getRecordComponents();
        int i = 0;
        for (Member member : model.structure(structure).members()) {
            Object value = components[i++].getAccessor().invoke(instance);
            if (value != null) {
                tree.put(member.name(), tree(value, member.type()));
            }
        }
        return tree;
    }

    private Object tree(Object value, Type type) throws ReflectiveOperationException {
        if (type instanceof Type.Shape shape) {
            return tree(value, shape.name());
        }
        if (type instanceof Type.ListOf list) {
            List<Object> items = new ArrayList<>();
            for (Object item : (List<?>) value) {
                items.add(tree(requireNonNull(item), list.item()));
            }
            return items;
        }
        return value;
    }

    /** One of our records with the members of the tree. */
    Object record(Map<?, ?> tree, String structure) throws ReflectiveOperationException {
        Class<?> type = Class.forName(words + structure);
        Object builder = requireNonNull(type.getMethod("builder").invoke(null));
        for (Member member : model.structure(structure).members()) {
            Object value = tree.get(member.name());
            if (value != null) {
                setter(builder, member.name()).invoke(builder, instance(value, member.type()));
            }
        }
        return requireNonNull(builder.getClass().getMethod("build").invoke(builder));
    }

    private static Method setter(Object builder, String member) {
        for (Method method : builder.getClass().getMethods()) {
            String name = method.getName().toLowerCase(Locale.ROOT);
            String wanted = member.toLowerCase(Locale.ROOT);
            if (method.getParameterCount() == 1 && (name.equals(wanted) || name.equals(wanted + "value"))) {
                return method;
            }
        }
        throw new AssertionError("no member " + member + " in " + builder.getClass());
    }

    private Object instance(Object value, Type type) throws ReflectiveOperationException {
        if (type instanceof Type.Shape shape) {
            return record((Map<?, ?>) value, shape.name());
        }
        if (type instanceof Type.ListOf list) {
            List<Object> items = new ArrayList<>();
            for (Object item : (List<?>) value) {
                items.add(instance(requireNonNull(item), list.item()));
            }
            return items;
        }
        return value;
    }

    /** A request of the SDK with the members of the tree. */
    SdkPojo request(String operation, Map<String, Object> members) throws ReflectiveOperationException {
        Object builder = Class.forName(sdkPackage + sdkName(operation) + "Request")
                .getMethod("builder")
                .invoke(null);
        SdkValues.fill((SdkPojo) requireNonNull(builder), members);
        return (SdkPojo) ((SdkBuilder<?, ?>) builder).build();
    }

    /** Sends it, keeps the answer, and gives the body that was sent. */
    String send(String operation, SdkPojo request, int status, byte[] body) throws ReflectiveOperationException {
        Wire wire = new Wire(status, body);
        try (AutoCloseable client = client(wire)) {
            String name = operation.substring(0, 1).toLowerCase(Locale.ROOT) + operation.substring(1);
            answer = (SdkPojo) clientType.getMethod(name, request.getClass()).invoke(client, request);
            return requireNonNull(wire.sent);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** What the SDK throws when it reads an error. */
    RuntimeException refusal(String operation, SdkPojo request, int status, byte[] body)
            throws ReflectiveOperationException {
        try {
            send(operation, request, status, body);
        } catch (RuntimeException thrown) {
            return thrown;
        }
        throw new AssertionError("not refused");
    }

    @Nullable
    SdkPojo answer() {
        return answer;
    }

    /** The request id that the SDK read in the last answer. */
    String requestId() {
        return ((AwsResponse) requireNonNull(answer)).responseMetadata().requestId();
    }

    private AutoCloseable client(Wire wire) {
        StaticCredentialsProvider key = StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));
        URI nowhere = URI.create("http://localhost:9000");
        return clientType == IamClient.class
                ? IamClient.builder()
                        .region(Region.AWS_GLOBAL)
                        .endpointOverride(nowhere)
                        .credentialsProvider(key)
                        .httpClient(wire)
                        .build()
                : StsClient.builder()
                        .region(Region.US_EAST_1)
                        .endpointOverride(nowhere)
                        .credentialsProvider(key)
                        .httpClient(wire)
                        .build();
    }

    private static final class Wire implements SdkHttpClient {
        private final int status;
        private final byte[] body;
        private @Nullable String sent;

        Wire(int status, byte[] body) {
            this.status = status;
            this.body = body;
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            try (InputStream stream =
                    request.contentStreamProvider().orElseThrow().newStream()) {
                sent = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder()
                                    .statusCode(status)
                                    .putHeader("content-type", "text/xml")
                                    .build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }
}
