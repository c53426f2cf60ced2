package vn.tangthu.repository;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * What is covered on page images in the copies for a request ("duyệt có che", ADR 0035): boxes that
 * an archivist draws, each with a ground. What is drawn is durable at once. Boxes belong to a page
 * of bytes: they cover it in every document of the hồ sơ that has it, where a file was replaced
 * they are told as stale, and they are never laid over other bytes. The kept files are not touched.
 */
public interface Redactions {
    /** Parts of the width or height of a page in which boxes are measured. */
    int SCALE = 10_000;

    /** The narrowest side of a box: a tenth of a millimetre on A4 hides nothing and is a slip. */
    int NARROWEST = 20;

    /** Boxes on one page. */
    int MOST_OF_A_PAGE = 200;

    /** Boxes of one request. */
    int MOST_OF_A_REQUEST = 5_000;

    /** All that can be chosen, as the data has them. */
    List<Ground> grounds();

    /** One that a box or a copy has. */
    Ground ground(String code);

    /**
     * @param documents of one hồ sơ
     * @throws Retrieval.NotAvailable for who is no archivist, where nothing of the request is about
     *     this hồ sơ, and where one of them is not there: all look the same
     */
    Draft draft(String request, AipId record, List<DocumentId> documents, Reader reader)
            throws Retrieval.NotAvailable;

    /**
     * @throws RefusedException with all findings at once: the request is over, there is no such
     *     page, the box sticks out …
     */
    UUID draw(Place place, Area area, String ground, Reader actor);

    /**
     * Moves a box, makes it another size, or gives it another ground. One that is as it was stays.
     *
     * @return the box that takes its place
     */
    UUID move(UUID box, Area area, String ground, Reader actor);

    /** One that is gone already stays gone. */
    void remove(UUID box, Reader actor);

    /**
     * Takes away boxes of a document that are stale ({@link Draft#stale}). Where another document
     * of the hồ sơ has the page still it stays covered there.
     *
     * @param shown those that whoever takes them away has seen
     */
    void removeStale(
            String request, AipId record, DocumentId document, Set<UUID> shown, Reader actor);

    /**
     * A page as a copy would have it, boxes burnt in.
     *
     * @param width one of {@link PageImages#WIDTHS}
     * @throws Retrieval.NotAvailable as {@link #draft}
     */
    PageRenderer.Rendered preview(Place place, int width, Reader reader)
            throws IOException, Retrieval.NotAvailable, Retrieval.Damaged;

    /**
     * Why something is covered.
     *
     * @param basis the law, as it is printed on copies
     */
    record Ground(String code, String vietnamese, String english, String basis) {
        public String in(Locale locale) {
            return locale.getLanguage().equals("vi") ? vietnamese : english;
        }
    }

    /**
     * Where something is drawn.
     *
     * @param page of the document, from 1
     */
    record Place(String request, AipId record, DocumentId document, int page) {}

    /** In parts of {@link #SCALE} of the page, from its upper left corner. */
    record Area(int x, int y, int width, int height) {}

    /**
     * One that is on a page of two documents is told for each, with the same id.
     *
     * @param document which it covers something of
     * @param page of that document, from 1; of a stale one of the file as it was
     */
    record Box(
            UUID id,
            DocumentId document,
            int page,
            Area area,
            String ground,
            Instant at,
            String by) {}

    /**
     * @param boxes in the order of documents and pages
     * @param stale drawn on files that have been replaced since
     * @param digest SHA-256 over the files and boxes: equal as long as a copy would look the same
     */
    record Draft(List<Box> boxes, List<Box> stale, String digest) {
        public Draft {
            boxes = List.copyOf(boxes);
            stale = List.copyOf(stale);
        }

        /** Those of a page. */
        public List<Box> on(DocumentId document, int page) {
            return boxes.stream()
                    .filter(box -> box.document().equals(document) && box.page() == page)
                    .toList();
        }
    }
}
