package vn.tangthu.repository;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import vn.tangthu.storage.Digest;

/**
 * Prints of the page images of files that are kept or were delivered lately, beside {@link
 * PagePrints}, and forgotten with them.
 */
public interface ScanPrints {
    /**
     * Adds what is not there yet, of files whose page prints are there. Survives a crash or not.
     *
     * @param files by SHA-512, a print for each page, from page 1
     */
    void put(Map<Digest, List<ScanPrint>> files);

    /**
     * Pages that may be the same scan as pages of these files, in them or in others, the nearest
     * first; of each page not more than some, and never itself. What many files have is a form or a
     * cover and is left out. Whether the others are kept, or who may see them, is not asked here.
     *
     * @param sha512 at most 1,000
     */
    List<Candidate> candidates(Collection<Digest> sha512);

    /**
     * @param page from 1
     * @param apart how many bits of their keys differ
     */
    record Candidate(Digest one, int page, Digest other, int otherPage, int apart) {}
}
