package io.tarn.codegen.model;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A whole service.
 *
 * @param namespace XML namespace of its documents, or null
 * @param structures by name
 * @param openEnums enums whose unknown values are not a fault of the document that carries them
 * @param query how it speaks AWS's Query protocol; null if it speaks REST with XML
 */
public record Service(
        String name,
        @Nullable XmlNamespace namespace,
        List<Operation> operations,
        Map<String, Structure> structures,
        List<EnumShape> enums,
        Set<String> openEnums,
        @Nullable QueryProtocol query) {

    /** How it speaks the Query protocol, which it must. */
    public QueryProtocol spoken() {
        if (query == null) {
            throw new IllegalStateException(name + " does not speak the Query protocol");
        }
        return query;
    }

    /** The structure of that name. */
    public Structure structure(String shape) {
        Structure structure = structures.get(shape);
        if (structure == null) {
            throw new IllegalArgumentException("no structure " + shape);
        }
        return structure;
    }
}
