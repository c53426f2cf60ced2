package vn.tangthu.repository.ingest.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.DocumentUnderCheck;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.FileUnderCheck;
import vn.tangthu.repository.ingest.lists.FindingSink;
import vn.tangthu.repository.ingest.source.DeliveryFiles.Found;

/** Gives each document its files, by its code or by the names in the list. */
final class FileMatching {
    private final Map<String, List<Found>> byStem = new HashMap<>();
    private final Map<String, List<Found>> byFileName = new HashMap<>();
    private final Map<String, Found> byName = new HashMap<>();

    /** Of files with the same name; a delivery may have a hundred thousand of them. */
    private static final int SHOWN = 5;

    private final Set<String> ambiguous = new HashSet<>();
    private final List<Found> all;
    private final Set<Found> taken = new HashSet<>();

    FileMatching(List<Found> files) {
        all = files;
        for (Found file : files) {
            String fileName = Folded.of(file.fileName());
            int dot = fileName.lastIndexOf('.');
            String stem = dot < 0 ? fileName : fileName.substring(0, dot);
            byStem.computeIfAbsent(stem, s -> new ArrayList<>(1)).add(file);
            byFileName.computeIfAbsent(fileName, s -> new ArrayList<>(1)).add(file);
            byName.put(Folded.of(file.name()), file);
        }
    }

    void match(DocumentUnderCheck document) {
        List<String> names = document.sip.fileNames();
        if (names.isEmpty()) {
            if (!document.sip.docCode().isEmpty()) {
                one(document, document.sip.docCode(), byStem);
            }
            return;
        }
        for (String name : names) {
            String clean = name.replace('\\', '/').replaceFirst("^(\\./)+", "");
            if (clean.contains("/")) {
                Found found = byName.get(Folded.of(clean));
                if (found == null) {
                    document.record.add(Finding.blocks("FILE_MISSING", document.sip.place(), name));
                } else {
                    take(document, found);
                }
            } else if (byFileName.containsKey(Folded.of(clean))) {
                one(document, clean, byFileName);
            } else {
                one(document, clean, byStem);
            }
        }
    }

    private void one(DocumentUnderCheck document, String name, Map<String, List<Found>> files) {
        List<Found> candidates = files.getOrDefault(Folded.of(name), List.of());
        switch (candidates.size()) {
            case 0 ->
                    document.record.add(Finding.blocks("FILE_MISSING", document.sip.place(), name));
            case 1 -> take(document, candidates.getFirst());
            default -> {
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

    private void take(DocumentUnderCheck document, Found found) {
        if (!taken.add(found)) {
            document.record.add(Finding.blocks("FILE_SHARED", document.sip.place(), found.name()));
            return;
        }
        document.files.add(new FileUnderCheck(document, found));
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
