package vn.tangthu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import vn.tangthu.portal.samples.SampleDeliveries;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.TextWork;

/**
 * Reading scans from ingest to stored text, against bare Tesseract on the same images with as many
 * processes.
 */
final class OcrBench {
    private final Path work;
    private final Table table;

    OcrBench(Path work, Table table) {
        this.work = work;
        this.table = table;
    }

    void run(int records) throws IOException, InterruptedException {
        Path home = work.resolve("ocr-home");
        Path delivery = work.resolve("ocr-delivery");
        Path images = work.resolve("ocr-images");
        Archive.delete(home);
        Archive.delete(delivery);
        Archive.delete(images);
        Files.createDirectories(home);
        Files.createDirectories(images);
        SampleFonds fonds = SampleFonds.ALL.getFirst();
        try (Archive archive = new Archive(home, false, true)) {
            archive.createFonds(fonds);
            archive.port(SampleDeliveries.class)
                    .write(
                            delivery,
                            fonds,
                            new SampleDeliveries.Options(5, records, 100, 1, 0, "csv", false));
            archive.ingest(delivery, Progress.NONE);
        }
        int pages = extractImages(delivery.resolve("TaiLieu"), images);
        double rival =
                Shell.seconds(
                        images,
                        Map.of("OMP_THREAD_LIMIT", "1"),
                        "find . -name '*.jpg' -print0 | xargs -0 -P2 -n1 sh -c 'tesseract \"$1\" \"$1\" -l vie tsv' sh");
        long start = System.nanoTime();
        double ours;
        try (Archive archive = new Archive(home, true, true)) {
            start = System.nanoTime(); // the start of the application is measured elsewhere
            TextWork work = archive.port(TextWork.class);
            TextWork.Totals totals = work.totals();
            while (totals.filesWaiting() > 0 || totals.pagesWaiting() > 0) {
                Thread.sleep(50);
                totals = work.totals();
            }
            ours = (System.nanoTime() - start) / 1e9;
            if (totals.pagesWithText() != pages) {
                throw new IllegalStateException("Of " + pages + " pages: " + totals);
            }
        }
        table.ratio(
                "OCR of " + pages + " scanned pages",
                String.format(Locale.ROOT, "%.1f s, %.0f pages/h", ours, pages / ours * 3600),
                String.format(
                        Locale.ROOT,
                        "bare tesseract, 2 processes, OMP_THREAD_LIMIT=1: %.1f s",
                        rival),
                0.95,
                rival / ours);
        Archive.delete(home);
        Archive.delete(delivery);
        Archive.delete(images);
    }

    private static int extractImages(Path pdfs, Path images) throws IOException {
        int pages = 0;
        try (Stream<Path> files = Files.list(pdfs)) {
            for (Path file : files.toList()) {
                try (PDDocument document = Loader.loadPDF(file.toFile())) {
                    for (var page : document.getPages()) {
                        for (COSName name : page.getResources().getXObjectNames()) {
                            PDImageXObject image =
                                    (PDImageXObject) page.getResources().getXObject(name);
                            try (var jpeg = image.getCOSObject().createRawInputStream()) {
                                Files.copy(jpeg, images.resolve(pages++ + ".jpg"));
                            }
                        }
                    }
                }
            }
        }
        return pages;
    }
}
