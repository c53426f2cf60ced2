package vn.tangthu.repository;

import java.io.IOException;

/** The page on which a stamp was read, for the officer who decides. Never cached. */
public interface SuspectImages {
    /**
     * @param width one of {@link PageImages#WIDTHS}
     * @throws Retrieval.NotAvailable for all but officers, and when no open suspicion is on the
     *     page
     */
    PageRenderer.Rendered image(SuspectedSecrets.Place place, int width, Reader reader)
            throws IOException, Retrieval.NotAvailable, Retrieval.Damaged;
}
