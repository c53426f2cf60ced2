package vn.tangthu.repository;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The activity log for whoever looks into it: by person, hồ sơ, kind of access, words and period,
 * newest first, a page at a time after the last line of the one before. Nothing counts the log.
 */
public interface ActivitySearch {
    /** Lines of one page at most. */
    int MOST = 1_000;

    /**
     * For auditors and administrators; everybody else is refused ({@code NOT_ALLOWED}).
     *
     * @param before the last line of the page before, or null for the newest
     * @param limit 1 to {@link #MOST}
     */
    Page find(Asked asked, @Nullable Place before, int limit, Reader reader);

    /**
     * What the log has of the reader's own account; nothing for who has none.
     *
     * @param limit 1 to {@link #MOST}
     */
    Page own(@Nullable Place before, int limit, Reader reader);

    /** Kinds of accesses. */
    enum Kind {
        /** Looked at. */
        READ("VIEW", "READING_LOOKED", "SECRET_LOOKED_AT"),
        /** Taken away. */
        TAKEN(
                "DOWNLOAD",
                "EXPORT",
                "RESULTS_EXPORT",
                "COPY_FETCHED",
                "COPY_PREVIEWED",
                "AGENCY_ORDER_FETCHED",
                "REFERENCES_MATCHED",
                "INVENTORY",
                "CORRECTIONS_EXPORTED",
                "CERTIFICATE_TAKEN"),
        /** Asked for and decided. */
        REQUESTED(
                "REQUEST_SUBMITTED",
                "REQUEST_BY_APPLICANT",
                "REQUEST_ANSWERED",
                "REQUEST_RECORD_GIVEN",
                "REQUEST_KIND_CORRECTED",
                "REQUEST_IDENTITY_ENTERED",
                "COPY_ORDERED",
                "COPY_APPROVED",
                "COPY_WITHDRAWN",
                "READING_ORDERED",
                "READING_APPROVED",
                "READING_OPENED",
                "READING_ENDED"),
        /** Tried and not given: forbidden or missing. */
        REFUSED("ACCESS_REFUSED", "LOGIN_REFUSED", "TOKEN_REFUSED"),
        /** Came and went. */
        LOGIN("LOGIN", "LOGOUT"),
        /** Who may what. */
        ACCOUNTS(
                "ACCOUNT_CREATED",
                "ACCOUNT_CHANGED",
                "ACCOUNT_DISABLED",
                "ACCOUNT_REOPENED",
                "ACCOUNT_CLOSED_WITH_BODY",
                "ACCOUNT_FOLLOWED",
                "PASSWORD_CHANGED",
                "PASSWORD_RESET",
                "TOKEN_CREATED",
                "TOKEN_REVOKED",
                "RESTRICT",
                "RESTRICT_DOCUMENT",
                "RESTRICT_FONDS");

        private final Set<String> actions;

        Kind(String... actions) {
            this.actions = Set.of(actions);
        }

        /** As {@link ActivityLog.Entry#action} has them. */
        public Set<String> actions() {
            return actions;
        }
    }

    /**
     * @param from the first day, in Viet Nam
     * @param through the last day
     * @param person whom the log names, or empty for everybody
     * @param record code or id of a hồ sơ: with its documents and files, its copies, readings and
     *     requests; or one of their numbers; empty for all
     * @param kind null for everything
     * @param words that stand in the line, in what it was opened for or, for auditors, in the
     *     purpose of the request it names; or empty
     * @param purpose what closed things were opened for; null for all lines, also those without
     */
    record Asked(
            LocalDate from,
            LocalDate through,
            String person,
            String record,
            @Nullable Kind kind,
            String words,
            ReadingPurpose.@Nullable Kind purpose) {}

    /** Of a line, newest first. */
    record Place(Instant at, long id) {}

    /**
     * @param said what something closed was opened for; null where nothing was said
     * @param purpose for auditors why it was asked for, where the line is about a request or
     *     something was opened for one; else null
     */
    record Found(
            long id,
            ActivityLog.Entry entry,
            @Nullable ReadingPurpose said,
            @Nullable String purpose) {
        public Place place() {
            return new Place(entry.at(), id);
        }
    }

    /**
     * @param more there are older ones
     * @param tooWide it would have taken too long: nothing was read
     */
    record Page(List<Found> found, boolean more, boolean tooWide) {
        public Page {
            found = List.copyOf(found);
        }
    }
}
