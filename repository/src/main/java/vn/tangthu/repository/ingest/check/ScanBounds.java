package vn.tangthu.repository.ingest.check;

import java.util.HashMap;
import java.util.Map;
import vn.tangthu.repository.ScanPrints.Candidate;
import vn.tangthu.storage.Digest;

/**
 * Which comparisons of a delivery are still made. Letters and forms of one template look alike by
 * their prints, and each is proposed beside some others in vain: pages that were compared in vain,
 * and what is proposed beside them later, make a family, which soon has no comparisons left and
 * leaves those of the delivery to others. However many pages look alike, not more than {@link
 * #MOST} are made, and in vain not many more than {@link #MOST_NEAR_IN_VAIN}: those under way are
 * ended.
 */
final class ScanBounds {
    /** The most comparisons of a delivery: some minutes. */
    static final int MOST = 3_000;

    /** How many bits of the prints of pages differ that are very near. */
    static final int VERY_NEAR = 4;

    /** After so many of a delivery in vain only pages that are very near are compared. */
    static final int MOST_IN_VAIN = 500;

    /** After so many in vain, with those of pages that are very near, none. */
    static final int MOST_NEAR_IN_VAIN = 1_500;

    /** The same of one family. */
    static final int FAMILY_IN_VAIN = 20;

    static final int FAMILY_NEAR_IN_VAIN = 100;

    /** Pages whose family is remembered: some megabytes. Of more the bounds above hold. */
    private static final int MOST_PAGES = 100_000;

    /** Of each page of a family another of it, by their keys; of one of them itself. */
    private final Map<Long, Long> families = new HashMap<>();

    /** By that one page. */
    private final Map<Long, Integer> inVainOf = new HashMap<>();

    private int compared;
    private int inVain;

    int compared() {
        return compared;
    }

    /** How many may still be made. */
    int left() {
        return inVain < MOST_NEAR_IN_VAIN ? Math.max(0, MOST - compared) : 0;
    }

    boolean allows(Candidate pair) {
        int family = Math.max(inVainOf(one(pair)), inVainOf(other(pair)));
        boolean near = pair.apart() <= VERY_NEAR;
        if (family >= (near ? FAMILY_NEAR_IN_VAIN : FAMILY_IN_VAIN)) {
            if (families.size() < MOST_PAGES) {
                int unused = join(pair);
            }
            return false;
        }
        return left() > 0 && (near || inVain < MOST_IN_VAIN);
    }

    void same() {
        compared++;
    }

    /** They are other pages, or could not be compared. */
    void differ(Candidate pair) {
        compared++;
        inVain++;
        int both = join(pair);
        inVainOf.put(family(one(pair)), both + 1);
    }

    /**
     * @return how many were compared in vain in the family that both pages are of from now on
     */
    private int join(Candidate pair) {
        long one = family(one(pair));
        long other = family(other(pair));
        families.put(one, one);
        if (one == other) {
            return inVainOf(one);
        }
        int both = inVainOf(one) + inVainOf(other);
        families.put(other, one);
        inVainOf.remove(other);
        inVainOf.put(one, both);
        return both;
    }

    private int inVainOf(long page) {
        return inVainOf.getOrDefault(family(page), 0);
    }

    private long family(long page) {
        long at = page;
        for (long next = families.getOrDefault(at, at); next != at; ) {
            at = next;
            next = families.getOrDefault(at, at);
        }
        if (at != page) {
            families.put(page, at); // the next way is shorter
        }
        return at;
    }

    private static long one(Candidate pair) {
        return key(pair.one(), pair.page());
    }

    private static long other(Candidate pair) {
        return key(pair.other(), pair.otherPage());
    }

    /** Two pages of a delivery with one key would share the bounds of a family, no more. */
    private static long key(Digest sha512, int page) {
        return Long.parseUnsignedLong(sha512.hex().substring(0, 16), 16) + page;
    }
}
