package vn.tangthu.repository.ingest.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.DocumentUnderCheck;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.FileUnderCheck;
import vn.tangthu.repository.ingest.lists.FindingSink;
import vn.tangthu.repository.ingest.source.DeliveryFiles.Found;

/**
 * Gives each document its files, in whatever folder they lie: by the names in the list, otherwise
 * by its code, with or without the archive's prefix, with or without a suffix ({@code
 * G09.01_CV_000021_V1_20250428_KH.pdf}, {@code H05.02.02.2008.01.HC.0000001_signed.pdf}). The
 * longest code that a name begins with is its document's; two files for one code are a finding.
 * Where a document has no file of its own, the one that is called by its hồ sơ's code is shared.
 * Images of one kind for one document, by number or in a folder that is called by its code, are its
 * pages in their natural order.
 */
final class FileMatching {
    /** Of files with the same name; a delivery may have a hundred thousand of them. */
    private static final int SHOWN = 5;

    /** What a suffix begins with; after a full stop the code itself goes on. */
    private static final String BEFORE_SUFFIX = "_- (";

    private static final Set<String> SIGNED = Set.of("signed", "sign", "daky", "kyso");

    private final Map<String, List<Found>> byStem = new HashMap<>();
    private final Map<String, List<Found>> byFileName = new HashMap<>();
    private final Map<String, Found> byName = new HashMap<>();
    private final Map<String, List<Found>> imagesByFolder = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();
    private final List<Found> all;
    private final Set<Found> taken = new HashSet<>();
    private final Map<Found, FileUnderCheck> given = new HashMap<>();

    FileMatching(List<Found> files) {
        all = files;
        for (Found file : files) {
            byStem.computeIfAbsent(stem(file), s -> new ArrayList<>(1)).add(file);
            byFileName
                    .computeIfAbsent(Folded.of(file.fileName()), s -> new ArrayList<>(1))
                    .add(file);
            byName.put(Folded.of(file.name()), file);
            String folder = folder(file);
            if (!folder.isEmpty() && PageImages.isImage(file)) {
                imagesByFolder.computeIfAbsent(folder, f -> new ArrayList<>()).add(file);
            }
        }
    }

    /** Path of the folder it lies in, folded; empty at the top. */
    private static String folder(Found file) {
        String name = Folded.of(file.name());
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }

    private static String stem(Found file) {
        String fileName = Folded.of(file.fileName());
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? fileName : fileName.substring(0, dot);
    }

    /** Gives the files; what the list names goes before what only looks alike. */
    void match(List<RecordUnderCheck> records) {
        List<DocumentUnderCheck> coded = new ArrayList<>();
        for (RecordUnderCheck record : records) {
            for (DocumentUnderCheck document : record.documents) {
                if (!document.sip.fileNames().isEmpty()) {
                    byNames(document);
                } else if (!document.sip.docCode().isEmpty()) {
                    coded.add(document);
                }
            }
        }
        byCodes(coded);
    }

    private void byNames(DocumentUnderCheck document) {
        for (String name : document.sip.fileNames()) {
            String clean = name.replace('\\', '/').replaceFirst("^(\\./)+", "");
            if (clean.contains("/")) {
                Found found = byName.get(Folded.of(clean));
                List<Found> pages = imagesByFolder.get(Folded.of(clean).replaceFirst("/+$", ""));
                if (found == null && pages != null) {
                    give(document, name, pages);
                } else if (found == null) {
                    document.record.add(Finding.blocks("FILE_MISSING", document.sip.place(), name));
                } else {
                    take(document, found);
                }
            } else {
                List<Found> named = byFileName.get(Folded.of(clean));
                give(document, clean, named != null ? named : stemmed(clean));
            }
        }
    }

    private List<Found> stemmed(String stem) {
        return byStem.getOrDefault(Folded.of(stem), List.of());
    }

    private void byCodes(List<DocumentUnderCheck> documents) {
        Map<String, DocumentUnderCheck> byCode = new HashMap<>();
        documents.forEach(d -> byCode.putIfAbsent(Folded.of(d.sip.docCode()), d));
        documents.forEach(d -> byCode.putIfAbsent(Folded.of(otherForm(d)), d));
        Map<DocumentUnderCheck, List<Found>> found = new IdentityHashMap<>();
        for (Found file : all) {
            String stem = stem(file);
            DocumentUnderCheck whole = byCode.get(stem);
            DocumentUnderCheck of =
                    whole != null || taken.contains(file) ? whole : suffixed(stem, byCode);
            if (of == null && !taken.contains(file) && PageImages.isImage(file)) {
                String folder = folder(file);
                of = byCode.get(folder.substring(folder.lastIndexOf('/') + 1));
            }
            if (of != null) {
                found.computeIfAbsent(of, d -> new ArrayList<>(1)).add(file);
            }
        }
        for (DocumentUnderCheck document : documents) {
            List<Found> own = found.get(document);
            give(document, document.sip.docCode(), own != null ? own : ofHoSo(document.record));
        }
    }

    private List<Found> ofHoSo(RecordUnderCheck record) {
        for (String code :
                List.of(
                        record.sip.fileCode(),
                        record.sip.arcFileCode(),
                        record.fileCode,
                        record.arcFileCode)) {
            List<Found> called = code.isEmpty() ? List.of() : stemmed(code);
            if (!called.isEmpty()) {
                return called;
            }
        }
        return List.of();
    }

    /** With the archive's prefix where the list has none, and the other way round. */
    private static String otherForm(DocumentUnderCheck document) {
        String code = document.sip.docCode();
        String full = document.record.arcFileCode;
        String own = document.record.fileCode;
        if (own.isEmpty() || !full.endsWith(own)) {
            return code; // not placed; there is a finding about that
        }
        String prefix = full.substring(0, full.length() - own.length());
        return code.startsWith(prefix) ? code.substring(prefix.length()) : prefix + code;
    }

    private static @Nullable DocumentUnderCheck suffixed(
            String stem, Map<String, DocumentUnderCheck> byCode) {
        for (int i = stem.length() - 1; i > 0; i--) {
            boolean ends =
                    BEFORE_SUFFIX.indexOf(stem.charAt(i)) >= 0
                            || (stem.charAt(i) == '.' && SIGNED.contains(stem.substring(i + 1)));
            DocumentUnderCheck document = ends ? byCode.get(stem.substring(0, i)) : null;
            if (document != null) {
                return document;
            }
        }
        return null;
    }

    private void give(DocumentUnderCheck document, String name, List<Found> candidates) {
        switch (candidates.size()) {
            case 0 ->
                    document.record.add(Finding.blocks("FILE_MISSING", document.sip.place(), name));
            case 1 -> take(document, candidates.getFirst());
            default -> {
                Optional<PageImages> pages = PageImages.of(candidates);
                if (pages.isPresent()) {
                    take(document, pages.get());
                    return;
                }
                if (ambiguous.add(Folded.of(name))) {
                    taken.addAll(candidates); // one finding about them is enough
                }
                String paths =
                        candidates.stream()
                                .limit(SHOWN)
                                .map(Found::name)
                                .collect(Collectors.joining(", "));
                document.record.add(
                        Finding.blocks(
                                "FILE_AMBIGUOUS",
                                document.sip.place(),
                                name,
                                candidates.size() > SHOWN ? paths + ", …" : paths));
            }
        }
    }

    private void take(DocumentUnderCheck document, PageImages pages) {
        pages.ordered().forEach(page -> take(document, page));
        if (!pages.missing().isEmpty()) {
            document.record.add(
                    Finding.warns(
                            "PAGE_IMAGES_MISSING",
                            document.sip.place(),
                            pages.missingNumbers(),
                            pages.ordered().getFirst().name(),
                            pages.ordered().getLast().name()));
        }
    }

    private void take(DocumentUnderCheck document, Found found) {
        FileUnderCheck shared = given.get(found);
        if (shared != null
                && shared.document.record == document.record
                && !document.files.contains(shared)) {
            document.files.add(shared); // PageRanges parts it
            return;
        }
        if (!taken.add(found)) {
            document.record.add(Finding.blocks("FILE_SHARED", document.sip.place(), found.name()));
            return;
        }
        FileUnderCheck file = new FileUnderCheck(document, found);
        given.put(found, file);
        document.files.add(file);
    }

    /** Files that no document of the list has. */
    void reportExtra(FindingSink findings) {
        for (Found file : all) {
            if (!taken.contains(file)) {
                findings.add(
                        FileTypes.isArchive(file.fileName())
                                ? Finding.blocks("NESTED_ARCHIVE", file.name())
                                : Finding.blocks("FILE_EXTRA", file.name()));
            }
        }
    }
}
