package vn.tangthu.repository.ingest;

import java.util.List;
import java.util.Optional;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.CatalogueWriter.OnPaper;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.ingest.check.ValidRecord;
import vn.tangthu.repository.ingest.lists.FindingSink;

/**
 * Hồ sơ that are digitised of paper in the catalogue: never more open than that is, and whoever
 * takes the delivery in is told. What is restricted after this narrows them when they are
 * acknowledged ({@link CatalogueWriter#acknowledge}).
 */
final class PaperBefore {
    private final CatalogueWriter catalogue;
    private final DeliveryRow delivery;
    private final FindingSink findings;
    private final StringBuilder content;

    /**
     * @param content of the delivery, to which what is narrowed is added: assembled anew when that
     *     is another after an interruption
     */
    PaperBefore(
            CatalogueWriter catalogue,
            DeliveryRow delivery,
            FindingSink findings,
            StringBuilder content) {
        this.catalogue = catalogue;
        this.delivery = delivery;
        this.findings = findings;
        this.content = content;
    }

    ValidRecord narrowed(ValidRecord record) {
        Optional<OnPaper> paper = catalogue.onPaper(record.fonds(), record.fileCode());
        if (paper.isEmpty()) {
            return record;
        }
        Rights rights = paper.get().rights().narrow(record.rights());
        if (rights.equals(record.rights())) {
            return record;
        }
        content.append(record.arcFileCode()).append(' ').append(rights).append('\n');
        // That there is hidden paper of this code is not for who delivers.
        if (paper.get().known() || !delivery.isBySubmitter()) {
            findings.add(told(record, rights));
        }
        return record.with(rights);
    }

    private static Finding told(ValidRecord record, Rights rights) {
        String code = record.arcFileCode();
        Finding told =
                rights.access() == Access.HIDDEN
                        ? Finding.warns("PAPER_HIDDEN_BEFORE", record.place(), code)
                        : Finding.warns("PAPER_LISTED_BEFORE", record.place(), code);
        return told.about(code).of(List.of(code));
    }
}
