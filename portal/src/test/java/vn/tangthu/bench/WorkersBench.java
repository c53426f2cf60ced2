package vn.tangthu.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.TangThu;
import vn.tangthu.portal.samples.SampleDeliveries;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.TextLine;
import vn.tangthu.repository.TextWork;
import vn.tangthu.repository.TextWorkers;
import vn.tangthu.repository.TextWorkers.Worker;

/**
 * The same scans read by one process that helps ({@code work}) and by two, each with one Tesseract,
 * on one database and one store. The archive's own process reads nothing meanwhile. On one machine
 * the processes share its cores, so the ratio says what sharing the line costs rather than what a
 * second machine brings.
 */
final class WorkersBench {
    private static final int PATIENCE_MINUTES = 60;

    private final Path work;
    private final Table table;

    WorkersBench(Path work, Table table) {
        this.work = work;
        this.table = table;
    }

    /**
     * @param records some three pages each
     */
    void run(int records) throws IOException, InterruptedException {
        Path home = work.resolve("workers-home");
        Path delivery = work.resolve("workers-delivery");
        Archive.delete(home);
        Archive.delete(delivery);
        Files.createDirectories(home);
        SampleFonds fonds = SampleFonds.ALL.getFirst();
        try (Archive archive = new Archive(home, false, true)) {
            archive.createFonds(fonds);
            int pages =
                    archive.port(SampleDeliveries.class)
                            .write(
                                    delivery,
                                    fonds,
                                    new SampleDeliveries.Options(
                                            9, records, 100, 1, 0, "csv", false))
                            .pages();
            archive.ingest(delivery, Progress.NONE);
            double one = pagesAnHour(archive, pages, 1);
            double two = pagesAnHour(archive, pages, 2);
            int cores = Runtime.getRuntime().availableProcessors();
            table.note(
                    pages + " scanned pages read by one process that helps",
                    String.format(Locale.ROOT, "%.0f pages/h", one));
            table.note(
                    "the same by two, on one machine with " + cores + " cores, which they share",
                    String.format(Locale.ROOT, "%.0f pages/h, %.2f×", two, two / one));
        } finally {
            Archive.delete(home);
            Archive.delete(delivery);
        }
    }

    private double pagesAnHour(Archive archive, int pages, int helpers)
            throws IOException, InterruptedException {
        TextWork texts = archive.port(TextWork.class);
        TextLine line = archive.port(TextLine.class);
        fromTheBeginning(archive);
        line.pause(Reader.OPERATOR);
        List<Process> processes = new ArrayList<>();
        try {
            for (int i = 1; i <= helpers; i++) {
                processes.add(helper(archive, helpers + "-" + i));
            }
            until(() -> living(archive) == helpers && !texts.layersWaiting());
            long start = System.nanoTime();
            line.resume(Reader.OPERATOR);
            until(() -> texts.totals().pagesWaiting() == 0);
            double hours = (System.nanoTime() - start) / 3.6e12;
            if (texts.totals().pagesWithText() != pages) {
                throw new IllegalStateException("Of " + pages + " pages: " + texts.totals());
            }
            for (Worker worker : archive.port(TextWorkers.class).list()) {
                System.out.printf("  %s: %d pages%n", worker.name(), worker.pagesLastHour());
            }
            return pages / hours;
        } finally {
            for (Process process : processes) {
                process.destroy();
                int unused = process.waitFor();
            }
            for (int i = 1; i <= helpers; i++) {
                Archive.delete(work.resolve("workers-helper-" + helpers + "-" + i));
            }
        }
    }

    private static long living(Archive archive) {
        return archive.port(TextWorkers.class).list().stream().filter(Worker::living).count();
    }

    /** As if nothing had been read, and nobody had helped. */
    private static void fromTheBeginning(Archive archive) throws IOException {
        Archive.delete(archive.home().store().resolve("derived"));
        JdbcClient jdbc = archive.port(JdbcClient.class);
        int unused =
                jdbc.sql(
                                "update projection.text_state set state = 'WAITING', pages = 0,"
                                        + " pages_with_text = 0, pages_waiting = 0, pages_blank = 0,"
                                        + " confidence = 0, measured = 0")
                        .update();
        unused = jdbc.sql("delete from projection.text_pace").update();
        unused = jdbc.sql("delete from projection.text_worker").update();
    }

    private Process helper(Archive archive, String name) throws IOException {
        HikariDataSource database = (HikariDataSource) archive.port(DataSource.class);
        Path home = Files.createDirectories(work.resolve("workers-helper-" + name));
        Files.createDirectories(home.resolve("tmp"));
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx320m",
                        "-XX:+UseSerialGC",
                        "-Dfile.encoding=UTF-8",
                        "-Djava.io.tmpdir=" + home.resolve("tmp"),
                        "-Dtangthu.home=" + home,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TangThu.class.getName(),
                        "work",
                        "--name",
                        name,
                        "--processes",
                        "1");
        builder.environment()
                .putAll(
                        Map.of(
                                "TANGTHU_DATABASE_URL", database.getJdbcUrl(),
                                "TANGTHU_DATABASE_USERNAME", database.getUsername(),
                                "TANGTHU_DATABASE_PASSWORD", database.getPassword(),
                                "TANGTHU_STORAGE_DIRECTORY", archive.home().store().toString()));
        return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_MINUTES * 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Not after " + PATIENCE_MINUTES + " minutes");
            }
            Thread.sleep(100);
        }
    }
}
