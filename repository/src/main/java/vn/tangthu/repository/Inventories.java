package vn.tangthu.repository;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inventories (mục lục): every hồ sơ of a fonds, a series or a delivery in its order, told one by
 * one, so that any number of them needs no more memory than one. For archivists; everybody else is
 * refused.
 */
public interface Inventories {
    /** What the inventory is of. */
    sealed interface Of {
        record TheFonds(FondsId id) implements Of {}

        record TheSeries(FondsId fonds, SeriesId id) implements Of {}

        record TheDelivery(DeliveryId id) implements Of {}

        /** Those of these that are kept and not withdrawn, at most 1,000; in no order. */
        record TheRecords(List<AipId> ids) implements Of {
            public TheRecords {
                ids = List.copyOf(ids);
            }
        }
    }

    /**
     * Tells them all in pieces; what changes meanwhile may or may not be in it.
     *
     * @param withDocuments whether the documents of each are wanted too
     * @throws IOException whatever {@code listener} throws, which ends it
     */
    void tell(Of of, boolean withDocuments, Reader reader, Listener listener) throws IOException;

    /** Is told; series by series within a fonds, those in no series last. */
    interface Listener {
        /**
         * The entries that follow are of this series.
         *
         * @param series null for those that stand in none
         */
        default void series(@Nullable Series series) throws IOException {}

        void entry(Entry entry) throws IOException;
    }

    /**
     * Where an entry stands in the archive.
     *
     * @param version that the entry is of, the head
     * @param fileCode the code without the archive's prefix
     */
    record Place(
            AipId id,
            int version,
            String fondsCode,
            @Nullable String seriesCode,
            String fileCode) {}

    /**
     * @param pages counted in its files
     * @param documents in their order; empty when they were not asked for
     */
    record Entry(Place place, FileDescription description, int pages, List<Line> documents) {
        public Entry {
            documents = List.copyOf(documents);
        }
    }

    /**
     * @param pages counted in its files, 0 where pages mean nothing
     */
    record Line(DocumentId id, DocumentDescription description, int pages) {}
}
