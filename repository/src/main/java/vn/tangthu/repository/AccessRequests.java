package vn.tangthu.repository;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests for what is not public or not digitised (procedure 1.013932). In the {@code kept}
 * schema: only the database has them.
 *
 * <p>The lawful clock counts working days and stands still while the applicant is waited for. Who
 * may have what is conditional is decided by two persons; an appeal by none of those who refused.
 */
public interface AccessRequests {
    /** Luật Khiếu nại 2011 (02/2011/QH13), Điều 9: 90 days from the day one knows of it. */
    int APPEAL_WITHIN_DAYS = 90;

    /** Durable when this returns. @throws RefusedException with all findings at once */
    Reference submit(NewRequest request, Reader reader);

    /**
     * As the applicant may see it: what one officer proposes to another is not in it, and no name
     * of an officer. Wrong and missing look the same; attempts are throttled by the caller.
     */
    Optional<Request> track(Applicant applicant);

    /**
     * What the applicant does; afterwards as {@link #track}.
     *
     * @param text the applicant's words; for {@link Act#WITHDRAW} they may be empty
     * @return empty where {@link #track} is
     * @throws RefusedException where the state of the request forbids it; nothing has changed then
     */
    Optional<Request> act(Applicant applicant, Act act, String text);

    /**
     * The open ones by the working time that is left, those that wait for the applicant last; steps
     * are left out.
     */
    Slice<Request> queue(int offset, int limit);

    /** The newest first; steps are left out. */
    Slice<Request> inbox(@Nullable Status status, int offset, int limit);

    Optional<Request> find(String reference);

    /**
     * An archivist's answer; the applicant sees it on the status page, except a proposal.
     *
     * @throws RefusedException with all findings at once
     */
    void reply(String reference, Decision decision, Reader actor);

    /** {@code YC-2026-XXXXXX}: not guessable, no letters that look like digits. */
    record Reference(String value) {}

    /**
     * @param lastFour the last four digits of the telephone number, or the last four characters of
     *     an e-mail address before its @
     */
    record Applicant(String reference, String lastFour) {}

    enum Kind {
        /** Read: 1 working day. */
        READ(1),
        /** Certified copy: 2 working days. */
        CERTIFIED_COPY(2),
        /** Conditional access: 7 working days. */
        CONDITIONAL(7);

        private final int workingDays;

        Kind(int workingDays) {
            this.workingDays = workingDays;
        }

        public int workingDays() {
            return workingDays;
        }
    }

    enum Status {
        RECEIVED,
        IN_PROGRESS,
        /** Waits for the applicant; the clock stands. */
        NEEDS_MORE,
        /** The applicant has added something that nobody has answered yet. */
        SUPPLEMENTED,
        /** One officer would grant it; a second one has to. */
        PROPOSED,
        GRANTED,
        REFUSED,
        /** Refused, and complained of (Luật Khiếu nại 2011, Điều 9): decided by somebody else. */
        APPEALED,
        WITHDRAWN;

        /** Whether the archive or the applicant still has to do something. */
        public boolean open() {
            return this != GRANTED && this != REFUSED && this != WITHDRAWN;
        }
    }

    /** What an applicant can do about a request. */
    enum Act {
        SUPPLEMENT,
        WITHDRAW,
        APPEAL
    }

    /** Why it was decided so; its words name the legal basis. */
    enum Reason {
        OPEN_TO_ALL(Status.GRANTED),
        OWN_RECORD(Status.GRANTED),
        MANDATED(Status.GRANTED),
        OFFICIAL_NEED(Status.GRANTED),
        CONDITIONS_MET(Status.GRANTED),
        /** With redactions: no copy of whole pages is made. */
        REDACTED(Status.GRANTED),
        NOT_HELD(Status.REFUSED),
        STATE_SECRET(Status.REFUSED),
        PRIVATE_LIFE(Status.REFUSED),
        CONDITIONS_NOT_MET(Status.REFUSED),
        BADLY_DAMAGED(Status.REFUSED),
        BEING_PROCESSED(Status.REFUSED),
        WANTED_UNCLEAR(Status.NEEDS_MORE),
        PURPOSE_UNCLEAR(Status.NEEDS_MORE),
        IDENTITY_UNPROVEN(Status.NEEDS_MORE),
        MANDATE_MISSING(Status.NEEDS_MORE),
        EVIDENCE_MISSING(Status.NEEDS_MORE),
        /** Needs words. */
        OTHER(Status.GRANTED, Status.REFUSED, Status.NEEDS_MORE);

        private final Set<Status> statuses;

        Reason(Status... statuses) {
            this.statuses = Set.of(statuses);
        }

        /** The reasons that an answer of this kind can have; none where it needs none. */
        public static List<Reason> of(Status status) {
            return Arrays.stream(values()).filter(r -> r.statuses.contains(status)).toList();
        }
    }

    /**
     * @param status {@code IN_PROGRESS}, {@code NEEDS_MORE}, {@code GRANTED} or {@code REFUSED}
     * @param reason one of {@link Reason#of} the status; null for {@code IN_PROGRESS}
     * @param text what the applicant reads; needed to refuse, to ask for more, and with {@link
     *     Reason#OTHER}
     */
    record Decision(Status status, @Nullable Reason reason, String text) {}

    /**
     * @param about the record it is about, or null for a request in words
     */
    record NewRequest(
            Kind kind,
            @Nullable AipId about,
            String wanted,
            String purpose,
            String name,
            String contact,
            @Nullable String identityNumber) {}

    /**
     * @param dueOn the last day of the term; while paused it will move on by the days that pass
     * @param pausedOn since when the applicant is waited for, or null
     * @param daysLeft working days left, 0 for today, negative when it is over; of a closed one 0
     */
    record Request(
            Reference reference,
            NewRequest request,
            Status status,
            Instant receivedAt,
            LocalDate dueOn,
            @Nullable LocalDate pausedOn,
            int daysLeft,
            @Nullable String handledBy,
            List<Step> steps) {}

    /**
     * @param actor the name of an officer, or {@code applicant}
     */
    record Step(
            Instant at,
            Status status,
            String actor,
            @Nullable Reason reason,
            @Nullable String text) {}
}
