package vn.tangthu.repository;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The formats of kept files as the catalogue has them. */
public interface KeptFormats {
    /**
     * Where in the order of age.
     *
     * @param aip breaks ties
     */
    record Place(Instant storedAt, AipId aip) {}

    /**
     * A package with files that were identified with other signatures, or by nobody.
     *
     * @param files those, whole
     */
    record Due(Place place, List<ContentFile> files) {
        public Due {
            files = List.copyOf(files);
        }
    }

    /**
     * Packages that were not looked at with these signatures, those longest in the archive first,
     * whatever their rights; none that is not acknowledged.
     *
     * @param after null from the first on
     */
    List<Due> due(@Nullable Place after, String signatures, int limit);

    /** Packages in the archive; a sum that is kept up, not a count. */
    long packages();

    /**
     * Notes what was looked at, and changes the rows of files whose bytes are still those; each
     * package that changed has a line in the journal. In the caller's transaction.
     */
    void note(
            String signatures,
            Instant at,
            Collection<AipId> seen,
            List<FormatChanges.Change> changes);
}
