package vn.tangthu.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Proves that back-up sets can be put back (diễn tập phục hồi): an archive is put together in an
 * empty place from a full set and the incremental ones after it, and compared with what was signed
 * and with the archive itself.
 */
public interface RestoreDrills {
    /**
     * Puts the store of an archive together below {@code home}: of each package the newest, with
     * every byte matched with the signed manifests while it is written. What a tombstone of any of
     * the sets, or of this archive, names does not come back. The tables of the newest set lie in
     * {@link Restored#kept} afterwards, for who reads them back.
     *
     * @param sets the full set first, then the others in their order
     * @param home empty or not there; never inside the running archive's
     * @throws RefusedException when the sets do not belong together, a signature is wrong, the
     *     place is not empty or has too little room, or bytes are not what was signed
     */
    Restored restore(List<Path> sets, Path home, Progress progress) throws IOException;

    /**
     * Reads everything that was restored and compares it with the catalogue and the
     * acknowledgements of this archive, where the sets are its own.
     *
     * @return what is wrong; empty, too, where the sets are another archive's ({@link
     *     Restored#ours})
     */
    List<PackageCopying.Wrong> compare(Restored restored, Progress progress) throws IOException;

    /** Keeps the outcome. */
    void record(Drill drill, Reader actor);

    /** Newest first. */
    Slice<Drill> list(int offset, int limit);

    Optional<Drill> last();

    /**
     * @param store below which the restored objects lie
     * @param kept the tables, as {@link Recovery#restore} reads them
     * @param full id of the full set
     * @param sets ids of all, in order
     * @param ours whether the sets are signed by this archive
     * @param fonds packages of fonds that were put back
     * @param records hồ sơ that were put back
     * @param erased packages that stayed away because of a tombstone
     * @param left packages that the newest set's note says were being changed and are in none
     */
    record Restored(
            Path store,
            Path kept,
            UUID full,
            List<UUID> sets,
            boolean ours,
            long fonds,
            long records,
            long erased,
            long left,
            long files,
            long bytes) {}

    /**
     * @param passed everything was equal
     * @param compared packages that were compared with those of the archive
     * @param seconds from the first byte to the last comparison
     * @param problem the first thing that was wrong
     */
    record Drill(
            UUID id,
            List<UUID> sets,
            String place,
            String actor,
            Instant startedAt,
            Instant finishedAt,
            boolean passed,
            long fonds,
            long records,
            long documents,
            long erased,
            long compared,
            long files,
            long bytes,
            double seconds,
            long problems,
            @Nullable String problem) {}
}
