package vn.tangthu.repository.ingest.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ConfidenceLevel;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.PageFacts;
import vn.tangthu.repository.PageFacts.Colour;
import vn.tangthu.repository.PageFacts.Sight;
import vn.tangthu.repository.ScanFacts;
import vn.tangthu.repository.ScanRules;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.DocumentUnderCheck;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.FileUnderCheck;
import vn.tangthu.repository.ingest.lists.ListedPages.Range;

/**
 * Scans against the contract, document by document. What falls short of it is told, or has to be
 * decided, as its terms say; a document that shows nothing has to be decided in any case.
 */
final class ScanCheck {
    private final ScanRules rules;

    ScanCheck(ScanRules rules) {
        this.rules = rules;
    }

    void check(RecordUnderCheck record) {
        int pages = 0;
        int large = 0;
        int a4 = 0;
        for (DocumentUnderCheck document : record.documents) {
            List<PageFacts> each = pagesOf(document);
            pages += each.size();
            for (PageFacts page : each) {
                a4 += page.a4();
                large += page.a4() > 1 ? 1 : 0;
            }
            sights(record, document, each);
            if (isScan(record, document)) {
                check(record, document, each);
            }
        }
        if (large > 0) {
            record.add(
                    Finding.notes(
                            "LARGE_PAGES",
                            record.sip.place(),
                            String.valueOf(large),
                            String.valueOf(pages),
                            String.valueOf(a4)));
        }
    }

    private static void sights(
            RecordUnderCheck record, DocumentUnderCheck document, List<PageFacts> each) {
        PageNumbers blank = PageNumbers.of(each, Sight.BLANK);
        String place = document.sip.place();
        String all = String.valueOf(each.size());
        if (blank.count() > 0 && blank.count() == each.size()) {
            record.add(document.sip.docCode(), Finding.blocks("DOCUMENT_BLANK", place, all));
        } else if (blank.count() > 0) {
            record.add(
                    Finding.notes(
                            "BLANK_PAGES",
                            place,
                            String.valueOf(blank.count()),
                            all,
                            blank.toString()));
        }
    }

    private static boolean isScan(RecordUnderCheck record, DocumentUnderCheck document) {
        DocumentDescription description = document.sip.description();
        ConfidenceLevel level = description == null ? null : description.confidenceLevel();
        if (level == null && record.sip.description() != null) {
            level = record.sip.description().confidenceLevel();
        }
        return level != ConfidenceLevel.BORN_DIGITAL;
    }

    private void check(RecordUnderCheck record, DocumentUnderCheck document, List<PageFacts> each) {
        DocumentDescription description = document.sip.description();
        int least = rules.least(description == null ? null : description.typeName());
        int coarse = 0;
        int coarsest = 0;
        int at = 0;
        int silent = 0;
        int notColour = 0;
        for (int page = 1; page <= each.size(); page++) {
            PageFacts facts = each.get(page - 1);
            if (ScanRules.isTooCoarse(facts.dpi(), least)) {
                coarse++;
                if (coarsest == 0 || facts.dpi() < coarsest) {
                    coarsest = facts.dpi();
                    at = page;
                }
            }
            silent += facts.dpi() == 0 && facts.colour() != Colour.UNKNOWN ? 1 : 0;
            notColour += rules.colours().isMetBy(facts.colour()) ? 0 : 1;
        }
        String place = document.sip.place();
        if (coarse > 0) {
            add(
                    record,
                    document,
                    Finding.warns(
                            "RESOLUTION_LOW",
                            place,
                            String.valueOf(coarse),
                            String.valueOf(each.size()),
                            String.valueOf(least),
                            String.valueOf(coarsest),
                            String.valueOf(at)));
        }
        if (silent > 0 && least > 0) {
            record.add(
                    Finding.notes(
                            "RESOLUTION_UNKNOWN",
                            place,
                            String.valueOf(silent),
                            String.valueOf(each.size())));
        }
        if (notColour > 0) {
            add(
                    record,
                    document,
                    Finding.notes(
                            "NOT_IN_COLOUR",
                            place,
                            String.valueOf(notColour),
                            String.valueOf(each.size())));
        }
    }

    private void add(RecordUnderCheck record, DocumentUnderCheck document, Finding finding) {
        record.add(document.sip.docCode(), rules.breach().of(finding));
    }

    /** Of the document's own pages; null where none was measured. */
    static @Nullable ScanFacts factsOf(DocumentUnderCheck document) {
        List<PageFacts> each = pagesOf(document);
        return each.isEmpty() ? null : ScanFacts.of(each);
    }

    private static List<PageFacts> pagesOf(DocumentUnderCheck document) {
        Range own = document.pages;
        if (document.files.size() == 1) {
            List<PageFacts> each = document.files.getFirst().each;
            return own == null || each.size() < own.to()
                    ? each
                    : each.subList(own.from() - 1, own.to());
        }
        List<PageFacts> all = new ArrayList<>();
        for (FileUnderCheck file : document.files) {
            all.addAll(file.each);
        }
        return all;
    }
}
