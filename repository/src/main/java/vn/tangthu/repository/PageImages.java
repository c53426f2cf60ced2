package vn.tangthu.repository;

import java.io.IOException;
import java.util.List;

/** Page images for the viewer, rendered on demand from a verified copy and cached. */
public interface PageImages {
    /** The widths that are served, in pixels; others would let anybody fill the cache. */
    List<Integer> WIDTHS = List.of(160, 480, 1000, 2000);

    /**
     * @param page from 1
     * @param width one of {@link #WIDTHS}
     * @throws PageRenderer.NotRenderable when there can be no image of the page
     */
    PageRenderer.Rendered image(ContentFileId file, int page, int width, Reader reader)
            throws IOException, Retrieval.NotAvailable, Retrieval.Damaged;
}
