package vn.tangthu.repository;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import vn.tangthu.storage.Digest;

/**
 * Prints of the pages of files that are kept or were delivered lately, by the bytes of the file.
 * They can be made again from the files, so losing some loses nothing but time. Bounded: of pages
 * that all look alike, such as an empty form, only some are compared.
 */
public interface PagePrints {
    /**
     * Adds what is not there yet. Survives a crash or not.
     *
     * @param files by SHA-512, a print for each page, from page 1
     */
    void put(Map<Digest, List<PagePrint>> files);

    /**
     * Says that a file is kept; prints of others are forgotten after a month.
     *
     * @return whether its prints are there
     */
    boolean keep(Digest sha512);

    /**
     * Pages that say nearly the same as pages of these files, in them or in others; never a page to
     * itself. Whether the others are kept, or who may see them, is not asked here.
     *
     * @param sha512 at most 1,000
     */
    List<Alike> alike(Collection<Digest> sha512);

    /**
     * @param page from 1
     * @param percent how alike
     */
    record Alike(Digest one, int page, Digest other, int otherPage, int percent) {}
}
