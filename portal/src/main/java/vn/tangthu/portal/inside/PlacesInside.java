package vn.tangthu.portal.inside;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.InsideRecord.PageHit;
import vn.tangthu.indexer.InsideRecord.Position;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.RecordView;

/** Places with finds in a record: by document, and written into an address. */
public final class PlacesInside {
    /** Places that one page lists. */
    public static final int PAGE_SIZE = 25;

    private PlacesInside() {}

    /** A document with its pages that have it; the same one may go on on the next page. */
    public record Group(ArchivalDocument document, List<PageHit> hits) {}

    public static List<Group> groups(RecordView.Full full, List<PageHit> hits) {
        List<Group> groups = new ArrayList<>();
        for (PageHit hit : hits) {
            ArchivalDocument document = document(full, hit.at().document()).orElse(null);
            if (document == null) {
                continue; // closed to this reader since
            }
            if (groups.isEmpty() || !groups.getLast().document().id().equals(document.id())) {
                groups.add(new Group(document, new ArrayList<>()));
            }
            groups.getLast().hits().add(hit);
        }
        return groups;
    }

    /** Empty when this reader has no such document. */
    public static Optional<ArchivalDocument> document(RecordView.Full full, DocumentId id) {
        return full.documents().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /**
     * ORDINAL-FILE-PAGE, by the document's own ordinal, so that it holds when others are closed.
     */
    public static @Nullable String written(RecordView.Full full, Position at) {
        ArchivalDocument document = document(full, at.document()).orElse(null);
        for (int i = 0; document != null && i < document.files().size(); i++) {
            if (document.files().get(i).id().equals(at.file())) {
                return document.description().docOrdinal() + "-" + (i + 1) + "-" + at.page();
            }
        }
        return null;
    }

    /** As {@link #written} wrote it; empty for anything else and for what is closed. */
    public static Optional<Position> read(RecordView.Full full, String written) {
        if (!written.matches("[0-9]{1,6}-[0-9]{1,6}-[0-9]{1,6}")) {
            return Optional.empty();
        }
        String[] parts = written.split("-", -1);
        int ordinal = Integer.parseInt(parts[0]);
        int file = Integer.parseInt(parts[1]);
        int page = Integer.parseInt(parts[2]);
        return full.documents().stream()
                .filter(each -> each.description().docOrdinal() == ordinal)
                .filter(each -> file >= 1 && file <= each.files().size())
                .findFirst()
                .map(each -> new Position(each.id(), each.files().get(file - 1).id(), page));
    }
}
