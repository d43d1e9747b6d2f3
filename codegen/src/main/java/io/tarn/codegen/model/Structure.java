package io.tarn.codegen.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A structure, union or error.
 *
 * @param name as in the records
 * @param xmlName root element where it differs from {@code name}, else null
 * @param union exactly one member is present
 * @param eventStream a union that is sent as a stream of events, not as XML
 * @param namespace declared on the root, or null
 * @param error true if it is the shape of an error
 */
public record Structure(
        String name,
        @Nullable String xmlName,
        boolean union,
        boolean eventStream,
        @Nullable XmlNamespace namespace,
        boolean error,
        List<Member> members) {

    /** The name of the root element. */
    public String xml() {
        return xmlName == null ? name : xmlName;
    }

    /** The members in one place, in order. */
    public List<Member> in(Location location) {
        return members.stream().filter(m -> m.location() == location).toList();
    }

    /** The member that is the body, or null. */
    public @Nullable Member payload() {
        List<Member> payload = in(Location.PAYLOAD);
        return payload.isEmpty() ? null : payload.getFirst();
    }
}
