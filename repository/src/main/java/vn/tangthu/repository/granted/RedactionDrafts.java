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

    Draft of(String request, Found found) {
        List<RedactionRows.Row> all = rows.of(request, found.record().id());
        List<Box> boxes = new ArrayList<>();
        List<Box> stale = new ArrayList<>();
        MessageDigest digest = DigestAlgorithm.SHA256.newMessageDigest();
        for (ArchivalDocument document : found.documents()) {
            told(digest, "D", document.id());
            document.files()
                    .forEach(
                            file ->
                                    told(
                                            digest,
                                            "F",
                                            file.sha512().hex(),
                                            file.pageOfWhole(1),
                                            file.pages()));
            for (RedactionRows.Row row : own(all, document.id())) {
                List<Integer> pages = pages(document, row);
                pages.forEach(page -> boxes.add(box(row, page)));
                if (pages.isEmpty()) {
                    stale.add(box(row, row.page()));
                } else {
                    Area area = row.area();
                    told(digest, "B", row.sha512(), row.page(), area, row.ground());
                }
            }
        }
        return new Draft(boxes, stale, HexFormat.of().formatHex(digest.digest()));
    }

    private static List<RedactionRows.Row> own(List<RedactionRows.Row> all, DocumentId document) {
        return all.stream()
                .filter(row -> row.document().equals(document))
                .sorted(
                        Comparator.comparing(RedactionRows.Row::sha512)
                                .thenComparingInt(RedactionRows.Row::page)
                                .thenComparing(RedactionRows.Row::area, PLACES)
                                .thenComparing(RedactionRows.Row::ground))
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

    private static Box box(RedactionRows.Row row, int page) {
        return new Box(
                row.id(), row.document(), page, row.area(), row.ground(), row.at(), row.by());
    }

    private static void told(MessageDigest digest, Object... facts) {
        for (Object fact : facts) {
            digest.update((fact + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
