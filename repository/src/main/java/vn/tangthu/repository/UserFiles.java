package vn.tangthu.repository;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.Accounts.Account;

/**
 * The user file (hồ sơ người dùng, Nghị định 113/2025, Điều 22): what the archive has of a person
 * who has an account, for that person alone. Nothing is counted; each part is read a page at a
 * time, newest first. A correction is asked for by its owner and decided by an administrator who is
 * somebody else (Luật Bảo vệ dữ liệu cá nhân 91/2025).
 */
public interface UserFiles {
    /** Lines of one page at most. */
    int MOST = 5_000;

    /** Corrections of one account that wait at a time. */
    int MOST_WAITING = 5;

    /** Wrong secrets of requests that one account may try in an hour. */
    int TRIES = 10;

    /** Characters of each text of a correction. */
    int LONGEST = 1_000;

    enum Part {
        /** Who gave and took which rights, and when. */
        RIGHTS,
        LOGINS,
        /** Requests that the person sent signed in, or has shown to be theirs. */
        REQUESTS,
        /** Copies of these, and each fetch. */
        COPIES,
        READINGS,
        /** Papers that came with these requests, but those that were erased. */
        ATTACHMENTS,
        /** Orders of many hồ sơ that the person sent for their agency. */
        ORDERS,
        /** Searches that the person keeps, with their addresses. */
        SEARCHES,
        /** All else that the log has of the account: what was read, fetched, decided, changed. */
        USE
    }

    /**
     * Of the reader's own account; nothing for who has none.
     *
     * @param before the last line of the page before, or null for the newest
     * @param limit 1 to {@link #MOST}
     */
    Page lines(Part part, @Nullable Place before, int limit, Reader reader);

    /**
     * Puts a request into the reader's file, by its two secrets; a second time it changes nothing.
     *
     * @throws RefusedException {@code USER_FILE_REQUEST} where reference or secret is wrong, {@code
     *     USER_FILE_TRIES} after too many of these
     */
    void claim(Applicant applicant, Reader reader);

    /**
     * As whom the reader follows a request of their own file, where applicants do.
     *
     * @return empty for another's, for one that does not exist, and where the account is closed
     */
    Optional<Applicant> applicant(String reference, Reader reader);

    /** Takes a request out of the reader's file; one that is not in it changes nothing. */
    void release(String reference, Reader reader);

    /**
     * Durable when this returns.
     *
     * @throws RefusedException when a text is missing or too long, or too many wait
     */
    void ask(NewCorrection correction, Account account, Reader reader);

    /** Of the reader's own account, the newest first, at most 50. */
    List<Correction> corrections(Reader reader);

    /** For administrators: those that wait, the oldest first, after {@code after}; at most 50. */
    List<Correction> waiting(long after, Reader reader);

    /** For administrators: decided ones, the newest first, before {@code before}; at most 50. */
    List<Correction> decided(long before, Reader reader);

    /**
     * Once, by an administrator who did not ask for it. A name of an account of the archive's own
     * is changed by it; everything else the administrator has changed where it stands.
     *
     * @param answer as its owner reads it
     * @throws RefusedException also when it is decided already
     */
    void decide(UUID correction, boolean accept, String answer, Reader reader);

    /** Newest first. */
    record Place(Instant at, long id) {}

    /**
     * @param what a word: the action of the log, the state of a request, copy or reading
     * @param subject the number it is about, or who did it; empty where there is none. Of {@link
     *     Part#USE} it may be the id of a hồ sơ or a file, which is shown by its code, to who may
     *     still know it
     * @param detail in words, or empty; of {@link Part#USE} a {@link ReadingPurpose} as it is
     *     stored
     * @param paperUse of a request, how paper is wanted, where that was said
     */
    record Line(
            long id,
            Instant at,
            String what,
            String subject,
            String detail,
            @Nullable PaperUse paperUse) {
        public Place place() {
            return new Place(at, id);
        }
    }

    /**
     * @param more there are older ones
     */
    record Page(List<Line> lines, boolean more) {
        public Page {
            lines = List.copyOf(lines);
        }
    }

    enum Field {
        NAME,
        REGISTRATION,
        RIGHTS,
        OTHER
    }

    enum State {
        WAITING,
        ACCEPTED,
        REFUSED
    }

    record NewCorrection(Field field, String wanted, String why) {}

    /**
     * @param present what stood there when it was asked
     */
    record Correction(
            UUID id,
            long n,
            String username,
            Field field,
            String present,
            String wanted,
            String why,
            Instant askedAt,
            State state,
            @Nullable Instant decidedAt,
            @Nullable String decidedBy,
            @Nullable String answer) {}
}
