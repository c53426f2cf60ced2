package vn.tangthu.portal.publicpages;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AccessRequests.Asked;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Reader;

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
        return lines(List.of(entry)).stream().findFirst();
    }

    private static Optional<Line> line(Basket.Entry entry, Catalogue.Line known) {
        UUID wanted = entry.document();
        DocumentId document = wanted == null ? null : new DocumentId(wanted);
        String subject = document == null ? null : known.subjects().get(document);
        if (document != null && subject == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Line(
                        entry.key(),
                        new Asked(known.id(), document),
                        "/ho-so/" + known.id(),
                        known.arcFileCode(),
                        known.title(),
                        subject));
    }

    /** Those that are there, in their order; of one that was erased in part, what stays. */
    List<Line> lines(List<Basket.Entry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        Set<AipId> records = new HashSet<>();
        Set<DocumentId> documents = new HashSet<>();
        for (Basket.Entry entry : entries) {
            records.add(new AipId(entry.record()));
            UUID document = entry.document();
            if (document != null) {
                documents.add(new DocumentId(document));
            }
        }
        Map<AipId, Catalogue.Line> known = catalogue.lines(records, documents, Reader.ANONYMOUS);
        List<Line> lines = new ArrayList<>();
        for (Basket.Entry entry : entries) {
            Catalogue.Line line = known.get(new AipId(entry.record()));
            if (line != null) {
                line(entry, line).ifPresent(lines::add);
            }
        }
        return lines;
    }

    /** Whether some of these are on paper that is not digitised. */
    boolean onPaper(List<Line> lines) {
        List<AipId> records = lines.stream().map(line -> line.asked().record()).distinct().toList();
        return !records.isEmpty() && !catalogue.onPaper(records, Reader.ANONYMOUS).isEmpty();
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
