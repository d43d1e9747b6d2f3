package io.tarn.codegen.write;

import io.tarn.codegen.model.Member;

/** Names of local variables, none of which hides a name that the generated code uses itself. */
final class Locals {
    private Locals() {}

    static String of(Member member) {
        String field = Names.field(member.name());
        return switch (field) {
            case "in", "out", "parts", "field", "parameter", "response", "output", "value", "name", "inner" ->
                field + "Member";
            default -> field;
        };
    }
}
