package vn.tangthu.repository;

import java.io.IOException;

/** Page images of both sides of a pair: of what is kept and of what only just came. */
public interface PairImages {
    /**
     * @param other whether of the other side
     * @param page from 1
     * @param width one of {@link PageImages#WIDTHS}
     * @throws PageRenderer.NotRenderable when there can be no image of the page
     * @throws Retrieval.NotAvailable when it is not there, is not as it was checked, or the reader
     *     may not see it: they look the same
     */
    PageRenderer.Rendered image(
            DeliveryId delivery, String key, boolean other, int page, int width, Reader reader)
            throws IOException, Retrieval.NotAvailable, Retrieval.Damaged;
}
