package io.tarn.core.policy;

/** A policy document breaks the grammar; the message names the first mistake and may be shown to whoever sent it. */
public final class MalformedPolicyException extends RuntimeException {
    private static final int QUOTED_MAX = 128;

    MalformedPolicyException(String message) {
        super(message, null, false, false);
    }

    /** A mistake in a text of the document, which is shown shortened. */
    static MalformedPolicyException of(String mistake, String text) {
        String shown = text.length() > QUOTED_MAX ? text.substring(0, QUOTED_MAX) + "..." : text;
        return new MalformedPolicyException(mistake + ": " + shown);
    }
}
