package io.tarn.api.s3;

/** The rules for names of general purpose buckets (Amazon S3 User Guide: bucket naming rules). */
public final class BucketName {
    /** Fewest characters. */
    public static final int CHARACTERS_MIN = 3;

    /** Most characters. */
    public static final int CHARACTERS_MAX = 63;

    private BucketName() {}

    /** True if a bucket may be called so. */
    public static boolean isValid(String name) {
        int length = name.length();
        if (length < CHARACTERS_MIN || length > CHARACTERS_MAX) {
            return false;
        }
        char before = '.';
        for (int i = 0; i < length; i++) {
            char c = name.charAt(i);
            boolean edge = i == 0 || i == length - 1;
            if (!isLetterOrDigit(c) && (edge || !isInner(c, before))) {
                return false;
            }
            if (before == '-' && c == '.') {
                return false;
            }
            before = c;
        }
        return !isReserved(name) && !isIpAddress(name);
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    /** Dots and hyphens; a dot stands between letters or digits only. */
    private static boolean isInner(char c, char before) {
        return (c == '-' || c == '.') && before != '.';
    }

    private static boolean isReserved(String name) {
        return name.startsWith("xn--")
                || name.startsWith("sthree-")
                || name.startsWith("amzn-s3-demo-")
                || name.endsWith("-s3alias")
                || name.endsWith("--ol-s3")
                || name.endsWith(".mrap")
                || name.endsWith("--x-s3")
                || name.endsWith("--table-s3");
    }

    private static boolean isIpAddress(String name) {
        int groups = 1;
        int digits = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.') {
                groups++;
                digits = 0;
            } else if (c < '0' || c > '9' || ++digits > 3) {
                return false;
            }
        }
        return groups == 4;
    }
}
