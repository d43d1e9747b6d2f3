package io.tarn.codegen.model;

import org.jspecify.annotations.Nullable;

/**
 * A member of a structure.
 *
 * @param name as AWS spells it
 * @param wire header or query name, or header prefix; null where the location has none
 * @param streaming true if it is a body that is not held in memory: such members are not in the records
 * @param xmlName element or attribute name where it differs from {@code name}, else null
 * @param flattened a list without an element of its own around the items
 * @param attribute written as an XML attribute
 * @param namespace declared on the element, or null
 * @param sensitive never printed
 */
public record Member(
        String name,
        Type type,
        boolean required,
        Location location,
        @Nullable String wire,
        boolean streaming,
        @Nullable String xmlName,
        boolean flattened,
        boolean attribute,
        @Nullable XmlNamespace namespace,
        boolean sensitive) {

    /** The name of its XML element or attribute. */
    public String xml() {
        return xmlName == null ? name : xmlName;
    }

    /** The header, query or prefix name. */
    public String wireName() {
        if (wire == null) {
            throw new IllegalStateException(name + " has no wire name");
        }
        return wire;
    }
}
