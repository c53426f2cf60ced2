package vn.tangthu.repository;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The processes that read texts: the one that owns the archive, and others that help it. Each has a
 * lease, which it renews by saying that it lives. What a process claimed of {@link TextWork} is its
 * own until the lease has run out and another noticed; then it is free for all, and what the first
 * one finds of it afterwards is dropped.
 *
 * <p>All times are those of the database's clock.
 */
public interface TextWorkers {
    /**
     * This process begins. What an earlier one of the same home had claimed is free.
     *
     * @param name by which people know it, such as that of its machine
     * @param archive whether it owns the archive; otherwise it helps
     * @param reads the kind of what it makes of a file, and by which version and rules: one that
     *     says another cannot help
     */
    void begin(String name, boolean archive, String reads);

    /**
     * Says that this process lives, and frees what those had claimed of whom nothing was heard. To
     * be called several times a lease.
     */
    Beat beat();

    /**
     * What this process holds of bytes that were erased before it said so is gone.
     *
     * @param at of the {@link Beat} before it was looked
     */
    void swept(Instant at);

    /** This process ends in order: it has no lease any more. */
    void leave();

    /** How long it may be silent. */
    Duration lease();

    /**
     * Waits until every living helper let go of what is erased by now; no longer than until the
     * leases of the silent ones have run out.
     *
     * @throws IOException when one lives and did not: to be tried again
     */
    void awaitSwept() throws IOException;

    /** Those of whom something was heard within a day, the archive's own first. */
    List<Worker> list();

    /**
     * @param at when
     * @param displaced another process has the place of this one: its home is a copy of this one's,
     *     or this one was silent for so long that its successor began
     * @param otherVersion the process that owns the archive makes something else of a file, or has
     *     brought the database further: this one cannot help it
     */
    record Beat(Instant at, boolean displaced, boolean otherVersion) {}

    /**
     * @param archive whether it owns the archive
     * @param living whether its lease holds
     * @param seenAt when it last said that it lives
     * @param claimed files that it has now
     * @param filesLastHour files that it finished a step of within the last hour
     * @param pagesLastHour pages that its OCR read within the last hour
     */
    record Worker(
            String name,
            boolean archive,
            boolean living,
            Instant seenAt,
            int claimed,
            long filesLastHour,
            long pagesLastHour) {}
}
