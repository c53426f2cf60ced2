package vn.tangthu.indexer;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Reader;

/**
 * Where inside one record a question is met, page by page in the order of reading; the reader's
 * rights are checked here. It answers from the index, so a record of 63 volumes costs what is shown
 * of it and not what it holds.
 */
public interface InsideRecord {
    /** The most pages with finds that one answer has. */
    int MOST = 50;

    /**
     * Pages with finds that come after a place, or before it.
     *
     * @param only this document of the record, or null for all of it
     * @param from the place itself is left out; null for the beginning, backwards for the end
     * @param backwards what comes before it, the nearest first
     * @param limit 1 to {@link #MOST}
     * @throws SearchBusyException when too many search at once and this one's time to wait is over
     */
    Found find(
            AipId record,
            @Nullable DocumentId only,
            String query,
            @Nullable Position from,
            boolean backwards,
            int limit,
            Reader reader)
            throws IOException;

    /**
     * What stands around a page: finds of its document from the first on, and the nearest of the
     * record before and after it.
     *
     * @param limit of the document's, 1 to {@link #MOST}
     * @throws SearchBusyException as {@link #find} does
     */
    default Around around(AipId record, Position at, String query, int limit, Reader reader)
            throws IOException {
        return new Around(
                find(record, at.document(), query, null, false, limit, reader),
                find(record, null, query, at, true, 1, reader),
                find(record, null, query, at, false, 1, reader));
    }

    /**
     * @param before one at most
     * @param after one at most
     */
    record Around(Found document, Found before, Found after) {}

    /**
     * A page of a file.
     *
     * @param page of the file, from 1
     */
    record Position(DocumentId document, ContentFileId file, int page) {}

    /**
     * @param line the line of text with the first find, the finds marked
     */
    record PageHit(Position at, Hit.Snippet line) {}

    /**
     * @param next where to go on from, or null at the end; there may be one although fewer hits
     *     than asked for were found: no more than some hundred pages are read for one answer
     */
    record Found(List<PageHit> hits, @Nullable Position next) {
        public static final Found NOTHING = new Found(List.of(), null);

        public Found {
            hits = List.copyOf(hits);
        }
    }
}
