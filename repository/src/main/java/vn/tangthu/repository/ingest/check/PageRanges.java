package vn.tangthu.repository.ingest.check;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.DocumentUnderCheck;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.FileUnderCheck;
import vn.tangthu.repository.ingest.lists.ListedPages.Range;

/**
 * Parts a file that documents of one hồ sơ share by the pages the list gives each of them. The file
 * itself stays as it is, and so does the order of the documents.
 */
final class PageRanges {
    private PageRanges() {}

    /** After the files were read, because it needs their pages. */
    static void give(RecordUnderCheck record) {
        Map<FileUnderCheck, List<DocumentUnderCheck>> shared = new IdentityHashMap<>();
        for (DocumentUnderCheck document : record.documents) {
            for (FileUnderCheck file : document.files) {
                shared.computeIfAbsent(file, f -> new ArrayList<>(1)).add(document);
            }
        }
        shared.forEach(
                (file, documents) -> {
                    if (documents.size() > 1) {
                        give(record, file, documents);
                    }
                });
    }

    private static void give(
            RecordUnderCheck record, FileUnderCheck file, List<DocumentUnderCheck> documents) {
        String name = file.found.name();
        if (documents.stream().anyMatch(document -> document.sip.pages().sheets())) {
            record.add(Finding.blocks("PAGES_MAY_BE_SHEETS", record.sip.place(), name));
            return;
        }
        if (file.pages == 0) {
            if (file.digests != null && !record.blocked()) {
                record.add(Finding.blocks("FILE_NOT_PAGED", record.sip.place(), name));
            }
            return;
        }
        List<Listed> listed = new ArrayList<>();
        for (DocumentUnderCheck document : documents) {
            String place = document.sip.place();
            Optional<Range> range = document.sip.pages().read();
            if (document.files.size() > 1) {
                record.add(Finding.blocks("FILE_SHARED", place, name));
            } else if (document.sip.pages().isBlank()) {
                record.add(Finding.blocks("PAGE_RANGE_MISSING", place, name));
            } else if (range.isEmpty()) {
                record.add(
                        Finding.blocks("PAGE_RANGE_WRONG", place, document.sip.pages().written()));
            } else if (Math.max(range.get().from(), range.get().to()) > file.pages) {
                record.add(
                        Finding.blocks(
                                "PAGE_RANGE_BEYOND",
                                place,
                                document.sip.pages().written(),
                                name,
                                String.valueOf(file.pages)));
            } else {
                listed.add(new Listed(document, range.get()));
            }
        }
        if (listed.size() == documents.size()) {
            place(record, file, listed);
        }
    }

    private record Listed(DocumentUnderCheck document, Range range) {
        int ordinal() {
            DocumentDescription description = document.sip.description();
            return description == null ? 0 : description.docOrdinal();
        }
    }

    private static void place(RecordUnderCheck record, FileUnderCheck file, List<Listed> listed) {
        String name = file.found.name();
        List<Listed> byPage = new ArrayList<>(listed);
        byPage.sort(Comparator.comparingInt((Listed each) -> each.range().from()));
        BitSet covered = new BitSet(file.pages + 1);
        int furthest = 0; // of those that begin earlier
        DocumentUnderCheck reaching = byPage.getFirst().document();
        for (int i = 0; i < byPage.size(); i++) {
            Listed each = byPage.get(i);
            int from = each.range().from();
            int to = each.range().to() == 0 ? endBefore(byPage, i, file.pages) : each.range().to();
            each.document().pages = new Range(from, to);
            if (from <= furthest) {
                record.add(
                        Finding.warns(
                                "PAGES_OVERLAP",
                                each.document().sip.place(),
                                pages(from, Math.min(to, furthest)),
                                name,
                                reaching.sip.docCode()));
            }
            if (to > furthest) {
                furthest = to;
                reaching = each.document();
            }
            covered.set(from, to + 1);
        }
        for (int gap = covered.nextClearBit(1); gap <= file.pages; ) {
            int next = covered.nextSetBit(gap);
            int end = next < 0 ? file.pages : next - 1;
            record.add(
                    Finding.warns(
                            "PAGES_IN_NO_DOCUMENT", record.sip.place(), pages(gap, end), name));
            gap = covered.nextClearBit(end + 1);
        }
        order(record, listed);
    }

    /** The page before the next document's first; two may begin on the same page. */
    private static int endBefore(List<Listed> byPage, int at, int pages) {
        int from = byPage.get(at).range().from();
        for (int next = at + 1; next < byPage.size(); next++) {
            if (byPage.get(next).range().from() > from) {
                return byPage.get(next).range().from() - 1;
            }
        }
        return pages;
    }

    private static void order(RecordUnderCheck record, List<Listed> listed) {
        List<Listed> ordered = new ArrayList<>(listed);
        if (listed.stream().allMatch(each -> each.ordinal() > 0)) {
            ordered.sort(Comparator.comparingInt(Listed::ordinal));
        }
        for (int i = 1; i < ordered.size(); i++) {
            Listed before = ordered.get(i - 1);
            Listed each = ordered.get(i);
            if (each.range().from() < before.range().from()) {
                record.add(
                        Finding.warns(
                                "PAGES_OUT_OF_ORDER",
                                each.document().sip.place(),
                                String.valueOf(each.range().from()),
                                before.document().sip.docCode(),
                                String.valueOf(before.range().from())));
            }
        }
    }

    private static String pages(int from, int to) {
        return from == to ? String.valueOf(from) : from + "-" + to;
    }
}
