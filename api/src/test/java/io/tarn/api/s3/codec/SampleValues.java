package io.tarn.api.s3.codec;

import io.tarn.api.s3.S3Operation;
import io.tarn.codegen.model.EnumShape;
import io.tarn.codegen.model.Location;
import io.tarn.codegen.model.Member;
import io.tarn.codegen.model.ModelFile;
import io.tarn.codegen.model.Operation;
import io.tarn.codegen.model.Service;
import io.tarn.codegen.model.Structure;
import io.tarn.codegen.model.Type;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value for every member of the model, as plain trees: text, numbers, flags, moments, lists and maps; a structure is a
 * map from member name to value.
 */
final class SampleValues {
    static final Service MODEL = ModelFile.read(Path.of("..", "codegen", "model"), "s3");
    private static final Instant MOMENT = Instant.parse("2023-11-15T12:02:40Z");
    private static final String DATE = "Wed, 15 Nov 2023 12:02:40 GMT";

    private SampleValues() {}

    /** An operation as the model has it. */
    static Operation operation(S3Operation operation) {
        return MODEL.operations().stream()
                .filter(each -> each.name().equals(operation.apiName()))
                .findFirst()
                .orElseThrow();
    }

    /** The structure of an operation's input. */
    static Structure input(S3Operation operation) {
        return MODEL.structure(operation(operation).input());
    }

    /** All members of a structure but streams; of a union the first one. */
    static Map<String, Object> structure(String name) {
        Structure structure = MODEL.structure(name);
        Map<String, Object> values = new LinkedHashMap<>();
        for (Member member : structure.members()) {
            if (!member.streaming() && (!structure.union() || values.isEmpty())) {
                values.put(member.name(), member(member));
            }
        }
        return values;
    }

    private static Object member(Member member) {
        if (member.location() == Location.LABEL) {
            return member.name().equals("Key") ? "dir/a key+ü%2F?&.txt" : "example-bucket";
        }
        if (member.name().endsWith("Expires")) {
            return DATE;
        }
        if (member.name().equals("CopySource")) {
            return "source-bucket/source%20key";
        }
        if (member.name().equals("RequestRoute")) {
            return "route";
        }
        boolean onlyAscii = member.location() == Location.HEADER || member.location() == Location.PREFIX_HEADERS;
        return value(member.type(), onlyAscii ? member.name() + " value" : member.name() + " <&>\"' é\n €😀");
    }

    private static Object value(Type type, String text) {
        return switch (type) {
            case Type.Text known -> known.enumName() == null ? text : firstOf(known.enumName());
            case Type.Whole whole -> whole.wide() ? (Object) 7_000_000_000L : (Object) 7;
            case Type.Decimal decimal -> 1.5;
            case Type.Flag flag -> true;
            case Type.Time time -> MOMENT;
            case Type.Blob blob -> throw new IllegalArgumentException("a blob outside of a stream");
            case Type.ListOf list -> List.of(value(list.item(), text + 1), value(list.item(), text + 2));
            case Type.MapOf map -> Map.of("a-name", value(map.value(), text), "b_name", value(map.value(), text + 2));
            case Type.Shape shape -> structure(shape.name());
        };
    }

    private static String firstOf(String enumName) {
        return MODEL.enums().stream()
                .filter(shape -> shape.name().equals(enumName))
                .map(EnumShape::values)
                .findFirst()
                .orElseThrow()
                .getFirst();
    }
}
