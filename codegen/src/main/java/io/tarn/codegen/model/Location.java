package io.tarn.codegen.model;

/** Where in a message a member stands. */
public enum Location {
    /** In the XML document of the body. */
    BODY,
    /** In the path or the host. */
    LABEL,
    HEADER,
    /** In all headers that begin with a prefix, as a map. */
    PREFIX_HEADERS,
    QUERY,
    /** All query parameters that no other member takes, as a map. */
    QUERY_PARAMS,
    /** The member is the body. */
    PAYLOAD,
    STATUS
}
