package vn.tangthu.portal.samples;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.ConfidenceLevel;
import vn.tangthu.repository.DeliveryTemplate;
import vn.tangthu.repository.DeliveryTemplate.ListedRecord;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.PhysicalCondition;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.UseMode;

/** Writes whole deliveries: lists and PDF files. The same options make the same bytes. */
@Component
public class SampleDeliveries {
    private final DeliveryTemplate template;
    private final SampleUnits units = new SampleUnits();

    SampleDeliveries(DeliveryTemplate template) {
        this.template = template;
    }

    /**
     * @param seed other seeds, other records
     * @param records hồ sơ, 1 or more
     * @param scanPercent how many of a hundred documents are scans without a text layer, 0 to 100
     * @param pagesPerDocument pages of a document at least
     * @param ballast bytes of noise in each text PDF, so that files have a size; 0 for none
     * @param listFormat {@code xlsx} or {@code csv}
     * @param restricted whether some hồ sơ are listed or hidden, as in real life
     */
    public record Options(
            long seed,
            int records,
            int scanPercent,
            int pagesPerDocument,
            int ballast,
            String listFormat,
            boolean restricted) {}

    /** What was written; {@code bytes} are those of the PDF files. */
    public record Written(int records, int documents, int pages, long bytes) {}

    /** Writes a delivery of one fonds into the directory, which is created. */
    public Written write(Path directory, SampleFonds fonds, Options options) throws IOException {
        Path files = Files.createDirectories(directory.resolve("TaiLieu"));
        SplittableRandom random = new SplittableRandom(options.seed());
        List<String> communes = units.communesOf(fonds.district());
        List<ListedRecord> listed = new ArrayList<>();
        Tally tally = new Tally();
        for (int i = 0; i < options.records(); i++) {
            listed.add(writeRecord(files, fonds, options, i, communes, random.split(), tally));
        }
        template.writeLists(directory, options.listFormat(), listed);
        return new Written(listed.size(), tally.documents, tally.pages, tally.bytes);
    }

    private static final class Tally {
        private int documents;
        private int pages;
        private long bytes;
    }

    private ListedRecord writeRecord(
            Path files,
            SampleFonds fonds,
            Options options,
            int index,
            List<String> communes,
            SplittableRandom random,
            Tally tally)
            throws IOException {
        SampleText.Matter matter = SampleText.MATTERS.get(index % SampleText.MATTERS.size());
        int year = 1986 + random.nextInt(38);
        String commune = SampleText.pick(communes, random);
        Map<String, String> holes =
                SampleText.holes(random, lowerKind(commune), fonds.districtWithKind(), year);
        String series = fonds.seriesCodes().get(index % fonds.seriesCodes().size());
        String fileCode =
                String.format(
                        Locale.ROOT,
                        "%s.%d.%s.%d",
                        fonds.code(),
                        year,
                        series,
                        options.seed() * 1_000_000 + index + 1);
        List<DocumentDescription> documents = new ArrayList<>();
        int pages = 0;
        int month = random.nextInt(1, 10);
        int day = random.nextInt(1, 28);
        for (int n = 0; n < matter.documents().size(); n++) {
            SampleText.Paper paper = matter.documents().get(n);
            String docCode = String.format(Locale.ROOT, "%s.%07d", fileCode, n + 1);
            int number = random.nextInt(1, 6000);
            ArchivalDate issued = new ArchivalDate(year, month + n / 2, day);
            Path pdf = files.resolve(docCode + ".pdf");
            int written = writePdf(pdf, fonds, options, paper, holes, number, issued, random);
            pages += written;
            tally.documents++;
            tally.pages += written;
            tally.bytes += Files.size(pdf);
            documents.add(describe(paper, holes, fonds, docCode, n + 1, number, issued, written));
        }
        Rights rights = rights(options, index);
        FileDescription description =
                new FileDescription(
                        SampleFonds.ARCHIVE_CODE + "." + fileCode,
                        SampleText.fill(matter.title(), holes),
                        Maintenance.PERMANENT,
                        rights.access() == Access.PUBLIC ? UseMode.OPEN : UseMode.CONDITIONAL,
                        List.of(LanguageCode.VIETNAMESE),
                        documents.getFirst().issuedDate(),
                        documents.getLast().issuedDate(),
                        null,
                        documents.size(),
                        pages,
                        pages,
                        PhysicalCondition.FAIR,
                        null,
                        ConfidenceLevel.DIGITISED,
                        SampleFonds.ARCHIVE_CODE + ".K1." + (index / 40 + 1) + "." + (index + 1),
                        null,
                        null,
                        null);
        return new ListedRecord(fonds.code(), series, fileCode, description, rights, documents);
    }

    /** Of twenty hồ sơ, two are listed and one is hidden. */
    private static Rights rights(Options options, int index) {
        if (!options.restricted()) {
            return Rights.OPEN;
        }
        return switch (index % 20) {
            case 7 -> new Rights(Access.LISTED, false, null);
            case 13 -> new Rights(Access.LISTED, true, null);
            case 17 -> new Rights(Access.HIDDEN, false, null);
            default -> Rights.OPEN;
        };
    }

    private static int writePdf(
            Path pdf,
            SampleFonds fonds,
            Options options,
            SampleText.Paper paper,
            Map<String, String> holes,
            int number,
            ArchivalDate issued,
            SplittableRandom random)
            throws IOException {
        List<List<String>> pages = new ArrayList<>();
        List<String> first =
                new ArrayList<>(
                        List.of(
                                fonds.creator().toUpperCase(Locale.forLanguageTag("vi")),
                                "Số: " + number + "/" + notation(paper.type(), fonds),
                                fonds.district()
                                        + ", ngày "
                                        + issued.day()
                                        + " tháng "
                                        + issued.month()
                                        + " năm "
                                        + issued.year(),
                                paper.type().vietnamese().toUpperCase(Locale.forLanguageTag("vi")),
                                SampleText.fill(paper.subject(), holes)));
        paper.body().forEach(sentence -> first.add(SampleText.fill(sentence, holes)));
        pages.add(first);
        int more = options.pagesPerDocument() - 1 + (random.nextInt(4) == 0 ? 1 : 0);
        for (int i = 0; i < more; i++) {
            List<String> page = new ArrayList<>();
            for (int line = 0; line < 7; line++) {
                page.add(SampleText.fill(SampleText.filler(random), holes));
            }
            page.add(SampleText.fill(SampleText.pick(paper.body(), random), holes));
            pages.add(page);
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(pdf))) {
            long documentId = random.nextLong();
            return random.nextInt(100) < options.scanPercent()
                    ? SamplePdf.writeScan(pages, documentId, random, out)
                    : SamplePdf.writeText(pages, documentId, options.ballast(), out);
        }
    }

    private static DocumentDescription describe(
            SampleText.Paper paper,
            Map<String, String> holes,
            SampleFonds fonds,
            String docCode,
            int ordinal,
            int number,
            ArchivalDate issued,
            int pages) {
        return new DocumentDescription(
                docCode,
                ordinal,
                paper.type(),
                Integer.toString(number),
                notation(paper.type(), fonds),
                issued,
                fonds.creator(),
                SampleText.fill(paper.subject(), holes),
                List.of(LanguageCode.VIETNAMESE),
                pages,
                null,
                null,
                null,
                ConfidenceLevel.DIGITISED,
                null,
                PhysicalCondition.FAIR,
                null,
                null,
                null,
                Maintenance.PERMANENT,
                null,
                null);
    }

    /**
     * As Nghị định 30/2020, Phụ lục III abbreviates; an official letter has the unit instead of a
     * kind.
     */
    private static String notation(DocumentType type, SampleFonds fonds) {
        return switch (type) {
            case DECISION -> "QĐ-" + fonds.notation();
            case SUBMISSION -> "TTr-" + fonds.notation();
            case MINUTES -> "BB-" + fonds.notation();
            case REPORT -> "BC-" + fonds.notation();
            case PLAN -> "KH-" + fonds.notation();
            case CONTRACT -> "HĐ-" + fonds.notation();
            case SCHEME -> "PA-" + fonds.notation();
            case NOTICE -> "TB-" + fonds.notation();
            default -> fonds.notation() + "-VP";
        };
    }

    /** "Xã Diên An" inside a sentence is "xã Diên An". */
    private static String lowerKind(String unit) {
        return unit.substring(0, 1).toLowerCase(Locale.forLanguageTag("vi")) + unit.substring(1);
    }
}
