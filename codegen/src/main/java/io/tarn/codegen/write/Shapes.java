package io.tarn.codegen.write;

import io.tarn.codegen.model.Location;
import io.tarn.codegen.model.Member;
import io.tarn.codegen.model.Operation;
import io.tarn.codegen.model.Service;
import io.tarn.codegen.model.Structure;
import io.tarn.codegen.model.Type;
import java.util.ArrayList;
import java.util.List;

/** What follows from an operation's shapes: what it addresses, what tells it apart, what its bodies are. */
final class Shapes {
    private final Service service;
    private final Operation operation;

    Shapes(Service service, Operation operation) {
        this.service = service;
        this.operation = operation;
    }

    /** The constant of {@code PathKind}. */
    String pathKind() {
        if (operation.path().equals("/{Key+}")) {
            return "OBJECT";
        }
        boolean bucket = !operation.modelled()
                || !operation.path().equals("/")
                || service.structure(operation.input()).in(Location.LABEL).stream()
                        .anyMatch(m -> m.name().equals("Bucket"));
        return bucket ? "BUCKET" : "SERVICE";
    }

    /**
     * The query parameters that single the operation out: those of its URI and those it cannot do without.
     * {@code x-id} only repeats the name and is not among them.
     */
    List<String> queryTells() {
        List<String> tells = new ArrayList<>();
        operation.literalQuery().stream()
                .filter(tell -> !tell.startsWith("x-id="))
                .forEach(tells::add);
        tells.addAll(operation.facts().queryTells());
        if (operation.modelled()) {
            for (Member member : service.structure(operation.input()).in(Location.QUERY)) {
                if (member.required() && !tells.contains(member.wireName())) {
                    tells.add(member.wireName());
                }
            }
        }
        return tells;
    }

    /** The constant of {@code BodyKind} for the request. */
    String requestBody() {
        if (!operation.modelled()) {
            return operation.method().equals("POST") ? "FORM" : "NONE";
        }
        return body(service.structure(operation.input()));
    }

    /** The constant of {@code BodyKind} for the response. */
    String responseBody() {
        return operation.modelled() ? body(service.structure(operation.output())) : "NONE";
    }

    /** True if a request without a body lacks something it must have. */
    boolean bodyRequired() {
        if (!operation.modelled()) {
            return operation.method().equals("POST");
        }
        Structure input = service.structure(operation.input());
        Member payload = input.payload();
        return payload != null
                ? payload.required() && !payload.streaming()
                : input.in(Location.BODY).stream().anyMatch(Member::required);
    }

    private String body(Structure structure) {
        Member payload = structure.payload();
        if (payload == null) {
            return structure.in(Location.BODY).isEmpty() ? "NONE" : "XML";
        }
        return switch (payload.type()) {
            case Type.Shape shape -> service.structure(shape.name()).eventStream() ? "EVENT_STREAM" : "XML";
            case Type.Text text -> "TEXT";
            default -> payload.streaming() ? "STREAM" : "BYTES";
        };
    }
}
