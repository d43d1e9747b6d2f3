package io.tarn.api.protocol;

import io.tarn.codegen.model.Facts;
import io.tarn.codegen.model.Location;
import io.tarn.codegen.model.Member;
import io.tarn.codegen.model.Operation;
import io.tarn.codegen.model.QueryProtocol;
import io.tarn.codegen.model.Service;
import io.tarn.codegen.model.Structure;
import io.tarn.codegen.model.Type;
import io.tarn.codegen.model.XmlNamespace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.knowledge.TopDownIndex;
import software.amazon.smithy.model.shapes.ListShape;
import software.amazon.smithy.model.shapes.MapShape;
import software.amazon.smithy.model.shapes.MemberShape;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.model.traits.HttpHeaderTrait;
import software.amazon.smithy.model.traits.HttpLabelTrait;
import software.amazon.smithy.model.traits.HttpPayloadTrait;
import software.amazon.smithy.model.traits.HttpPrefixHeadersTrait;
import software.amazon.smithy.model.traits.HttpQueryParamsTrait;
import software.amazon.smithy.model.traits.HttpQueryTrait;
import software.amazon.smithy.model.traits.HttpResponseCodeTrait;
import software.amazon.smithy.model.traits.HttpTrait;
import software.amazon.smithy.model.traits.MediaTypeTrait;
import software.amazon.smithy.model.traits.RequiredTrait;
import software.amazon.smithy.model.traits.SensitiveTrait;
import software.amazon.smithy.model.traits.StreamingTrait;
import software.amazon.smithy.model.traits.TimestampFormatTrait;
import software.amazon.smithy.model.traits.XmlAttributeTrait;
import software.amazon.smithy.model.traits.XmlFlattenedTrait;
import software.amazon.smithy.model.traits.XmlNameTrait;
import software.amazon.smithy.model.traits.XmlNamespaceTrait;

/** Turns one service of a Smithy model into the neutral model. */
final class SmithyService {
    private static final ShapeId UNIT = ShapeId.from("smithy.api#Unit");

    private final Model model;
    private final ShapeId id;
    private final Map<String, Structure> structures = new LinkedHashMap<>();

    private SmithyService(Model model, ShapeId id) {
        this.model = model;
        this.id = id;
    }

    static Service of(Model model, ShapeId id) {
        return new SmithyService(model, id).service();
    }

    private Service service() {
        List<Operation> operations = new ArrayList<>();
        for (OperationShape operation : TopDownIndex.of(model).getContainedOperations(id)) {
            operations.add(operation(operation));
        }
        ServiceShape shape = model.expectShape(id, ServiceShape.class);
        boolean speaksQuery = shape.findTrait("aws.protocols#awsQuery").isPresent();
        return new Service(
                id.getName(),
                namespace(shape),
                operations,
                structures,
                List.of(),
                Set.of(),
                speaksQuery ? query(shape, operations) : null);
    }

    private static QueryProtocol query(ServiceShape shape, List<Operation> operations) {
        Set<String> names = operations.stream().map(Operation::name).collect(Collectors.toSet());
        Set<String> resultless = operations.stream()
                .filter(operation -> operation.output().equals(operation.name() + "EmptyOutput"))
                .map(Operation::name)
                .collect(Collectors.toSet());
        Map<String, Integer> errors = Map.of("Any", 400);
        return new QueryProtocol(shape.getVersion(), Map.of(), Map.of(), Set.of(), names, resultless, errors);
    }

    private Operation operation(OperationShape shape) {
        Optional<HttpTrait> http = shape.getTrait(HttpTrait.class);
        String name = shape.getId().getName();
        return new Operation(
                name,
                http.map(HttpTrait::getMethod).orElse("POST"),
                http.map(trait -> trait.getUri().toString()).orElse("/"),
                http.map(HttpTrait::getCode).orElse(200),
                structureOrEmpty(shape.getInputShape(), name + "EmptyInput"),
                structureOrEmpty(shape.getOutputShape(), name + "EmptyOutput"),
                false,
                shape.hasTrait("aws.customizations#s3UnwrappedXmlOutput"),
                payloadType(shape.getOutputShape()),
                true,
                Facts.NONE);
    }

    private @Nullable String payloadType(ShapeId output) {
        for (MemberShape member : model.expectShape(output).members()) {
            Optional<MediaTypeTrait> type = member.getMemberTrait(model, MediaTypeTrait.class);
            if (member.hasTrait(HttpPayloadTrait.class) && type.isPresent()) {
                return type.get().getValue();
            }
        }
        return null;
    }

    private String structureOrEmpty(ShapeId shape, String otherwise) {
        if (shape.equals(UNIT)) {
            structures.put(otherwise, new Structure(otherwise, null, false, false, null, false, List.of()));
            return otherwise;
        }
        return structure(shape);
    }

    private String structure(ShapeId target) {
        String name = target.getName();
        if (!structures.containsKey(name)) {
            Shape shape = model.expectShape(target);
            List<Member> members = new ArrayList<>();
            Structure structure = new Structure(
                    name,
                    shape.getTrait(XmlNameTrait.class)
                            .map(XmlNameTrait::getValue)
                            .orElse(null),
                    shape.isUnionShape(),
                    false,
                    namespace(shape),
                    false,
                    members);
            // Entered before its members are read: it may hold itself.
            structures.put(name, structure);
            shape.members().forEach(member -> members.add(member(member)));
        }
        return name;
    }

    private Member member(MemberShape member) {
        Shape target = model.expectShape(member.getTarget());
        return new Member(
                member.getMemberName(),
                type(member, target),
                member.hasTrait(RequiredTrait.class),
                location(member),
                wire(member),
                target.hasTrait(StreamingTrait.class),
                xmlName(member),
                member.hasTrait(XmlFlattenedTrait.class),
                member.hasTrait(XmlAttributeTrait.class),
                namespace(member),
                member.getMemberTrait(model, SensitiveTrait.class).isPresent());
    }

    private static @Nullable String xmlName(MemberShape member) {
        return member.getTrait(XmlNameTrait.class).map(XmlNameTrait::getValue).orElse(null);
    }

    private Type type(MemberShape member, Shape target) {
        return switch (target.getType()) {
            case BOOLEAN -> new Type.Flag();
            case BYTE, SHORT, INTEGER, INT_ENUM -> new Type.Whole(false);
            case LONG -> new Type.Whole(true);
            case FLOAT -> new Type.Decimal(false);
            case DOUBLE -> new Type.Decimal(true);
            case STRING, ENUM -> new Type.Text(null);
            case BLOB -> new Type.Blob();
            case TIMESTAMP -> new Type.Time(timeFormat(member));
            case LIST, SET -> list(((ListShape) target).getMember());
            case MAP -> map((MapShape) target);
            case STRUCTURE, UNION -> new Type.Shape(structure(target.getId()));
            default -> throw new IllegalArgumentException(target.getId() + " is a " + target.getType());
        };
    }

    private Type list(MemberShape item) {
        return new Type.ListOf(type(item, model.expectShape(item.getTarget())), xmlName(item), namespace(item));
    }

    private Type map(MapShape map) {
        MemberShape value = map.getValue();
        return new Type.MapOf(
                type(value, model.expectShape(value.getTarget())),
                xmlName(map.getKey()),
                xmlName(value),
                namespace(map.getKey()),
                namespace(value));
    }

    private Type.@Nullable TimeFormat timeFormat(MemberShape member) {
        return member.getMemberTrait(model, TimestampFormatTrait.class)
                .map(trait -> switch (trait.getFormat()) {
                    case DATE_TIME -> Type.TimeFormat.DATE_TIME;
                    case HTTP_DATE -> Type.TimeFormat.HTTP_DATE;
                    case EPOCH_SECONDS -> Type.TimeFormat.EPOCH_SECONDS;
                    default -> throw new IllegalArgumentException(trait.getValue());
                })
                .orElse(null);
    }

    private static @Nullable XmlNamespace namespace(Shape shape) {
        return shape.getTrait(XmlNamespaceTrait.class)
                .map(SmithyService::namespace)
                .orElse(null);
    }

    private static XmlNamespace namespace(XmlNamespaceTrait trait) {
        return new XmlNamespace(trait.getPrefix().orElse(""), trait.getUri());
    }

    private static Location location(MemberShape member) {
        if (member.hasTrait(HttpLabelTrait.class)) {
            return Location.LABEL;
        }
        if (member.hasTrait(HttpHeaderTrait.class)) {
            return Location.HEADER;
        }
        if (member.hasTrait(HttpPrefixHeadersTrait.class)) {
            return Location.PREFIX_HEADERS;
        }
        if (member.hasTrait(HttpQueryTrait.class)) {
            return Location.QUERY;
        }
        if (member.hasTrait(HttpQueryParamsTrait.class)) {
            return Location.QUERY_PARAMS;
        }
        if (member.hasTrait(HttpPayloadTrait.class)) {
            return Location.PAYLOAD;
        }
        return member.hasTrait(HttpResponseCodeTrait.class) ? Location.STATUS : Location.BODY;
    }

    private static @Nullable String wire(MemberShape member) {
        return member.getTrait(HttpHeaderTrait.class)
                .map(HttpHeaderTrait::getValue)
                .or(() -> member.getTrait(HttpPrefixHeadersTrait.class).map(HttpPrefixHeadersTrait::getValue))
                .or(() -> member.getTrait(HttpQueryTrait.class).map(HttpQueryTrait::getValue))
                .orElse(null);
    }
}
