package vn.tangthu.repository;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The archivist's side of paper holdings that are not digitised: entries by their reference (fonds
 * and mã hồ sơ), with what only the staff may know. Everything here is for archivists; what others
 * see is {@link Catalogue#onPaper}.
 */
public interface PaperRegister {
    /** Most rows of one list. */
    int MOST_ROWS = 100_000;

    /**
     * An entry as a form or a row of a list gives it.
     *
     * @param place row or form, for findings
     * @param fileCode mã hồ sơ without the archive's prefix, 100 characters
     * @param title 1,000 characters
     * @param shelf kho, giá, hộp, 200 characters; never shown outside the archive
     * @param access what it is once {@code closedUntil} is over
     * @param closedUntil the last day on which it is at least conditional, or null
     * @param unsaid columns the list does not have: what is kept there stays
     */
    record Draft(
            String place,
            String fondsCode,
            String fileCode,
            @Nullable String seriesCode,
            @Nullable String number,
            String title,
            @Nullable Integer fromYear,
            @Nullable Integer toYear,
            @Nullable BigDecimal metres,
            @Nullable Integer boxes,
            @Nullable Integer sheets,
            @Nullable String shelf,
            @Nullable PhysicalCondition condition,
            Rights rights,
            @Nullable LocalDate closedUntil,
            @Nullable String note,
            Set<Column> unsaid) {
        public Draft {
            unsaid = Set.copyOf(unsaid);
        }
    }

    /** What a list may leave out without emptying it. */
    enum Column {
        SERIES_CODE,
        NUMBER,
        YEARS,
        METRES,
        BOXES,
        SHEETS,
        SHELF,
        CONDITION,
        RIGHTS,
        CLOSED_UNTIL,
        NOTE
    }

    /**
     * An entry as it is kept.
     *
     * @param arcFileCode with the archive's prefix
     * @param record the digitised hồ sơ that stands in its place, or null
     * @param recordWider whether that is more open than this entry now says; its own rights hold
     * @param opened whether {@code closedUntil} is over, or there is none
     */
    record Entry(
            AipId id,
            FondsId fonds,
            String arcFileCode,
            Draft draft,
            @Nullable AipId record,
            boolean recordWider,
            boolean opened,
            boolean withdrawn,
            int revision,
            String changedBy,
            Instant changedAt) {}

    /** A change of an entry. */
    record Change(Instant at, String actor, String reason, boolean isNew) {}

    /**
     * Where drafts come from. May be asked twice for the same, after a rebuild of the catalogue.
     */
    interface Source {
        /**
         * @return what is wrong with those that cannot be read
         */
        List<Finding> feed(Consumer<Draft> each) throws IOException;
    }

    /**
     * Takes many in by their references: what is there already and says the same stays untouched.
     * All findings at once; where one blocks, nothing is taken in. Costs memory for a thousand rows
     * at a time, and for findings.
     *
     * @param dryRun only tells what would change
     */
    Outcome takeIn(Source source, boolean dryRun, String reason, Reader actor) throws IOException;

    /**
     * @param digitised of those, how many stand as a digitised hồ sơ already
     */
    record Outcome(
            List<Finding> findings,
            long added,
            long changed,
            long same,
            long digitised,
            boolean dryRun) {
        public Outcome {
            findings = List.copyOf(findings);
        }

        /** Whether something blocks, so that nothing was or would be taken in. */
        public boolean refused() {
            return findings.stream().anyMatch(f -> f.severity() == Severity.BLOCKS);
        }
    }

    /**
     * Enters one, or corrects the one that has this id.
     *
     * @param id null for a new one
     * @param expectedRevision of what was shown, 0 for a new one
     * @throws RefusedException with all findings at once
     */
    AipId save(@Nullable AipId id, int expectedRevision, Draft draft, String reason, Reader actor);

    /**
     * Takes it out of sight, or back. Its code stays taken.
     *
     * @throws RefusedException when it has changed since, or is that already
     */
    void withdraw(AipId id, int expectedRevision, boolean out, String reason, Reader actor);

    /** Empty for everybody but archivists. */
    Optional<Entry> find(AipId id, Reader reader);

    /** Those of these ids, and those whose digitised hồ sơ has one of them, by that id. */
    Map<AipId, Entry> of(Collection<AipId> ids, Reader reader);

    /**
     * In the order of codes.
     *
     * @param fondsCode null for all
     * @param start of the code; empty for all
     * @param after the last one that was shown, or null
     */
    List<Entry> list(
            @Nullable String fondsCode,
            String start,
            @Nullable Entry after,
            int limit,
            Reader reader);

    /** Newest first. */
    List<Change> changes(AipId id, int limit, Reader reader);

    /**
     * Those whose time of closure is over are what they were declared to be from now on.
     *
     * @return how many
     */
    int openEnded();
}
