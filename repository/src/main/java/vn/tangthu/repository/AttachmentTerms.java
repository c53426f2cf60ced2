package vn.tangthu.repository;

import java.time.Instant;
import java.util.Set;

/**
 * How long the papers that applicants attached ({@link RequestAttachments}) are kept once their
 * request is over (ADR 0046). When the term is over they are proposed, and an archivist has them
 * erased; by itself nothing goes.
 */
public interface AttachmentTerms {
    /** Requests whose papers are erased at once. */
    int MOST = 200;

    /** From the end of a request; 0 where the archive has set no term and nothing is proposed. */
    int years();

    /** Those whose term is over, the ones that ended first before the others. */
    Slice<Over> over(int offset, int limit);

    /**
     * Erases all papers of these requests, each request in a transaction of its own and noted in
     * the log without what was in them. One whose term is not over, or that an appeal has opened
     * again, is left as it is. Back-ups from before have them until they are replaced.
     *
     * @return how many papers were erased
     * @throws RefusedException for everybody but an archivist
     * @throws IllegalArgumentException for more than {@link #MOST}
     */
    int erase(Set<String> references, Reader archivist);

    /**
     * A request with papers that were not erased.
     *
     * @param endedAt its last decision or withdrawal
     * @param bytes of all its papers
     */
    record Over(String reference, Instant endedAt, int files, long bytes) {}
}
