package vn.tangthu.repository.ingest.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.ScanFacts;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.DocumentUnderCheck;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.FileUnderCheck;
import vn.tangthu.repository.ingest.check.ValidRecord.ValidDocument;
import vn.tangthu.repository.ingest.check.ValidRecord.ValidFile;
import vn.tangthu.repository.ingest.lists.ListedPages.Range;

/** What a hồ sơ says of itself against what it holds; the last step before an AIP is made of it. */
final class RecordCheck {
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*?)(\\d{1,18})");
    private static final String DATA = "representations/rep1/data/";

    private final DateCheck dates;

    RecordCheck(LocalDate today) {
        this.dates = new DateCheck(today);
    }

    /** Adds what is wrong with the hồ sơ as a whole, apart from its bytes. */
    void checkDescription(RecordUnderCheck record) {
        String place = record.sip.place();
        FileDescription description = record.sip.description();
        if (record.documents.isEmpty()) {
            record.add(Finding.blocks("RECORD_WITHOUT_DOCUMENTS", place, record.sip.code()));
            return;
        }
        if (description == null) {
            return;
        }
        Integer declared = description.totalDoc();
        if (declared != null && declared != record.documents.size()) {
            record.add(
                    Finding.blocks(
                            "WRONG_DOCUMENT_COUNT",
                            place,
                            declared.toString(),
                            String.valueOf(record.documents.size())));
        }
        ordinals(record);
        dates.closing(place, description, record.fonds)
                .map(Finding::toDecide)
                .ifPresent(record::add);
        for (DocumentUnderCheck document : record.documents) {
            DocumentDescription described = document.sip.description();
            if (described != null) {
                dates.of(document.sip.place(), described, description, record.fonds)
                        .forEach(f -> record.add(described.docCode(), f.toDecide()));
            }
        }
    }

    private static void ordinals(RecordUnderCheck record) {
        Set<Integer> seen = new HashSet<>();
        int highest = 0;
        int given = 0;
        for (DocumentUnderCheck document : record.documents) {
            DocumentDescription description = document.sip.description();
            if (description == null || description.docOrdinal() == 0) {
                continue;
            }
            given++;
            highest = Math.max(highest, description.docOrdinal());
            if (!seen.add(description.docOrdinal())) {
                record.add(
                        Finding.blocks(
                                "ORDINAL_TWICE",
                                document.sip.place(),
                                String.valueOf(description.docOrdinal())));
            }
        }
        if (seen.size() == given) {
            blanks(record, given);
        }
        if (given == 0) {
            againstCodes(record);
        }
        if (given == record.documents.size() && highest > given && seen.size() == given) {
            record.add(
                    Finding.warns(
                            "ORDINAL_GAP",
                            record.sip.place(),
                            record.sip.code(),
                            String.valueOf(highest),
                            String.valueOf(given)));
        }
    }

    /**
     * Where no document has a number the rows are the order, unless the codes, which end in the
     * document's number, say another.
     */
    private static void againstCodes(RecordUnderCheck record) {
        long before = -1;
        String stem = null;
        DocumentUnderCheck falls = null;
        for (DocumentUnderCheck document : record.documents) {
            Matcher code = ENDS_IN_NUMBER.matcher(document.sip.docCode());
            if (!code.matches() || stem != null && !stem.equals(code.group(1))) {
                return; // what they end in counts something else, such as versions
            }
            stem = code.group(1);
            long own = Long.parseLong(code.group(2));
            falls = falls == null && own < before ? document : falls;
            before = own;
        }
        if (falls != null) {
            record.add(
                    Finding.blocks(
                            "ORDER_AGAINST_CODES",
                            falls.sip.place(),
                            falls.sip.docCode(),
                            record.sip.code()));
        }
    }

    /**
     * A document without a number follows the one in the row above. Where that contradicts the
     * numbers of others, nobody but who wrote the list knows the order.
     */
    private static void blanks(RecordUnderCheck record, int given) {
        if (given == 0 || given == record.documents.size()) {
            return;
        }
        DocumentUnderCheck blank = null;
        int before = 0;
        boolean rising = true;
        for (DocumentUnderCheck document : record.documents) {
            DocumentDescription description = document.sip.description();
            if (description == null) {
                return; // blocked already
            }
            int ordinal = description.docOrdinal() == 0 ? before + 1 : description.docOrdinal();
            blank = blank == null && description.docOrdinal() == 0 ? document : blank;
            rising &= ordinal > before;
            before = ordinal;
        }
        if (!rising && blank != null) {
            record.add(Finding.blocks("ORDINAL_UNCLEAR", blank.sip.place(), record.sip.code()));
        }
    }

    /** Compares declared with counted pages; only where all of them were counted. */
    void checkPages(RecordUnderCheck record) {
        int sum = 0;
        int paidSum = 0;
        boolean all = true;
        Set<FileUnderCheck> files = new HashSet<>();
        for (DocumentUnderCheck document : record.documents) {
            int counted = 0;
            for (FileUnderCheck file : document.files) {
                counted += file.pages;
                if (files.add(file)) {
                    sum += file.pages;
                    paidSum += file.each.isEmpty() ? file.pages : ScanFacts.of(file.each).a4();
                }
            }
            all &= counted > 0;
            Range own = document.pages;
            if (own != null) {
                counted = own.to() - own.from() + 1;
            }
            Integer declared =
                    document.sip.description() == null
                            ? null
                            : document.sip.description().numberOfPage();
            // Some declare what is paid: a page of A3 as two of A4.
            ScanFacts scan = ScanCheck.factsOf(document);
            boolean paid = scan != null && declared != null && declared == scan.a4();
            if (declared != null && counted > 0 && declared != counted && !paid) {
                record.add(
                        document.sip.docCode(),
                        Finding.blocks(
                                "PAGE_COUNT",
                                document.sip.place(),
                                declared.toString(),
                                String.valueOf(counted)));
            }
        }
        Integer declared =
                record.sip.description() == null ? null : record.sip.description().numberOfPage();
        if (declared != null && all && declared != sum && declared != paidSum) {
            record.add(
                    Finding.blocks(
                            "RECORD_PAGE_COUNT",
                            record.sip.place(),
                            declared.toString(),
                            String.valueOf(sum)));
        }
    }

    /** The hồ sơ as valid, or empty when something stands against it. */
    Optional<ValidRecord> valid(RecordUnderCheck record) {
        FileDescription d = record.sip.description();
        Fonds fonds = record.fonds;
        if (record.blocked() || d == null || fonds == null) {
            return Optional.empty();
        }
        List<ValidDocument> documents = new ArrayList<>(record.documents.size());
        Set<String> names = new HashSet<>();
        Map<FileUnderCheck, ValidFile> shared = new HashMap<>();
        int next = 1;
        for (DocumentUnderCheck document : record.documents) {
            DocumentDescription description = document.sip.description();
            if (description == null) {
                return Optional.empty();
            }
            int ordinal = description.docOrdinal() == 0 ? next : description.docOrdinal();
            next = ordinal + 1;
            List<ValidFile> files = new ArrayList<>(document.files.size());
            for (FileUnderCheck file : document.files) {
                FileDigests digests = file.digests;
                if (digests == null) {
                    return Optional.empty();
                }
                ValidFile known = shared.get(file);
                if (known != null) {
                    files.add(known);
                    continue;
                }
                // A file of several documents has the name of their hồ sơ.
                String stem = document.pages == null ? description.docCode() : record.fileCode;
                ValidFile valid =
                        new ValidFile(
                                file.found.path(),
                                DATA + nameFor(stem, file, names, files.size() + 1),
                                file.found.fileName(),
                                file.mimeType,
                                file.pages,
                                digests,
                                file.each,
                                file.virus,
                                file.format,
                                file.checks);
                shared.put(file, valid);
                files.add(valid);
            }
            documents.add(
                    new ValidDocument(
                            description.at(description.docCode(), ordinal),
                            document.sip.rights(),
                            files,
                            document.pages));
        }
        documents.sort(Comparator.comparingInt(each -> each.description().docOrdinal()));
        return Optional.of(
                new ValidRecord(
                        record.sip.place(),
                        fonds.id(),
                        fonds.code(),
                        record.seriesCode,
                        record.fileCode,
                        withCode(d, record.arcFileCode),
                        record.sip.rights(),
                        documents,
                        record.acceptable(),
                        List.of(),
                        null,
                        record.late));
    }

    /** Named by the document's code; several files of one document are numbered from the second. */
    private static String nameFor(
            String docCode, FileUnderCheck file, Set<String> names, int place) {
        String ending = FileTypes.ending(file.found.fileName());
        String name = docCode + "." + ending;
        for (int i = Math.max(2, place); !names.add(Folded.of(name)); i++) {
            name = docCode + "_" + i + "." + ending;
        }
        return name;
    }

    private static FileDescription withCode(FileDescription d, String arcFileCode) {
        if (arcFileCode.equals(d.arcFileCode())) {
            return d;
        }
        return new FileDescription(
                arcFileCode,
                d.title(),
                d.maintenance(),
                d.mode(),
                d.languages(),
                d.startDate(),
                d.endDate(),
                d.keyword(),
                d.totalDoc(),
                d.numberOfPaper(),
                d.numberOfPage(),
                d.format(),
                d.inforSign(),
                d.confidenceLevel(),
                d.paperFileCode(),
                d.riskRecovery(),
                d.riskRecoveryStatus(),
                d.description());
    }
}
