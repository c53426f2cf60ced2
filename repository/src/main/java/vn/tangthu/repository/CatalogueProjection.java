package vn.tangthu.repository;

import java.io.IOException;

/** The catalogue as something that is made again as a whole, from what the store says. */
public interface CatalogueProjection {
    /**
     * In one transaction: everything acknowledged is removed, what {@code source} gives is put in
     * its place, a new journal epoch begins. Readers see all of the old until all of the new is
     * there; an interruption leaves the old. Reservations that are not acknowledged stay, and an
     * AIP that has one is passed over, because the store cannot tell what was acknowledged. Writers
     * wait meanwhile.
     */
    void replace(Source source) throws IOException;

    /** Gives every fonds before the AIPs in it. */
    interface Source {
        void feed(Sink sink) throws IOException;
    }

    /** Takes fonds and AIPs, one after the other, from one thread. */
    interface Sink {
        void fonds(AipStore.FondsObject fonds);

        /**
         * @return false when the AIP is passed over because its delivery is not acknowledged
         * @throws RefusedException ({@code UNKNOWN_FONDS}, {@code CODE_TAKEN}) when it cannot stand
         *     in the catalogue; nothing of it is put in
         */
        boolean aip(Aip aip);
    }
}
