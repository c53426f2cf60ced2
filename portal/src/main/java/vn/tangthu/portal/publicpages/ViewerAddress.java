package vn.tangthu.portal.publicpages;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.inside.MarkedLine;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFileId;

/**
 * Addresses of the page viewer: {@code /ho-so/UUID/tai-lieu/ORDINAL?tep=&trang=&q=&xem=}. The
 * ordinal is the document's own in its hồ sơ, so that the address stays when others are withheld.
 */
final class ViewerAddress {
    /** Leads on to the first line of the page with a find. */
    static final String FIRST_FIND = "#" + MarkedLine.FIRST;

    private ViewerAddress() {}

    /**
     * @param record address of the record page
     * @param file null for the first
     * @param page as {@link ArchivalDocument#numberOf} counts it, null for the first
     * @param view {@code anh}, {@code van-ban}, {@code ca-hai}, or empty for the usual one
     */
    static String of(
            String record,
            ArchivalDocument document,
            @Nullable ContentFileId file,
            @Nullable Integer page,
            String q,
            String view) {
        int number = 1;
        for (int i = 0; !document.isPagedThrough() && i < document.files().size(); i++) {
            if (document.files().get(i).id().equals(file)) {
                number = i + 1;
            }
        }
        return of(
                record,
                document.description().docOrdinal(),
                number,
                page == null ? 1 : page,
                q,
                view);
    }

    /**
     * @param file from 1
     */
    static String of(String record, int ordinal, int file, int page, String q, String view) {
        List<String> parts = new ArrayList<>();
        if (file > 1) {
            parts.add("tep=" + file);
        }
        if (page > 1) {
            parts.add("trang=" + page);
        }
        if (!q.isEmpty()) {
            parts.add("q=" + SearchQuery.encode(q));
        }
        if (!view.isEmpty()) {
            parts.add("xem=" + view);
        }
        String path = record + "/tai-lieu/" + ordinal;
        return parts.isEmpty() ? path : path + "?" + String.join("&", parts);
    }
}
