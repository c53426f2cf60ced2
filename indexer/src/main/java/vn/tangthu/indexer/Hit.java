package vn.tangthu.indexer;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.RecordView;

/**
 * A record that was found.
 *
 * @param record as the reader may see it now
 * @param score higher is better; comparable within one answer only
 * @param places where in it, best first, at most five; empty for a listed record
 * @param why what of it matched, told from what the reader may see of it now
 */
public record Hit(RecordView record, float score, List<Place> places, List<Reason> why) {
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

    /** The fields that matched, each once, in the order in which they are told. */
    public Set<Why> matched() {
        Set<Why> matched = EnumSet.noneOf(Why.class);
        why.forEach(reason -> matched.add(reason.field()));
        return matched;
    }

    /**
     * For "why is this here".
     *
     * @param value what stands there, as {@link Why} says of each field; null where the field says
     *     enough
     * @param part what of the value answers, where it is not all of it; null where it is
     */
    public record Reason(Why field, @Nullable String value, @Nullable String part) {
        public static Reason of(Why field) {
            return new Reason(field, null, null);
        }

        public static Reason of(Why field, String value) {
            return new Reason(field, value, null);
        }
    }

    /** Which field matched. */
    public enum Why {
        /** The number and notation of a document, as printed. */
        NUMBER,

        /** The day, month or year of a document, as {@link ArchivalDate} writes it. */
        DATE,

        /** Tên loại of a document: the code of a {@link DocumentType}. */
        TYPE,

        /** The code of the record, of its paper or of a document. */
        CODE,
        TITLE,
        SUBJECT,
        AGENCY,
        KEYWORD,

        /** The title of the mục lục hồ sơ. */
        SERIES,
        FONDS,

        /** The years that the record covers: {@code 1998} or {@code 1998–2004}. */
        YEARS,
        DESCRIPTION,

        /**
         * The pages, {@code 3, 7}, as {@link Place#page()} counts them; the part is the number of
         * the document where pages of several are told.
         */
        PAGE_TEXT
    }
}
