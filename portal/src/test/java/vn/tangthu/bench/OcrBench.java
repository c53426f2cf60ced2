package vn.tangthu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.springframework.context.Lifecycle;
import vn.tangthu.portal.samples.SampleDeliveries;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.TextWork;

/**
 * Reading scans from ingest to stored text, against bare Tesseract on the same images with as many
 * processes.
 */
final class OcrBench {
    private static final int PROCESSES = 2;

    /**
     * Some six hundred pages in a round: a service that is cold and a queue that runs empty belong
     * to each, as they do not to each two minutes of a day's work of OCR.
     */
    private static final int RECORDS = 200;

    private static final int ROUNDS = 3;

    private final Path work;
    private final Table table;

    OcrBench(Path work, Table table) {
        this.work = work;
        this.table = table;
    }

    /** Rounds until so many pages were read or so much time has passed; three rounds at least. */
    void run(int pages, Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        List<Round> rounds = new ArrayList<>();
        int read = 0;
        while (rounds.size() < ROUNDS || (read < pages && System.nanoTime() < end)) {
            Round round = round(rounds.size());
            rounds.add(round);
            read += round.pages();
        }
        double seconds = rounds.stream().mapToDouble(r -> r.ours().seconds()).sum();
        table.ratio(
                "OCR of " + read + " scanned pages, by processor time",
                String.format(
                        Locale.ROOT,
                        "CPU %.1f s (clock %.1f s, %.0f pages/h)",
                        rounds.stream().mapToDouble(r -> r.ours().cpu()).sum(),
                        seconds,
                        read / seconds * 3600),
                "bare tesseract, 2 processes, OMP_THREAD_LIMIT=1: " + sum(rounds, Round::rival),
                1.2,
                // Pages an hour are those of all hours: of one round a pause of the machine is a
                // tenth.
                rounds.stream().mapToDouble(r -> r.rival().cpu()).sum()
                        / rounds.stream().mapToDouble(r -> r.ours().cpu()).sum());
        table.note(
                "the same of each round, the middle one and the ends",
                median(rounds, r -> r.rival().cpu() / r.ours().cpu()));
        table.note(
                "the same by the clock, which a busy neighbour bends",
                String.format(
                        Locale.ROOT,
                        "%.2f×; of each round %s",
                        rounds.stream().mapToDouble(r -> r.rival().seconds()).sum() / seconds,
                        median(rounds, r -> r.rival().seconds() / r.ours().seconds())));
        table.note(
                "the same against tesseract that reads half of the pages with one process",
                sum(rounds, Round::lists)
                        + ", "
                        + median(rounds, r -> r.lists().cpu() / r.ours().cpu()));
    }

    private static String sum(List<Round> rounds, Function<Round, Shell.Took> which) {
        return String.format(
                Locale.ROOT,
                "CPU %.1f s (clock %.1f s)",
                rounds.stream().mapToDouble(r -> which.apply(r).cpu()).sum(),
                rounds.stream().mapToDouble(r -> which.apply(r).seconds()).sum());
    }

    private static String median(List<Round> rounds, ToDoubleFunction<Round> ratio) {
        double[] sorted = rounds.stream().mapToDouble(ratio).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "%.2f× (%.2f–%.2f)",
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1]);
    }

    /**
     * @param rival a process for each page, as anybody calls it
     * @param lists a process for half of the pages, the most that can be had of it
     */
    private record Round(int pages, Shell.Took ours, Shell.Took rival, Shell.Took lists) {}

    /** A home of its own, other pages; who comes first alternates. */
    private Round round(int number) throws IOException, InterruptedException {
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
                            new SampleDeliveries.Options(
                                    5 + number, RECORDS, 100, 1, 0, "csv", false));
            archive.ingest(delivery, Progress.NONE);
            int pages = extractImages(delivery.resolve("TaiLieu"), images);
            boolean oursFirst = number % 2 == 1;
            Shell.Took ours = oursFirst ? ours(archive, pages) : null;
            Shell.Took rival = rival(images);
            Shell.Took lists = lists(images);
            return new Round(pages, ours == null ? ours(archive, pages) : ours, rival, lists);
        } finally {
            Archive.delete(home);
            Archive.delete(delivery);
            Archive.delete(images);
        }
    }

    /** At the low priority that ours has too: a neighbour is to slow both alike. */
    private static Shell.Took rival(Path images) throws IOException, InterruptedException {
        return Shell.run(
                images,
                Map.of("OMP_THREAD_LIMIT", "1"),
                "find . -name '*.jpg' -print0 | nice -n 10 xargs -0 -P"
                        + PROCESSES
                        + " -n1 sh -c 'tesseract \"$1\" \"$1\" -l vie tsv' sh");
    }

    private static Shell.Took lists(Path images) throws IOException, InterruptedException {
        return Shell.run(
                images,
                Map.of("OMP_THREAD_LIMIT", "1"),
                "find . -name '*.jpg' | split -n r/"
                        + PROCESSES
                        + " - list-; ls list-* | nice -n 10 xargs -P"
                        + PROCESSES
                        + " -n1 sh -c 'tesseract \"$1\" \"$1\" -l vie tsv' sh");
    }

    private static Shell.Took ours(Archive archive, int pages)
            throws IOException, InterruptedException {
        Lifecycle extraction = archive.named("extractionRunner", Lifecycle.class);
        TextWork work = archive.port(TextWork.class);
        Map<String, Double> before = Shell.whereCpu();
        double cpu = Shell.ownCpu();
        long start = System.nanoTime();
        extraction.start();
        TextWork.Totals totals = work.totals();
        while (totals.filesWaiting() > 0 || totals.pagesWaiting() > 0) {
            Thread.sleep(
                    500); // each look is work of the database that nobody but the bench asks for
            totals = work.totals();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Shell.Took took = new Shell.Took(seconds, Shell.ownCpu() - cpu);
        Shell.whereCpu()
                .forEach(
                        (where, now) ->
                                System.out.printf(
                                        Locale.ROOT,
                                        "  %s: %.2f s%n",
                                        where,
                                        now - before.getOrDefault(where, 0.0)));
        extraction.stop();
        if (totals.pagesWithText() != pages) {
            throw new IllegalStateException("Of " + pages + " pages: " + totals);
        }
        return took;
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
