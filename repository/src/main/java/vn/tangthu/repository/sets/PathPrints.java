package vn.tangthu.repository.sets;

import java.util.Arrays;

/**
 * Paths that were seen, eight bytes each: a set has millions. Two of ten million are the same by
 * chance once in 300,000 sets, and then one file too many is not named.
 */
final class PathPrints {
    private long[] prints = new long[1024];
    private int count;
    private boolean sorted;

    void add(String path) {
        if (count == prints.length) {
            prints = Arrays.copyOf(prints, count * 2);
        }
        prints[count++] = print(path);
        sorted = false;
    }

    boolean contains(String path) {
        if (!sorted) {
            Arrays.sort(prints, 0, count);
            sorted = true;
        }
        return Arrays.binarySearch(prints, 0, count, print(path)) >= 0;
    }

    /** FNV-1a of 64 bits, mixed once more. */
    private static long print(String path) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < path.length(); i++) {
            hash = (hash ^ path.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        return hash ^ hash >>> 27;
    }
}
