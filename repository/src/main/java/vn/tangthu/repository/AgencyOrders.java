package vn.tangthu.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.ReferenceMatching.Match;

/**
 * Orders of agencies (đề nghị lấy hồ sơ, ADR 0041): many hồ sơ and documents on one official
 * letter, decided by archivists as a whole or line by line, handed out for a time. An order belongs
 * to the body that sent it, and after its end to the one that alone followed it ({@link
 * Inheritance.Estate#whole}). What is acknowledged is in the database.
 */
public interface AgencyOrders {
    /** The most bytes of a letter. */
    long LARGEST_LETTER = 10_000_000;

    /** The most orders of one body that wait for a decision at a time. */
    int MOST_WAITING = 20;

    /** The most orders of a list. */
    int MOST = 50;

    /**
     * @param lines as they were matched a moment ago with the rights of now; what cannot be ordered
     *     is left out
     * @param letter a PDF; looked at by the virus scanner before it is kept
     * @return the number of the order
     * @throws RefusedException with all that is wrong at once
     */
    String send(NewOrder order, List<Match> lines, Path letter, Account account, Reader reader)
            throws IOException;

    Optional<Order> find(String number);

    /** Whether it belongs to the body of the account, for which this reader acts today. */
    boolean theirs(Order order, Account account, Reader reader);

    /** Whether {@link #withdraw} is left to this one. */
    boolean mayWithdraw(Order order, Reader actor);

    /** To whom it belongs today. */
    Holder holder(Order order);

    /**
     * Of the body and of those that it alone followed, the newest first: those before {@code
     * before}, {@link Long#MAX_VALUE} for all.
     */
    List<Order> ofBody(BodyId body, long before);

    /**
     * Those that wait for an archivist, the oldest first, after {@code after}; 0 for all. Also one
     * that was decided, when a line of it was proposed anew or is to be decided again.
     */
    List<Order> waiting(long after);

    /** How many {@link #waiting} has. */
    long waits();

    /** All others, the newest first. */
    List<Order> done(long before);

    Slice<Line> lines(String number, int offset, int limit);

    /** How many lines are in each state. */
    Counts counts(String number);

    /**
     * A line that the agency may read is granted by one archivist; a restricted one is proposed by
     * one and granted by another, and by both again when it has changed since. Refused can be what
     * is open, and until it has expired also what was granted: then it is not handed out any more.
     *
     * <p>With the last decision the days begin in which it can be fetched, and they begin anew when
     * something was decided again.
     *
     * @param some their numbers; empty for all that are open or proposed
     * @throws RefusedException {@code ORDER_SECOND_PERSON} where nothing was left to this
     *     archivist; {@code ORDER_BODY_ENDED} where it is granted to nobody
     */
    void decide(String number, Set<Integer> some, boolean grant, String reason, Reader actor);

    /**
     * By an archivist, by the account that sent it, or, where its body ended, by any of the body to
     * which it belongs now: nothing of it is handed out any more.
     */
    void withdraw(String number, String reason, Reader actor);

    /**
     * As whom a line is read now that was granted to the account's body, or nothing: it has
     * expired, was withdrawn or refused, the order is another body's or the account acts for its
     * body no more. After the end of a body a line is read with the rights of who followed it. What
     * this reader may have is asked again of each package and file.
     */
    Optional<Reader> entitled(Order order, Line line, Account account, Reader reader);

    /** Which certificate goes with a line from now on. */
    void certified(Order order, Line line, UUID certificate);

    /**
     * How many documents of a hồ sơ that is handed out stay behind since they are only listed for
     * this reader; what is hidden is not counted.
     */
    int withheld(Line line, Reader reader);

    /** Noted with the hồ sơ as its subject, once its package has left whole. */
    void fetched(Order order, Line line, Reader reader);

    /** The agency says that it has what was granted; once. */
    void received(String number, Account account, Reader reader);

    /** The PDF; for archivists and who sent it. */
    byte[] letter(Order order);

    /**
     * @param contact an e-mail address to be told at, or empty
     */
    record NewOrder(String letterNumber, LocalDate letterDay, String purpose, String contact) {}

    /** Where the whole stands. */
    enum State {
        /** Also one whose days ended while a line waits for the second person again. */
        WAITING,
        /** What was granted can be fetched. */
        OPEN,
        /** Nothing was granted. */
        REFUSED,
        EXPIRED,
        WITHDRAWN
    }

    /**
     * @param n its place in the register
     * @param checked what the virus scanner said of the letter
     */
    record Order(
            long n,
            String number,
            BodyId body,
            String bodyName,
            String sentBy,
            String contact,
            String letterNumber,
            LocalDate letterDay,
            String purpose,
            String checked,
            Instant sentAt,
            @Nullable Instant decidedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant withdrawnAt,
            @Nullable String withdrawnWhy,
            @Nullable Instant receivedAt,
            @Nullable String receivedBy,
            State state) {}

    /**
     * @param endedOn the first day on which the body that sent it was no more; null while it is
     * @param followers who answer for what that body had; none while it is
     * @param whole whether somebody can have the order: the body itself, or the only follower,
     *     where all of it came to that one
     */
    record Holder(@Nullable LocalDate endedOn, List<Body.Line> followers, boolean whole) {
        public Holder {
            followers = List.copyOf(followers);
        }
    }

    enum LineState {
        OPEN,
        /** One archivist would grant it; a second one has to. */
        PROPOSED,
        GRANTED,
        REFUSED
    }

    /**
     * @param decidedBy who granted it, also when it was refused later
     * @param again proposed or granted, and to be decided again: since then a restricted hồ sơ has
     *     a later version, or pages of it are unread after a suspicion; not handed out meanwhile
     */
    record Line(
            int n,
            String asked,
            AipId record,
            @Nullable DocumentId document,
            FondsId fonds,
            String code,
            boolean restricted,
            LineState state,
            @Nullable String proposedBy,
            @Nullable String proposedWhy,
            @Nullable String decidedBy,
            @Nullable String reason,
            @Nullable String refusedBy,
            @Nullable String refusedWhy,
            int fetched,
            @Nullable UUID certificate,
            boolean again) {}

    /**
     * Lines by their state.
     *
     * @param fetched of the granted ones
     * @param approver of the proposed ones, those that are left to an approver ({@link
     *     SecondDecisions}) and are not to be proposed again
     * @param again of the proposed and granted ones ({@link Line#again})
     */
    record Counts(
            long open,
            long proposed,
            long granted,
            long refused,
            long fetched,
            long approver,
            long again) {
        public long lines() {
            return open + proposed + granted + refused;
        }
    }
}
