package vn.tangthu.repository.granted;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Redactions.Area;
import vn.tangthu.repository.Redactions.Box;
import vn.tangthu.repository.Redactions.Draft;
import vn.tangthu.repository.Redactions.Ground;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.granted.GrantedRules.Found;
import vn.tangthu.storage.DigestAlgorithm;

/** Lays boxes on documents as they are now. */
@Component
class RedactionDrafts {
    private static final Comparator<Area> PLACES =
            Comparator.comparingInt(Area::y)
                    .thenComparingInt(Area::x)
                    .thenComparingInt(Area::height)
                    .thenComparingInt(Area::width);

    private static final Comparator<RedactionRows.Row> ROWS =
            Comparator.comparing(RedactionRows.Row::sha512)
                    .thenComparingInt(RedactionRows.Row::page)
                    .thenComparing(RedactionRows.Row::area, PLACES)
                    .thenComparing(RedactionRows.Row::ground);

    private final RedactionRows rows;
    private final List<Ground> grounds = RedactionGrounds.read();
    private final Map<String, Ground> byCode =
            grounds.stream().collect(Collectors.toMap(Ground::code, Function.identity()));

    RedactionDrafts(RedactionRows rows) {
        this.rows = rows;
    }

    List<Ground> grounds() {
        return grounds;
    }

    Ground ground(String code) {
        return Optional.ofNullable(byCode.get(code))
                .orElseThrow(() -> new RefusedException(Finding.blocks("REDACTION_GROUND", code)));
    }

    /**
     * A page of a document.
     *
     * @param page of the file, from 1
     */
    record Sheet(ContentFile file, int page) {
        String sha512() {
            return file.sha512().hex();
        }

        int pageOfWhole() {
            return file.pageOfWhole(page);
        }
    }

    /** Empty where the document has no such page, or it has no image. */
    static Optional<Sheet> sheet(ArchivalDocument document, int page) {
        int before = 0;
        for (ContentFile file : document.files()) {
            if (page > before && page <= before + file.pages()) {
                return GrantedRules.hasPages(file)
                        ? Optional.of(new Sheet(file, page - before))
                        : Optional.empty();
            }
            before += file.pages();
        }
        return Optional.empty();
    }

    /**
     * What is covered on those documents. A box covers its page of bytes wherever it stands: also
     * in another document than the one it was drawn in, where two share a page or have the same
     * file.
     */
    Draft of(String request, Found found) {
        List<RedactionRows.Row> all =
                rows.of(request, found.record().id()).stream().sorted(ROWS).toList();
        List<Box> boxes = new ArrayList<>();
        List<Box> stale = new ArrayList<>();
        MessageDigest digest = DigestAlgorithm.SHA256.newMessageDigest();
        for (ArchivalDocument document : found.documents()) {
            files(digest, document);
            for (RedactionRows.Row row : all) {
                List<Integer> pages = pages(document, row);
                pages.forEach(page -> boxes.add(box(row, document.id(), page)));
                if (!pages.isEmpty()) {
                    Area area = row.area();
                    told(digest, "B", row.sha512(), row.page(), area, row.ground());
                } else if (row.document().equals(document.id())) {
                    stale.add(box(row, document.id(), row.page()));
                }
            }
        }
        return new Draft(boxes, stale, HexFormat.of().formatHex(digest.digest()));
    }

    /** SHA-256 over the files of those documents, in their order. */
    static String files(List<ArchivalDocument> documents) {
        MessageDigest digest = DigestAlgorithm.SHA256.newMessageDigest();
        documents.forEach(document -> files(digest, document));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void files(MessageDigest digest, ArchivalDocument document) {
        told(digest, "D", document.id());
        for (ContentFile file : document.files()) {
            told(digest, "F", file.sha512().hex(), file.pageOfWhole(1), file.pages());
        }
    }

    /** Where a box covers something of a hồ sơ, first in the document that it was drawn in. */
    static List<Box> everywhere(RedactionRows.Row row, RecordView.Full record) {
        return record.documents().stream()
                .sorted(Comparator.comparing(one -> !one.id().equals(row.document())))
                .flatMap(one -> pages(one, row).stream().map(page -> box(row, one.id(), page)))
                .toList();
    }

    /** Where the page of bytes stands in the document: everywhere, should it stand there twice. */
    private static List<Integer> pages(ArchivalDocument document, RedactionRows.Row row) {
        List<Integer> pages = new ArrayList<>();
        int before = 0;
        for (ContentFile file : document.files()) {
            int page = row.page() - file.pageOfWhole(1) + 1;
            if (file.sha512().hex().equals(row.sha512()) && page >= 1 && page <= file.pages()) {
                pages.add(before + page);
            }
            before += file.pages();
        }
        return pages;
    }

    private static Box box(RedactionRows.Row row, DocumentId document, int page) {
        return new Box(row.id(), document, page, row.area(), row.ground(), row.at(), row.by());
    }

    private static void told(MessageDigest digest, Object... facts) {
        for (Object fact : facts) {
            digest.update((fact + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
