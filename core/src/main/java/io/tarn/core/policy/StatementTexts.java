package io.tarn.core.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a statement says, before it is compiled.
 *
 * @param index where it stands in its document, from 0
 * @param sid its Sid, or null
 * @param allows its effect
 * @param notPrincipal whether it names the principals it does not mean
 * @param actions the actions as they are written
 * @param notAction whether they are those it does not mean
 * @param resources the resources as they are written
 * @param notResource whether they are those it does not mean
 */
record StatementTexts(
        int index,
        @Nullable String sid,
        boolean allows,
        boolean notPrincipal,
        List<String> actions,
        boolean notAction,
        List<String> resources,
        boolean notResource) {}
