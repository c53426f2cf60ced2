package vn.tangthu.portal.publicpages;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.Hit.Snippet.Piece;

/** The text of a page line by line, with the found words marked. */
final class PageLines {
    private PageLines() {}

    /**
     * @param marked words of this page; those without a place on it cannot be told apart from their
     *     namesakes and are left unmarked
     */
    static List<List<Piece>> of(ExtractedText.Page page, List<ExtractedText.Word> marked) {
        if (marked.isEmpty() || page.words().isEmpty()) {
            return page.text()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> List.of(new Piece(line, false)))
                    .toList();
        }
        Set<ExtractedText.Word> found = new HashSet<>(marked);
        List<List<Piece>> lines = new ArrayList<>();
        List<Piece> line = new ArrayList<>();
        int current = page.words().getFirst().line();
        for (ExtractedText.Word word : page.words()) {
            if (word.line() != current) {
                lines.add(List.copyOf(line));
                line.clear();
                current = word.line();
            }
            boolean mark = found.contains(word);
            String gap = line.isEmpty() ? "" : " ";
            Piece last = line.isEmpty() ? null : line.getLast();
            if (last != null && last.marked() == mark) {
                line.set(line.size() - 1, new Piece(last.text() + gap + word.text(), mark));
            } else {
                if (last != null) {
                    line.add(new Piece(gap, false));
                }
                line.add(new Piece(word.text(), mark));
            }
        }
        lines.add(List.copyOf(line));
        return lines;
    }
}
