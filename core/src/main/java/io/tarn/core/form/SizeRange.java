package io.tarn.core.form;

/**
 * How large a file may be, in bytes.
 *
 * @param min the least
 * @param max the most; less than {@code min} if no file can be right
 */
public record SizeRange(long min, long max) {
    /** Any size. */
    public static final SizeRange ANY = new SizeRange(0, Long.MAX_VALUE);

    /** The sizes that both allow. */
    SizeRange and(SizeRange other) {
        long least = Math.max(min, other.min);
        long most = Math.min(max, other.max);
        return new SizeRange(least, most);
    }
}
