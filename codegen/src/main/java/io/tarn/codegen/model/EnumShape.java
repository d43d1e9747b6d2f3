package io.tarn.codegen.model;

import java.util.List;

/** The known values of a text. */
public record EnumShape(String name, List<String> values) {}
