package vn.tangthu.indexer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.RecordView;

/**
 * A record that was found.
 *
 * @param record as the reader may see it now
 * @param score higher is better; comparable within one answer only
 * @param places where in it, best first, at most five; empty for a listed record
 * @param why the fields that matched
 */
public record Hit(RecordView record, float score, List<Place> places, List<Why> why) {
    public Hit {
        places = List.copyOf(places);
        why = List.copyOf(why);
    }

    public AipId id() {
        return record.id();
    }

    /**
     * A document, and a page of it where the text matched.
     *
     * @param page as {@link ArchivalDocument#numberOf} counts it, or null when the description
     *     matched
     * @param snippet text around the match
     */
    public record Place(
            DocumentId document,
            @Nullable ContentFileId file,
            String documentTitle,
            String printedNumber,
            @Nullable Integer page,
            Snippet snippet) {}

    /** Text in pieces; render each piece escaped, the marked ones emphasised. */
    public record Snippet(List<Piece> pieces) {
        public static final Snippet EMPTY = new Snippet(List.of());

        public Snippet {
            pieces = List.copyOf(pieces);
        }

        public String text() {
            StringBuilder text = new StringBuilder();
            pieces.forEach(piece -> text.append(piece.text()));
            return text.toString();
        }

        public record Piece(String text, boolean marked) {}
    }

    /** Which field matched, for "why is this here". */
    public enum Why {
        NUMBER,
        CODE,
        TITLE,
        SUBJECT,
        AGENCY,
        KEYWORD,
        DESCRIPTION,
        PAGE_TEXT
    }
}
