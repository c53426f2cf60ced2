package vn.tangthu.repository;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is kept, for reading: fonds → series → hồ sơ → document. Every call takes the reader and
 * gives only what that reader may see; hidden and missing look the same. Limits are at most 1,000.
 */
public interface Catalogue {
    /** Fonds by code; a fonds whose own access is hidden only for those who may know of it. */
    Slice<Fonds> fonds(int offset, int limit, Reader reader);

    Optional<Fonds> fonds(FondsId id, Reader reader);

    Optional<Fonds> fondsByCode(String code, Reader reader);

    Slice<Series> series(FondsId fonds, int offset, int limit, Reader reader);

    /** One series of the fonds. */
    Optional<Series> series(FondsId fonds, SeriesId id, Reader reader);

    Slice<RecordSummary> records(SeriesId series, int offset, int limit, Reader reader);

    /** Records of the fonds that stand in no series. */
    Slice<RecordSummary> recordsWithoutSeries(FondsId fonds, int offset, int limit, Reader reader);

    Optional<RecordView> record(AipId id, Reader reader);

    /**
     * A UUID, an arcFileCode, or a fileCode that only one record has. Empty when ambiguous, hidden
     * or missing. The UUID of a package of which documents were erased gives that of its successor
     * ({@link Erasures}).
     */
    Optional<AipId> resolve(String code, Reader reader);

    /** The record that holds the document or the file. */
    Optional<AipId> recordOf(ContentFileId file, Reader reader);

    /**
     * What the reader may see of many records now, in one query: search hits are re-checked with it
     * before they leave. Hidden and missing ones are absent from the map.
     */
    Map<AipId, RecordView> records(Collection<AipId> ids, Reader reader);

    /** Which of them the reader may know of now; hidden and missing ones are not. */
    default Set<AipId> known(Collection<AipId> ids, Reader reader) {
        return Set.copyOf(records(ids, reader).keySet());
    }

    /**
     * Public records in a stable order for the sitemap: those after {@code after} (exclusive, null
     * for the first).
     */
    List<PublicRecord> publicRecords(@Nullable AipId after, int limit);

    /** An entry of the sitemap. */
    record PublicRecord(AipId id, Instant changedAt) {}
}
