package io.tarn.core.policy;

import org.jspecify.annotations.Nullable;

/**
 * A range of IP addresses; an address is a range of one. IPv4 addresses written as IPv6 count as IPv4.
 *
 * @param v4 whether it is of IPv4, which never matches IPv6
 * @param high the first 64 bits of the lowest address
 * @param low the other 64 bits; an IPv4 address is the last 32
 * @param prefix how many of 128 bits are fixed
 */
record IpRange(boolean v4, long high, long low, int prefix) {
    private static final int BITS = 128;
    private static final int V4_OFFSET = 96;
    private static final int GROUPS = 8;
    private static final int TEXT_MAX = 64;

    /** Reads an address or a CIDR block; null if it is neither. */
    static @Nullable IpRange parse(String text) {
        int slash = text.indexOf('/');
        IpRange address = text.length() > TEXT_MAX ? null : address(slash < 0 ? text : text.substring(0, slash));
        if (address == null || slash < 0) {
            return address;
        }
        boolean dotted = text.indexOf(':') < 0;
        int bits = number(text, slash + 1, text.length(), 10, dotted ? 32 : BITS);
        int prefix = bits + (dotted ? V4_OFFSET : 0);
        if (bits < 0) {
            return null;
        }
        boolean v4 = address.v4 && prefix >= V4_OFFSET;
        long high = v4 || !address.v4 ? address.high : 0;
        long low = v4 || !address.v4 ? address.low : 0xFFFF_0000_0000L | address.low;
        return new IpRange(v4, high & mask(prefix), low & mask(prefix - Long.SIZE), prefix);
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1L : -1L << (Long.SIZE - bits);
    }

    /** Whether an address or range lies within this one. */
    boolean contains(IpRange other) {
        return v4 == other.v4
                && other.prefix >= prefix
                && (other.high & mask(prefix)) == high
                && (other.low & mask(prefix - Long.SIZE)) == low;
    }

    private static @Nullable IpRange address(String text) {
        if (text.indexOf(':') < 0) {
            long bits = dotted(text);
            return bits < 0 ? null : new IpRange(true, 0, bits, BITS);
        }
        int[] groups = groups(text);
        if (groups == null) {
            return null;
        }
        long high = join(groups, 0);
        long low = join(groups, 4);
        boolean mapped = high == 0 && low >>> 32 == 0xFFFF;
        return mapped ? new IpRange(true, 0, low & 0xFFFF_FFFFL, BITS) : new IpRange(false, high, low, BITS);
    }

    private static long join(int[] groups, int from) {
        long joined = 0;
        for (int index = from; index < from + 4; index++) {
            joined = joined << 16 | groups[index];
        }
        return joined;
    }

    private static long dotted(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return -1;
        }
        long bits = 0;
        for (String part : parts) {
            int value = number(part, 0, part.length(), 10, 255);
            if (value < 0) {
                return -1;
            }
            bits = bits << 8 | value;
        }
        return bits;
    }

    private static int @Nullable [] groups(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            int[] all = side(text);
            return all != null && all.length == GROUPS ? all : null;
        }
        int[] before = side(text.substring(0, gap));
        int[] after = side(text.substring(gap + 2));
        if (before == null || after == null || before.length + after.length >= GROUPS) {
            return null;
        }
        int[] groups = new int[GROUPS];
        System.arraycopy(before, 0, groups, 0, before.length);
        System.arraycopy(after, 0, groups, GROUPS - after.length, after.length);
        return groups;
    }

    private static int @Nullable [] side(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        String[] parts = text.split(":", -1);
        String tail = parts[parts.length - 1];
        boolean embedded = tail.indexOf('.') >= 0;
        int[] groups = new int[parts.length + (embedded ? 1 : 0)];
        for (int index = 0; index < (embedded ? parts.length - 1 : parts.length); index++) {
            groups[index] = number(parts[index], 0, parts[index].length(), 16, 0xFFFF);
            if (groups[index] < 0) {
                return null;
            }
        }
        if (embedded) {
            long bits = dotted(tail);
            if (bits < 0) {
                return null;
            }
            groups[groups.length - 2] = (int) (bits >>> 16);
            groups[groups.length - 1] = (int) (bits & 0xFFFF);
        }
        return groups;
    }

    /** A number of one to four digits, or -1. */
    private static int number(String text, int from, int to, int radix, int max) {
        if (to <= from || to - from > 4) {
            return -1;
        }
        int value = 0;
        for (int index = from; index < to; index++) {
            char character = text.charAt(index);
            int digit = character < 0x80 ? Character.digit(character, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value <= max ? value : -1;
    }
}
