package io.tarn.codegen.model;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What AWS's Query protocol adds to a service.
 *
 * @param version of the API, for example {@code 2010-05-08}
 * @param actions the IAM actions that each operation needs, by operation
 * @param tagActions a further IAM action of an operation whose request carries tags, by operation
 * @param anonymous operations that are called without a signature
 * @param served operations that have records and a codec; the others are names in the table
 * @param resultless operations whose answer has no element for a result
 * @param errors codes and statuses of the errors of the model, by code
 */
public record QueryProtocol(
        String version,
        Map<String, List<String>> actions,
        Map<String, String> tagActions,
        Set<String> anonymous,
        Set<String> served,
        Set<String> resultless,
        Map<String, Integer> errors) {}
