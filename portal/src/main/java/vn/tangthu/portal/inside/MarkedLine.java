package vn.tangthu.portal.inside;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.Hit;

/**
 * A line of a page's text.
 *
 * @param anchor the lines of a page with finds are counted from 1: {@code tim-1}; null where the
 *     line has none
 */
public record MarkedLine(@Nullable String anchor, List<Hit.Snippet.Piece> pieces) {
    private static final String ANCHOR = "tim-";

    /** The anchor of the first line of a page with a find. */
    public static final String FIRST = ANCHOR + 1;

    public MarkedLine {
        pieces = List.copyOf(pieces);
    }

    public static List<MarkedLine> of(List<Hit.Snippet> lines) {
        List<MarkedLine> rows = new ArrayList<>();
        int found = 0;
        for (Hit.Snippet line : lines) {
            boolean marked = line.pieces().stream().anyMatch(Hit.Snippet.Piece::marked);
            rows.add(new MarkedLine(marked ? ANCHOR + ++found : null, line.pieces()));
        }
        return rows;
    }

    public String text() {
        return pieces.stream().map(Hit.Snippet.Piece::text).collect(Collectors.joining());
    }
}
