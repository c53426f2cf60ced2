package vn.tangthu.repository;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.AccessRequests.Decision;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.storage.Digest;

/**
 * The letters by which requests are answered: granted, refused, more is needed. Each is written in
 * the transaction of its answer, with the next number of the archive's series of the year, so that
 * no number is missing or given twice; and kept as it was sent, in the database and as a log object
 * of the store. So a number is not given again after an older database was put back; a crash
 * between the store and the database may leave a number out, whose letter nobody was sent. A
 * proposal is not answered by a letter, nor is work that has begun.
 */
public interface AnswerLetters {
    /**
     * The letter that this answer would send now, without its number.
     *
     * @param items as for {@link AccessRequests#reply}
     * @return a PDF; empty where it would send none
     * @throws RefusedException where the answer would be refused
     */
    Optional<byte[]> preview(String reference, Set<Integer> items, Decision decision, Reader actor);

    /** The oldest first. */
    List<Letter> of(String reference);

    /**
     * The bytes of one that was sent; for archivists.
     *
     * @param n of the request
     */
    Optional<byte[]> pdf(String reference, int n, Reader reader);

    /** The same for its applicant; wrong, missing and another's are one. */
    Optional<byte[]> pdf(Applicant applicant, int n);

    /**
     * Numbers that were not given in the last {@value #SKIPPED_DAYS} days, because the store has
     * letters under them that the database does not know: it was put back as it was before, or a
     * kill came between the two. Who keeps the register of outgoing letters has to know.
     *
     * @return the newest first, at most ten
     */
    List<Skipped> skipped();

    /** How long a skipped number is told. */
    int SKIPPED_DAYS = 30;

    /**
     * @param numbers one, or the first and the last with a dash between
     */
    record Skipped(Instant at, String year, String numbers) {}

    /**
     * @param n of the request, from 1
     * @param number as it stands on the letter
     */
    record Letter(int n, String number, Status decision, Instant at, String by, Digest sha512) {}
}
