package vn.tangthu.bench;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import vn.tangthu.portal.samples.SignedPapers;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.DeliveryTemplate;
import vn.tangthu.repository.Progress;

/**
 * The check of one delivery of real PDFs, a third each plain, PDF/A-2b, and signed: as it is, and
 * the same files without PRONOM, veraPDF and signatures. Whether the last tenth is as fast as the
 * first, what the workers take, and how much it costs more.
 */
final class FormatsBench {
    private static final int DOCUMENTS = 10;
    private static final int BYTES = 20_000;
    private static final String XMP =
            """
            <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
            <pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="w"?>
            """;

    private final Path work;
    private final Table table;

    FormatsBench(Path work, Table table) {
        this.work = work.resolve("formats");
        this.table = table;
    }

    void run(int files) throws IOException, GeneralSecurityException {
        Archive.delete(work);
        Path delivery = work.resolve("delivery");
        Run without;
        Run with;
        try (Archive archive = new Archive(work.resolve("home"), false, true)) {
            archive.createFonds(SizedDelivery.FONDS);
            SizedDelivery.write(
                    delivery,
                    archive.port(DeliveryTemplate.class),
                    5,
                    files / DOCUMENTS,
                    DOCUMENTS,
                    BYTES);
            mix(delivery.resolve("TaiLieu"));
        }
        try (Archive archive = new Archive(work.resolve("home"), false, true, Archive.BARE)) {
            without = check(archive, delivery, files);
        }
        try (Archive archive = new Archive(work.resolve("home"), false, true)) {
            with = check(archive, delivery, files);
        }
        String what = files + " PDFs, a third each plain, PDF/A, signed: check of a dry run";
        table.note(
                what,
                String.format(
                        Locale.ROOT,
                        "%.0f s (CPU %.0f s), %.0f files/s; without PRONOM, veraPDF and signatures %.0f"
                                + " s (CPU %.0f s), %.0f files/s: processor time %.1f×; the last tenth %.2f×"
                                + " as fast as the first, in which workers start, by processor time",
                        with.seconds(),
                        with.cpu(),
                        files / with.seconds(),
                        without.seconds(),
                        without.cpu(),
                        files / without.seconds(),
                        with.cpu() / without.cpu(),
                        with.tenthCpu(0) / with.tenthCpu(9)));
        System.out.println("tenths by the clock and by processor time: " + with.words());
        table.ratio(
                what + ", last tenth",
                "",
                "second tenth, by processor time",
                0.9,
                with.tenthCpu(1) / with.tenthCpu(9));
        table.atMost(
                what + ", memory of the workers in the last tenth against the second",
                String.format(Locale.ROOT, "%.0f MB, %.0f MB", with.workers(9), with.workers(1)),
                "×",
                with.workers(9) / with.workers(1),
                1.2);
        Archive.delete(work);
    }

    /** Of every three files the second becomes PDF/A, and the third is signed. */
    private static void mix(Path files) throws IOException, GeneralSecurityException {
        SignedPapers papers = new SignedPapers();
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        int n = 0;
        try (var all = Files.list(files)) {
            for (Path file : all.sorted().toList()) {
                switch (n++ % 3) {
                    case 1 -> pdfA(file, n, profile);
                    case 2 -> {
                        pdfA(file, n, profile);
                        var unused = papers.sign(file);
                    }
                    default -> {
                        // stays plain
                    }
                }
            }
        }
    }

    private static void pdfA(Path file, int n, byte[] profile) throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            pdf.setVersion(1.7f);
            PDPage page = new PDPage(PDRectangle.A4);
            pdf.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                content.setNonStrokingColor(0.5f, 0.2f, 0.1f);
                content.addRect(50, 50 + n % 700, 100 + n / 700f, 100);
                content.fill();
            }
            PDMetadata metadata = new PDMetadata(pdf);
            metadata.importXMPMetadata(XMP.strip().getBytes(StandardCharsets.UTF_8));
            pdf.getDocumentCatalog().setMetadata(metadata);
            PDOutputIntent intent = new PDOutputIntent(pdf, new ByteArrayInputStream(profile));
            intent.setInfo("sRGB");
            intent.setOutputCondition("sRGB");
            intent.setOutputConditionIdentifier("sRGB");
            intent.setRegistryName("http://www.color.org");
            pdf.getDocumentCatalog().addOutputIntent(intent);
            pdf.save(file.toFile(), CompressParameters.NO_COMPRESSION);
        }
    }

    /** What each tenth took, and what the workers had at its end. */
    private record Run(double[] at, double[] cpuAt, double[] worker) {
        double seconds() {
            return at[10] - at[0];
        }

        double cpu() {
            return cpuAt[10] - cpuAt[0];
        }

        double tenthCpu(int tenth) {
            return cpuAt[tenth + 1] - cpuAt[tenth];
        }

        double workers(int tenth) {
            return worker[tenth];
        }

        String words() {
            StringBuilder words = new StringBuilder();
            for (int i = 0; i < 10; i++) {
                words.append(
                        String.format(
                                Locale.ROOT,
                                "%s%.1f s (CPU %.1f, workers %.0f MB)",
                                i == 0 ? "" : " · ",
                                at[i + 1] - at[i],
                                tenthCpu(i),
                                worker[i]));
            }
            return words.toString();
        }
    }

    private static Run check(Archive archive, Path delivery, int files) throws IOException {
        double[] at = new double[11];
        double[] cpu = new double[11];
        double[] worker = new double[11];
        Progress progress =
                new Progress() {
                    private int next;

                    @Override
                    public void at(Phase phase, long done, long total) {
                        while (phase == Phase.CHECK && next <= 10 && done * 10 >= total * next) {
                            at[next] = System.nanoTime() / 1e9;
                            try {
                                cpu[next] = Shell.ownCpu();
                                worker[Math.max(0, next - 1)] = workers();
                            } catch (IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                            next++;
                        }
                    }

                    @Override
                    public boolean cancelled() {
                        return false;
                    }
                };
        Deliveries.Verdict verdict = archive.port(Deliveries.class).check(delivery, progress);
        if (at[10] == 0) {
            throw new IllegalStateException(
                    "Not all of "
                            + files
                            + " files were checked: "
                            + verdict.findings().stream().limit(5).toList());
        }
        return new Run(at, cpu, worker);
    }

    /** MiB, what they share with others in proportion. */
    private static double workers() throws IOException {
        double sum = 0;
        for (ProcessHandle child : ProcessHandle.current().descendants().toList()) {
            try {
                if (!Files.readString(Path.of("/proc/" + child.pid() + "/comm"))
                        .strip()
                        .equals("java")) {
                    continue;
                }
                for (String line :
                        Files.readAllLines(Path.of("/proc/" + child.pid() + "/smaps_rollup"))) {
                    if (line.startsWith("Pss:")) {
                        sum += Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
                    }
                }
            } catch (IOException e) {
                continue; // ended meanwhile
            }
        }
        return sum;
    }

    /** Looks at files and asks nothing more of them. */
    static final class Bare implements ContentProbe {
        private final ContentProbe whole;

        Bare(ContentProbe whole) {
            this.whole = whole;
        }

        @Override
        public Result probe(Path file) {
            return whole.probe(file) instanceof Result.Readable read
                    ? new Result.Readable(
                            read.mimeType(), read.pages(), read.each(), read.prints(), read.scans())
                    : new Result.Unreadable("not a PDF of this benchmark");
        }
    }
}
