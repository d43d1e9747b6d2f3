package io.tarn.server.admin;

/**
 * Whether the server should get requests.
 *
 * @param ready true if it should
 * @param reason why not, in a few words; shown to whoever asks, so without secrets
 */
public record Readiness(boolean ready, String reason) {
    /** It should. */
    public static final Readiness READY = new Readiness(true, "ready");

    /** It should not, and why. */
    public static Readiness notReady(String reason) {
        return new Readiness(false, reason);
    }
}
