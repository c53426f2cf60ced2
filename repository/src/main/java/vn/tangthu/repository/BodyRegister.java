package vn.tangthu.repository;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes the register of bodies. For archivists; every change is kept with what was before. */
public interface BodyRegister {
    /**
     * Takes in a list, as a whole or, where something blocks, not at all. What it says is added to
     * what is known: a blank says nothing, and nothing is taken away; so the same list twice
     * changes nothing.
     *
     * @param dryRun only tells what would change
     */
    Outcome takeIn(BodyList list, boolean dryRun, String reason, Reader actor);

    /**
     * Saves a body as it is given, a new one too; what is not in it any more is taken away.
     *
     * @param expectedRevision the one the archivist was looking at; 0 for a new body
     * @throws RefusedException with all that is wrong, {@code BODY_CHANGED} when somebody else was
     *     quicker
     */
    BodyId save(BodyList.Entry body, int expectedRevision, String reason, Reader actor);

    /**
     * Adds a succession; the predecessor's end is not touched.
     *
     * @throws RefusedException with all that is wrong
     */
    UUID add(BodyList.Edge succession, String reason, Reader actor);

    /** Takes a succession back that was entered wrongly. */
    void withdraw(UUID succession, String reason, Reader actor);

    /** Newest first, of a body or of its successions. */
    List<Change> changes(BodyId body, int limit);

    /**
     * @param added bodies and successions that were not known
     * @param changed bodies of which something was not known
     * @param same those that say nothing new
     */
    record Outcome(List<Finding> findings, int added, int changed, int same, boolean dryRun) {
        public Outcome {
            findings = List.copyOf(findings);
        }

        /** Whether nothing was taken in because something blocks. */
        public boolean refused() {
            return findings.stream().anyMatch(f -> f.severity() == Severity.BLOCKS);
        }
    }

    record Change(Instant at, String actor, String reason, boolean isNew) {}

    /** Whether the day can stand in the register: four digits of a year, as the forms take. */
    static boolean plausible(@Nullable LocalDate day) {
        return day == null || (day.getYear() >= 1000 && day.getYear() <= 9999);
    }
}
