package vn.tangthu.portal.publicpages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AccessRequests.Asked;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

/**
 * What may be put into a basket and asked for: hồ sơ that everybody may know of, and documents that
 * everybody may see. Hidden and missing are one.
 */
@Component
class AskedFor {
    private final Catalogue catalogue;

    AskedFor(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * @param key as a form sends it
     * @param title null where it is not public
     * @param subject of the one document that is meant, null for all of the hồ sơ
     */
    record Line(
            String key,
            Asked asked,
            String url,
            String code,
            @Nullable String title,
            @Nullable String subject) {}

    Optional<Line> line(Basket.Entry entry) {
        return record(entry.record()).flatMap(view -> line(entry, view));
    }

    private static Optional<Line> line(Basket.Entry entry, RecordView view) {
        UUID wanted = entry.document();
        String subject = null;
        if (wanted != null) {
            if (!(view instanceof RecordView.Full full)) {
                return Optional.empty();
            }
            Optional<ArchivalDocument> document =
                    full.documents().stream()
                            .filter(one -> one.id().equals(new DocumentId(wanted)))
                            .findFirst();
            if (document.isEmpty()) {
                return Optional.empty();
            }
            subject = document.get().description().subject();
        }
        return Optional.of(
                new Line(
                        entry.key(),
                        new Asked(view.id(), wanted == null ? null : new DocumentId(wanted)),
                        "/ho-so/" + view.id(),
                        view.arcFileCode(),
                        view.titleOrNull(),
                        subject));
    }

    /** Those that are there, in their order. */
    List<Line> lines(List<Basket.Entry> entries) {
        List<Line> lines = new ArrayList<>();
        entries.forEach(entry -> line(entry).ifPresent(lines::add));
        return lines;
    }

    /** Of one that was erased in part, what stays. */
    Optional<RecordView> record(UUID id) {
        return catalogue
                .resolve(id.toString(), Reader.ANONYMOUS)
                .flatMap(known -> catalogue.record(known, Reader.ANONYMOUS));
    }

    /** As {@link #line}, of a request that was sent: what everybody may know of it now. */
    Optional<Line> line(@Nullable AipId record, @Nullable DocumentId document) {
        return record == null
                ? Optional.empty()
                : line(
                        new Basket.Entry(
                                record.value(), document == null ? null : document.value()));
    }
}
