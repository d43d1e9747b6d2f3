package io.tarn.storage.local;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What is free in a volume, as ranges of bytes; the first that fits is given. For one thread at a time. */
final class RegionAllocator {
    private final NavigableMap<Long, Long> free = new TreeMap<>();
    private long freeBytes;

    /** All from {@code from} to {@code to} is free. */
    RegionAllocator(long from, long to) {
        free.put(from, to - from);
        freeBytes = to - from;
    }

    long freeBytes() {
        return freeBytes;
    }

    /** Takes {@code bytes} that lie together; returns where they begin, or -1 if there are none. */
    long take(long bytes) {
        for (Map.Entry<Long, Long> range : free.entrySet()) {
            if (range.getValue() >= bytes) {
                long position = range.getKey();
                occupy(position, bytes);
                return position;
            }
        }
        return -1;
    }

    /**
     * Takes a range.
     *
     * @throws IllegalArgumentException if not all of it is free
     */
    void occupy(long position, long bytes) {
        Map.Entry<Long, Long> range = free.floorEntry(position);
        if (range == null || range.getKey() + range.getValue() < position + bytes) {
            throw new IllegalArgumentException("region at " + position + " of " + bytes + " bytes is taken twice");
        }
        long start = range.getKey();
        long end = start + range.getValue();
        free.remove(start);
        if (start < position) {
            free.put(start, position - start);
        }
        if (position + bytes < end) {
            free.put(position + bytes, end - position - bytes);
        }
        freeBytes -= bytes;
    }

    /** Gives a range back. */
    void release(long position, long bytes) {
        long start = position;
        long end = position + bytes;
        Map.Entry<Long, Long> before = free.floorEntry(position);
        Map.Entry<Long, Long> after = free.ceilingEntry(position);
        if ((before != null && before.getKey() + before.getValue() > position)
                || (after != null && after.getKey() < end)) {
            throw new IllegalArgumentException("region at " + position + " of " + bytes + " bytes is freed twice");
        }
        if (before != null && before.getKey() + before.getValue() == position) {
            start = before.getKey();
        }
        if (after != null && after.getKey() == end) {
            free.remove(after.getKey());
            end += after.getValue();
        }
        free.put(start, end - start);
        freeBytes += bytes;
    }
}
