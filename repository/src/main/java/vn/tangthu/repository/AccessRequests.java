package vn.tangthu.repository;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests for what is not public or not digitised (procedure 1.013932). In the {@code kept}
 * schema: only the database has them.
 */
public interface AccessRequests {
    /** Durable when this returns. @throws RefusedException with all findings at once */
    Reference submit(NewRequest request, Reader reader);

    /**
     * For the applicant: by reference and the last four characters of the phone number or e-mail
     * given. Wrong and missing look the same; attempts are throttled by the caller.
     */
    Optional<Request> track(String reference, String lastFour);

    Slice<Request> inbox(@Nullable Status status, int offset, int limit);

    Optional<Request> find(String reference);

    /** An archivist's reply; the applicant sees it on the status page. */
    void reply(String reference, Status status, String text, Reader actor);

    /** {@code YC-2026-XXXXXX}: not guessable, no letters that look like digits. */
    record Reference(String value) {}

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
        NEEDS_MORE,
        GRANTED,
        REFUSED,
        WITHDRAWN
    }

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

    record Request(
            Reference reference,
            NewRequest request,
            Status status,
            Instant receivedAt,
            LocalDate dueOn,
            @Nullable String handledBy,
            List<Step> steps) {}

    record Step(Instant at, Status status, String actor, @Nullable String text) {}
}
