package vn.tangthu.repository;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import vn.tangthu.storage.Digest;

/** The catalogue as something that is made again as a whole, from what the store says. */
public interface CatalogueProjection {
    /**
     * In one transaction: everything acknowledged is removed, what {@code source} gives is put in
     * its place, a new journal epoch begins. Readers see all of the old until all of the new is
     * there; an interruption, or an exception from the source, leaves the old. What is staged and
     * not given by the source stays staged; rights that were narrowed and are not in the package
     * yet stay as narrow. Writers wait meanwhile.
     *
     * @return records that were there before and are no more ({@code RECORD_GONE}: code and id),
     *     the first thousand
     */
    List<Finding> replace(Source source) throws IOException;

    /** Gives every fonds before the AIPs in it. */
    interface Source {
        void feed(Sink sink) throws IOException;
    }

    /** Takes fonds and AIPs, one after the other, in the thread that called {@link #replace}. */
    interface Sink {
        /** Whether there were records before, which this is about to replace. */
        boolean replacesRecords();

        /** Whether one of them is none of those. */
        boolean replacesOthersThan(Predicate<UUID> those);

        /**
         * @throws RefusedException when it cannot stand in the catalogue; nothing of it is put in
         */
        void fonds(AipStore.FondsObject fonds);

        /**
         * Takes an acknowledged AIP.
         *
         * @param delivered fingerprint of the version that was delivered last
         * @throws RefusedException when it cannot stand in the catalogue ({@code UNKNOWN_FONDS},
         *     {@code UNKNOWN_SERIES}, {@code RECORD_CODE_KEPT_TWICE}); nothing of it is put in
         */
        void aip(Aip aip, Digest delivered);
    }
}
