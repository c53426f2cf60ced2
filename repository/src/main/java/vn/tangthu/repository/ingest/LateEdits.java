package vn.tangthu.repository.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.ingest.check.ValidRecord.ValidFile;

/** A hồ sơ with another document, or another file in the place of one. */
final class LateEdits {
    private static final int LONGEST_REASON = 900;

    private LateEdits() {}

    static List<Finding> tooLong(String reason) {
        int length = reason.codePointCount(0, reason.length());
        return length > LONGEST_REASON
                ? List.of(Finding.blocks("TOO_LONG", "reason", "" + LONGEST_REASON, "" + length))
                : List.of();
    }

    static boolean isAlone(ContentFile file, Aip head) {
        return file.part() == null
                && head.documents().stream()
                                .flatMap(document -> document.files().stream())
                                .filter(one -> one.path().equals(file.path()))
                                .count()
                        == 1;
    }

    /** Whether it is one of several images that are the pages of the document. */
    static boolean isPageImage(ContentFile file, Aip.Document document) {
        return document.files().size() > 1 && file.mimeType().startsWith("image/");
    }

    /** Of a new document all that the hồ sơ has; below 0 for a document that is there. */
    static int pagesBeside(Aip head, String docCode) {
        boolean kept =
                head.documents().stream().anyMatch(d -> d.description().docCode().equals(docCode));
        boolean counted = head.storedFiles().stream().allMatch(f -> f.pages() > 0);
        return kept || !counted
                ? -1
                : head.storedFiles().stream().mapToInt(ContentFile::pages).sum();
    }

    /** Whether a file that comes for this document is all of it, as far as can be told. */
    static boolean isWhole(Aip head, String docCode) {
        return head.documents().stream()
                .filter(d -> d.description().docCode().equals(docCode))
                .allMatch(d -> d.files().size() == 1 && d.files().getFirst().part() == null);
    }

    static Aip replaced(Aip aip, DocumentId document, ContentFileId replaced, ContentFile file) {
        List<Aip.Document> documents = new ArrayList<>();
        for (Aip.Document one : aip.documents()) {
            documents.add(
                    one.id().equals(document)
                            ? new Aip.Document(
                                    one.id(),
                                    one.description(),
                                    one.rights(),
                                    one.files().stream()
                                            .map(f -> f.id().equals(replaced) ? file : f)
                                            .toList())
                            : one);
        }
        return with(aip, aip.description(), documents);
    }

    static ContentFile file(AipId id, ValidFile valid, String path) {
        return new ContentFile(
                        ContentFileId.derive(id, path),
                        path,
                        valid.originalName(),
                        valid.mimeType(),
                        valid.size(),
                        valid.pages(),
                        valid.sha512(),
                        valid.sha256())
                .with(valid.scan(1, valid.pages()))
                .scanned(valid.virus())
                .identified(valid.format())
                .checked(valid.checks());
    }

    /** A path that no other file of the head has, whatever the case of its letters. */
    static String free(String path, Aip head, @Nullable ContentFile but) {
        Set<String> taken = new HashSet<>();
        for (Aip.Document document : head.documents()) {
            for (ContentFile file : document.files()) {
                if (!file.equals(but)) {
                    taken.add(file.path().toLowerCase(Locale.ROOT));
                }
            }
        }
        int dot = path.lastIndexOf('.');
        String free = path;
        for (int i = 2; taken.contains(free.toLowerCase(Locale.ROOT)); i++) {
            free = path.substring(0, dot) + "_" + i + path.substring(dot);
        }
        return free;
    }

    static String ending(String path) {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** As a delivery's: a document that says nothing restricts nothing beyond its hồ sơ. */
    static Rights rights(DocumentDescription description) {
        return description.mode() == null || Access.of(description.mode()) == Access.PUBLIC
                ? Rights.OPEN
                : new Rights(Access.of(description.mode()), false, null);
    }

    /** The number of documents follows where it was right before. */
    static FileDescription counted(Aip aip, List<Aip.Document> documents) {
        FileDescription d = aip.description();
        Integer total = d.totalDoc();
        if (total == null || total != aip.documents().size()) {
            return d;
        }
        return d.withTotalDoc(documents.size());
    }

    static Aip with(Aip aip, FileDescription description, List<Aip.Document> documents) {
        return new Aip(
                aip.id(),
                aip.fonds(),
                aip.fondsCode(),
                aip.seriesCode(),
                aip.fileCode(),
                description,
                aip.rights(),
                documents,
                aip.origins(),
                aip.history());
    }
}
