package io.tarn.server.audit;

/**
 * The bounds of an audit log.
 *
 * @param fileBytesMax length after which a file is closed and the next begun
 * @param filesMax how many files are kept; the oldest goes first
 * @param queueMax events that wait to be written; when there are so many, requests wait
 */
public record AuditLimits(long fileBytesMax, int filesMax, int queueMax) {
    /** Eight files of 64 MiB: some two million requests. */
    public static final AuditLimits DEFAULTS = new AuditLimits(64L << 20, 8, 8_192);

    public AuditLimits {
        if (fileBytesMax < 1 || filesMax < 1 || queueMax < 1) {
            throw new IllegalArgumentException("an audit log has room for at least one line");
        }
    }
}
