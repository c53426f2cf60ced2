package vn.tangthu.repository.ingest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.ingest.check.ValidRecord;
import vn.tangthu.repository.ingest.check.ValidRecord.ValidDocument;
import vn.tangthu.repository.ingest.lists.ListedPages;
import vn.tangthu.storage.Digest;

/**
 * Documents that were delivered for a kept hồ sơ. They go to its end; a code that another document
 * has gives way to the next one, as an archivist's late document takes the next.
 */
final class LateDocuments {
    private LateDocuments() {}

    /** Those that the hồ sơ does not have yet: with other bytes, or described otherwise. */
    static List<ValidDocument> missing(Aip head, ValidRecord delivered) {
        Map<ValidDocument, Aip.Document> kept = kept(head, delivered);
        return delivered.documents().stream()
                .filter(document -> !kept.containsKey(document))
                .toList();
    }

    /** Whether it has them all, and none of them is one that nobody outside may know of. */
    static boolean hasAllAndMayTell(Aip head, ValidRecord delivered) {
        Map<ValidDocument, Aip.Document> kept = kept(head, delivered);
        return kept.size() == delivered.documents().size()
                && kept.values().stream().allMatch(d -> d.rights().access() != Access.HIDDEN);
    }

    /** The pages of a file that a document is made of: two may share a PDF and be two. */
    private record Pages(Digest sha512, int first, int count) {
        static List<Pages> of(Aip.Document kept) {
            return kept.files().stream()
                    .map(file -> new Pages(file.sha512(), file.pageOfWhole(1), file.pages()))
                    .toList();
        }

        static List<Pages> of(ValidDocument delivered) {
            ListedPages.Range range = delivered.pages();
            return delivered.files().stream()
                    .map(
                            file ->
                                    range == null
                                            ? new Pages(file.sha512(), 1, file.pages())
                                            : new Pages(
                                                    file.sha512(),
                                                    range.from(),
                                                    range.to() - range.from() + 1))
                    .toList();
        }
    }

    /** Each delivered document with the one that is it; one that is kept is that of one only. */
    private static Map<ValidDocument, Aip.Document> kept(Aip head, ValidRecord delivered) {
        Map<List<Pages>, Deque<Aip.Document>> byPages = new HashMap<>();
        for (Aip.Document document : head.documents()) {
            byPages.computeIfAbsent(Pages.of(document), pages -> new ArrayDeque<>()).add(document);
        }
        Map<ValidDocument, Aip.Document> kept = new IdentityHashMap<>();
        for (ValidDocument document : delivered.documents()) {
            Deque<Aip.Document> same = byPages.getOrDefault(Pages.of(document), new ArrayDeque<>());
            same.stream()
                    .filter(one -> isDescribedAs(one, document))
                    .findFirst()
                    .ifPresent(
                            one -> {
                                same.remove(one);
                                kept.put(document, one);
                            });
        }
        return kept;
    }

    private static boolean isDescribedAs(Aip.Document kept, ValidDocument delivered) {
        DocumentDescription is = kept.description();
        return delivered.description().at(is.docCode(), is.docOrdinal()).equals(is);
    }

    /**
     * The documents as they will stand in the hồ sơ.
     *
     * @param renamed codes that gave way, with those that took their place
     */
    record Placed(List<DocumentDescription> descriptions, Map<String, String> renamed) {}

    static Placed place(Aip head, List<ValidDocument> documents) {
        Map<String, String> taken = new HashMap<>();
        for (Aip.Document document : head.documents()) {
            String code = document.description().docCode();
            taken.put(code.toLowerCase(Locale.ROOT), code);
        }
        Last last = Last.of(head);
        int ordinal = last.ordinal();
        long number = last.number();
        for (ValidDocument document : documents) {
            number = Math.max(number, numberOf(document.description().docCode()));
        }
        List<DocumentDescription> placed = new ArrayList<>();
        Map<String, String> renamed = new HashMap<>();
        for (ValidDocument document : documents) {
            String code = document.description().docCode();
            if (taken.containsKey(code.toLowerCase(Locale.ROOT))) {
                String next = codeOf(head, ++number);
                renamed.put(code, next);
                code = next;
            }
            taken.put(code.toLowerCase(Locale.ROOT), code);
            placed.add(document.description().at(code, ++ordinal));
        }
        return new Placed(placed, renamed);
    }

    /**
     * Where the documents of a hồ sơ end.
     *
     * @param number the highest that a code ends in
     */
    record Last(int ordinal, long number) {
        static Last of(Aip head) {
            int ordinal = 0;
            long number = 0;
            for (Aip.Document document : head.documents()) {
                ordinal = Math.max(ordinal, document.description().docOrdinal());
                number = Math.max(number, numberOf(document.description().docCode()));
            }
            return new Last(ordinal, number);
        }
    }

    /** As the circular numbers documents: the hồ sơ's code, a full stop, seven digits. */
    static String codeOf(Aip head, long number) {
        return head.fileCode() + String.format(Locale.ROOT, ".%07d", number);
    }

    /** 0 for a code that does not end in a number. */
    private static long numberOf(String code) {
        String tail = code.substring(code.lastIndexOf('.') + 1);
        return tail.matches("[0-9]{1,17}") ? Long.parseLong(tail) : 0;
    }
}
