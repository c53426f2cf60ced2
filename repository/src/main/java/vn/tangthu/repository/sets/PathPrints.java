package vn.tangthu.repository.sets;

import vn.tangthu.storage.ScratchLongSet;

/**
 * Paths that were seen, by a number each: a set has millions. Two of ten million are the same by
 * chance once in 300,000 sets, and then one file too many is not named.
 */
final class PathPrints {
    private final ScratchLongSet prints = new ScratchLongSet();

    void add(String path) {
        boolean unused = prints.add(print(path));
    }

    boolean contains(String path) {
        return prints.contains(print(path));
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
