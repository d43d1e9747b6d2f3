package io.tarn.codegen.model;

/**
 * A namespace declared on an element.
 *
 * @param prefix empty for the default namespace
 */
public record XmlNamespace(String prefix, String uri) {}
