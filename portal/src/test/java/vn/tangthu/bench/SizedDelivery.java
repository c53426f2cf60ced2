package vn.tangthu.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.ConfidenceLevel;
import vn.tangthu.repository.DeliveryTemplate;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.PhysicalCondition;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.UseMode;

/**
 * A delivery of many one-page PDFs of a given size, quickly made: a line of text and noise to fill
 * up.
 */
final class SizedDelivery {
    static final SampleFonds FONDS = SampleFonds.ALL.getFirst();

    private SizedDelivery() {}

    static void write(
            Path directory,
            DeliveryTemplate template,
            long seed,
            int records,
            int documents,
            int bytes)
            throws IOException {
        Path files = Files.createDirectories(directory.resolve("TaiLieu"));
        SplittableRandom random = new SplittableRandom(seed);
        for (int r = 0; r < records; r++) {
            for (int d = 1; d <= documents; d++) {
                String docCode = docCode(fileCode(seed, r), d);
                Files.write(files.resolve(docCode + ".pdf"), pdf(docCode, bytes, random));
            }
        }
        template.writeLists(
                directory,
                "csv",
                new AbstractList<>() { // described when asked for: never all of them in memory
                    @Override
                    public DeliveryTemplate.ListedRecord get(int index) {
                        return listed(fileCode(seed, index), documents);
                    }

                    @Override
                    public int size() {
                        return records;
                    }
                });
    }

    private static String fileCode(long seed, int ordinal) {
        return String.format(Locale.ROOT, "%s.1999.01.%d%06d", FONDS.code(), seed, ordinal);
    }

    private static String docCode(String fileCode, int ordinal) {
        return String.format(Locale.ROOT, "%s.%07d", fileCode, ordinal);
    }

    private static DeliveryTemplate.ListedRecord listed(String fileCode, int documents) {
        List<DocumentDescription> described = new ArrayList<>(documents);
        for (int d = 1; d <= documents; d++) {
            described.add(document(docCode(fileCode, d), d));
        }
        return new DeliveryTemplate.ListedRecord(
                FONDS.code(), "01", fileCode, file(fileCode, documents), Rights.OPEN, described);
    }

    private static FileDescription file(String fileCode, int documents) {
        return new FileDescription(
                SampleFonds.ARCHIVE_CODE + "." + fileCode,
                "Hồ sơ đo tốc độ " + fileCode,
                Maintenance.PERMANENT,
                UseMode.OPEN,
                List.of(LanguageCode.VIETNAMESE),
                ArchivalDate.ofYear(1999),
                ArchivalDate.ofYear(1999),
                null,
                documents,
                documents,
                documents,
                PhysicalCondition.GOOD,
                null,
                ConfidenceLevel.DIGITISED,
                "H32.K1." + fileCode,
                null,
                null,
                null);
    }

    private static DocumentDescription document(String docCode, int ordinal) {
        return new DocumentDescription(
                docCode,
                ordinal,
                DocumentType.OTHER,
                Integer.toString(ordinal),
                "BC-UBND",
                new ArchivalDate(1999, 5, 19),
                FONDS.creator(),
                "Tài liệu đo tốc độ số " + ordinal,
                List.of(LanguageCode.VIETNAMESE),
                1,
                null,
                null,
                null,
                ConfidenceLevel.DIGITISED,
                null,
                PhysicalCondition.GOOD,
                null,
                null,
                null,
                Maintenance.PERMANENT,
                null,
                null);
    }

    /**
     * A PDF 1.4 file by hand: catalog, one page, a line of text, a stream of noise that fills it
     * up.
     */
    private static byte[] pdf(String text, int bytes, SplittableRandom random) throws IOException {
        String content = "BT /F1 12 Tf 72 720 Td (" + text + ") Tj ET";
        byte[] noise = new byte[Math.max(16, bytes - 900)];
        random.nextBytes(noise);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes);
        List<Integer> offsets = new ArrayList<>();
        print(out, "%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
        List<byte[]> objects =
                List.of(
                        latin("<< /Type /Catalog /Pages 2 0 R >>"),
                        latin("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
                        latin(
                                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                                        + " /Resources << /Font << /F1 5 0 R >> >> >>"),
                        latin(
                                "<< /Length "
                                        + content.length()
                                        + " >>\nstream\n"
                                        + content
                                        + "\nendstream"),
                        latin("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"),
                        join(
                                latin("<< /Length " + noise.length + " >>\nstream\n"),
                                noise,
                                latin("\nendstream")));
        for (int i = 0; i < objects.size(); i++) {
            offsets.add(out.size());
            print(out, (i + 1) + " 0 obj\n");
            out.write(objects.get(i));
            print(out, "\nendobj\n");
        }
        int xref = out.size();
        print(out, "xref\n0 7\n0000000000 65535 f \n");
        for (int offset : offsets) {
            print(out, String.format(Locale.ROOT, "%010d 00000 n \n", offset));
        }
        print(out, "trailer << /Size 7 /Root 1 0 R >>\nstartxref\n" + xref + "\n%%EOF\n");
        return out.toByteArray();
    }

    private static void print(ByteArrayOutputStream out, String text) throws IOException {
        out.write(latin(text));
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] join(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }
}
