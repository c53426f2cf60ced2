package vn.tangthu.repository;

import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.Digest;

/**
 * Two files with pages that say nearly the same or are the same scan, though not byte for byte.
 *
 * @param oneFile name of the file that came, in the delivery
 * @param onePage one of its pages that is like {@code otherPage}, from 1
 * @param otherFile an earlier file of the delivery, or the original name of a kept one
 * @param keptIn code (arcFileCode) of the hồ sơ that keeps the other one; null when it is of the
 *     same delivery
 * @param pages how many pages are alike, from 1
 * @param likeness percent, 0 to 100
 * @param text whether they are alike as texts; otherwise they are one scan
 */
public record NearPages(
        Digest oneSha512,
        String oneFile,
        int onePage,
        Digest otherSha512,
        String otherFile,
        int otherPage,
        @Nullable String keptIn,
        int pages,
        int likeness,
        boolean text) {}
