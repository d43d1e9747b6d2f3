package io.tarn.cli;

import java.util.Map;

/**
 * What {@code tarn account} asks a running server for.
 *
 * @param action the operation's name
 * @param parameters its parameters; one may be a secret
 */
record AccountRequest(String action, Map<String, String> parameters) {
    @Override
    public String toString() {
        return action;
    }
}
