package vn.tangthu.repository.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Rights;

/**
 * Documents that stand on the same page of a shared file: the page shows both, so the strictest of
 * their rights is that of each.
 */
final class SharedPages {
    private final Map<ContentFileId, List<Placed>> byFile = new HashMap<>();
    private final Map<DocumentId, List<Placed>> byDocument = new HashMap<>();

    private record Placed(ContentFile file, Rights rights) {}

    private boolean varied;
    private @Nullable Access first;

    private SharedPages() {}

    static SharedPages of(Aip aip) {
        SharedPages shared = new SharedPages();
        aip.documents().forEach(d -> shared.add(d.id(), d.rights(), d.files()));
        return shared;
    }

    static SharedPages of(List<ArchivalDocument> documents) {
        SharedPages shared = new SharedPages();
        documents.forEach(d -> shared.add(d.id(), d.rights(), d.files()));
        return shared;
    }

    private void add(DocumentId document, Rights rights, List<ContentFile> files) {
        for (ContentFile file : files) {
            if (file.part() != null) {
                Placed placed = new Placed(file, rights);
                byFile.computeIfAbsent(file.part().whole(), w -> new ArrayList<>()).add(placed);
                byDocument.computeIfAbsent(document, d -> new ArrayList<>(1)).add(placed);
                varied |= first != null && first != rights.access();
                first = rights.access();
            }
        }
    }

    /**
     * @param own the document's own rights
     */
    Rights rights(DocumentId document, Rights own) {
        if (!varied) {
            return own; // as nearly always
        }
        Rights strictest = own;
        for (Placed placed : byDocument.getOrDefault(document, List.of())) {
            for (Placed other : byFile.getOrDefault(placed.file().whole().id(), List.of())) {
                if (placed.file().sharesPageWith(other.file())
                        && Ranks.of(other.rights().access()) > Ranks.of(strictest.access())) {
                    strictest = Ranks.strictest(strictest, other.rights());
                }
            }
        }
        return strictest;
    }
}
