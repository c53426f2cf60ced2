package vn.tangthu.repository;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
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

    /**
     * Entries of paper that is not digitised, among these ids, as the reader may see them now. What
     * is withdrawn, or stands as a digitised hồ sơ, is absent as the hidden and the missing are.
     * None of the other methods gives them, so that what only packages have asks for packages.
     */
    default Map<AipId, RecordView.Paper> onPaper(Collection<AipId> ids, Reader reader) {
        return Map.of();
    }

    /** What a search may find: hồ sơ, and entries of paper that is not digitised. */
    default Map<AipId, RecordView> found(Collection<AipId> ids, Reader reader) {
        Map<AipId, RecordView> found = new HashMap<>(records(ids, reader));
        List<AipId> others = ids.stream().filter(id -> !found.containsKey(id)).toList();
        if (!others.isEmpty()) {
            found.putAll(onPaper(others, reader));
        }
        return found;
    }

    /** As {@link #resolve}, of an entry of paper that is not digitised. */
    default Optional<AipId> resolveOnPaper(String code, Reader reader) {
        return Optional.empty();
    }

    /** Whether the fonds has entries of paper that the reader may know of. */
    default boolean hasPaper(FondsId fonds, Reader reader) {
        return false;
    }

    /** As {@link #publicRecords}, of entries of paper that is not digitised. */
    default List<PublicRecord> publicPaper(@Nullable AipId after, int limit) {
        return List.of();
    }

    /** Which of them the reader may know of now; hidden and missing ones are not. */
    default Set<AipId> known(Collection<AipId> ids, Reader reader) {
        return Set.copyOf(records(ids, reader).keySet());
    }

    /**
     * What a list of single hồ sơ and documents tells of them, by the id that was asked for; that
     * of a package of which documents were erased stands for its successor. Hidden and missing ones
     * are absent. Costs the same however many documents a hồ sơ has.
     *
     * @param documents whose subjects are wanted, of whichever of the records
     */
    default Map<AipId, Line> lines(
            Collection<AipId> ids, Collection<DocumentId> documents, Reader reader) {
        Map<AipId, Line> lines = new HashMap<>();
        for (AipId id : ids) {
            resolve(id.toString(), reader)
                    .flatMap(now -> record(now, reader))
                    .or(() -> Optional.ofNullable(onPaper(List.of(id), reader).get(id)))
                    .ifPresent(view -> lines.put(id, Line.of(view, documents)));
        }
        return lines;
    }

    /**
     * Public records in a stable order for the sitemap: those after {@code after} (exclusive, null
     * for the first).
     */
    List<PublicRecord> publicRecords(@Nullable AipId after, int limit);

    /**
     * @param id of the package that has it now
     * @param title null where this reader may not see it
     * @param subjects of those documents that were asked for and that this reader may see
     */
    record Line(
            AipId id,
            String arcFileCode,
            @Nullable String title,
            Map<DocumentId, String> subjects) {
        public Line {
            subjects = Map.copyOf(subjects);
        }

        public static Line of(RecordView view, Collection<DocumentId> documents) {
            Map<DocumentId, String> subjects = new HashMap<>();
            if (view instanceof RecordView.Full full) {
                full.documents().stream()
                        .filter(one -> documents.contains(one.id()))
                        .forEach(one -> subjects.put(one.id(), one.description().subject()));
            }
            return new Line(view.id(), view.arcFileCode(), view.titleOrNull(), subjects);
        }
    }

    /** An entry of the sitemap. */
    record PublicRecord(AipId id, Instant changedAt) {}
}
