package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.TangThu;
import vn.tangthu.portal.EntryPoint;
import vn.tangthu.portal.samples.SampleDeliveries;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.TextLine;
import vn.tangthu.repository.TextWork;
import vn.tangthu.repository.TextWorkers;
import vn.tangthu.repository.TextWorkers.Worker;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.HomeLock;
import vn.tangthu.storage.TangThuHome;

/**
 * An archive and machines that help it to read: {@code work} in processes of its own, one
 * PostgreSQL, one store, and a command in place of Tesseract that takes its time. They log in to
 * the database as a role that has no more than docs/operations.md says.
 */
class HelpersTest {
    private static final SampleFonds FONDS = SampleFonds.ALL.getFirst();

    /** Each has some documents, and each of these a scanned page or two. */
    private static final int FEW = 4;

    /** More than twice the pages that a process reads in one go. */
    private static final int MANY = 36;

    private static final String ROLE = "may_phu";
    private static final String PASSWORD = "only for this test";

    /** For a machine that does a hundred other things. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir static Path work;

    private static final TestDatabase DATABASE = TestDatabase.fresh(2);

    @SuppressWarnings("NullAway.Init")
    private static HomeLock lock;

    @SuppressWarnings("NullAway.Init")
    private static ConfigurableApplicationContext archive;

    @SuppressWarnings("NullAway.Init")
    private static Path command;

    private final List<Process> helpers = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        command = work.resolve("ocr");
        install("", "Văn");
        TangThuHome home = new TangThuHome(work.resolve("home"));
        lock = HomeLock.tryAcquire(home).orElseThrow();
        SpringApplication spring = EntryPoint.withoutWeb(TangThu.class);
        spring.addInitializers(
                context ->
                        ((GenericApplicationContext) context)
                                .registerBean(
                                        "pageCount",
                                        ContentProbe.class,
                                        () -> HelpersTest::probed,
                                        definition -> definition.setPrimary(true)));
        archive =
                spring.run(
                        "--tangthu.home=" + home.root(),
                        "--tangthu.database.url=" + DATABASE.url(),
                        "--tangthu.database.username=" + DATABASE.username(),
                        "--tangthu.database.password=" + DATABASE.password(),
                        "--tangthu.storage.directory=" + work.resolve("store"),
                        "--tangthu.index.background=false",
                        "--tangthu.audit.background=false",
                        "--tangthu.extraction.enabled=false",
                        "--tangthu.extraction.lease=15s",
                        "--tangthu.extraction.ocr.processes=1",
                        "--tangthu.extraction.ocr.command=" + command);
        FondsId id = port(Holdings.class).createFonds(FONDS.toNewFonds(), Reader.OPERATOR);
        for (String code : FONDS.seriesCodes()) {
            Object unused =
                    port(Holdings.class)
                            .createSeries(id, code, FONDS.seriesTitle(code), Reader.OPERATOR);
        }
        grant();
    }

    @AfterAll
    static void stop() throws Exception {
        archive.close();
        lock.close();
        jdbc("drop owned by " + ROLE);
        jdbc("drop role " + ROLE);
        DATABASE.close();
    }

    @AfterEach
    void stopHelpers() throws Exception {
        for (Process helper : helpers) {
            helper.destroyForcibly().waitFor();
        }
    }

    /** The check of a delivery is not what this is about, and has limits of time. */
    private static ContentProbe.Result probed(Path file) {
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            return new ContentProbe.Result.Readable("application/pdf", document.getNumberOfPages());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T port(Class<T> type) {
        return archive.getBean(type);
    }

    /**
     * @return pages
     */
    private static int deliver(int seed, int records) throws IOException {
        Path delivery = work.resolve("giao-" + seed);
        int pages =
                port(SampleDeliveries.class)
                        .write(
                                delivery,
                                FONDS,
                                new SampleDeliveries.Options(
                                        seed, records, 100, 1, 0, "csv", false))
                        .pages();
        Deliveries.Result result =
                port(Deliveries.class)
                        .ingest(
                                delivery,
                                new Deliveries.Options(false, false, "thử", Reader.OPERATOR),
                                Progress.NONE);
        assertThat(result.outcome()).isEqualTo(Deliveries.Outcome.KEPT);
        return pages;
    }

    private static void jdbc(String sql) {
        int unused = DATABASE.jdbc().sql(sql).update();
    }

    /** As docs/operations.md has it, word by word. */
    private static void grant() throws IOException {
        jdbc("create role " + ROLE + " login password '" + PASSWORD + "'");
        String page = Files.readString(Path.of("..", "docs", "operations.md"));
        int from = page.indexOf("```sql", page.indexOf("## A second machine for OCR")) + 6;
        String script = page.substring(from, page.indexOf("```", from));
        for (String statement : script.split(";")) {
            if (statement.contains("grant ")) {
                jdbc(statement.replace("tangthu_reader", ROLE));
            }
        }
    }

    private static void install(String first, String word) throws IOException {
        Path fresh = work.resolve("ocr.new");
        Files.writeString(
                fresh,
                """
                #!/bin/sh
                if [ "$1" = --list-langs ]; then echo vie; exit 0; fi
                if [ "$1" = --version ]; then echo 'tesseract 5.9.1'; exit 0; fi
                pages=$1
                [ "$1" = stdin ] && pages=$(cat)
                for page in $pages; do
                %s
                printf '1\\t1\\t0\\t0\\t0\\t0\\t0\\t0\\t1000\\t1000\\t-1\\t\\n'
                printf '5\\t1\\t1\\t1\\t1\\t1\\t100\\t40\\t50\\t20\\t96.0\\t%s\\n'
                done
                """
                        .formatted(first, word));
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(fresh, command, StandardCopyOption.REPLACE_EXISTING);
    }

    private Process helper(String name, Map<String, String> settings) throws IOException {
        Path home = Files.createDirectories(work.resolve("home-" + name));
        Files.createDirectories(home.resolve("tmp"));
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx320m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dfile.encoding=UTF-8",
                        "-Djava.io.tmpdir=" + home.resolve("tmp"),
                        "-Dtangthu.home=" + home,
                        "-cp",
                        System.getProperty("java.class.path"),
                        TangThu.class.getName(),
                        "work",
                        "--name",
                        name,
                        "--processes",
                        "1");
        builder.environment().putAll(settings);
        builder.redirectOutput(work.resolve(name + ".out").toFile());
        builder.redirectError(work.resolve(name + ".err").toFile());
        Process process = builder.start();
        helpers.add(process);
        return process;
    }

    private Map<String, String> settings() {
        return Map.of(
                "TANGTHU_DATABASE_URL",
                DATABASE.url(),
                "TANGTHU_DATABASE_USERNAME",
                ROLE,
                "TANGTHU_DATABASE_PASSWORD",
                PASSWORD,
                "TANGTHU_STORAGE_DIRECTORY",
                work.resolve("store").toString(),
                "TANGTHU_EXTRACTION_LEASE",
                "6s",
                "TANGTHU_EXTRACTION_OCR_COMMAND",
                command.toString());
    }

    private Process helper(String name) throws IOException {
        return helper(name, settings());
    }

    private String said(String name) {
        try {
            return Files.readString(work.resolve(name + ".out"))
                    + Files.readString(work.resolve(name + ".err"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void until(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        what
                                + port(TextWorkers.class).list()
                                + port(TextWork.class).totals()
                                + helpers.stream()
                                        .map(Process::isAlive)
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(","))
                                + said("a")
                                + said("b"));
            }
            Thread.sleep(50);
        }
    }

    private Worker worker(String name) {
        return port(TextWorkers.class).list().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(new Worker(name, false, false, Instant.EPOCH, 0, 0, 0));
    }

    private static Stream<Worker> archives() {
        return port(TextWorkers.class).list().stream().filter(Worker::archive);
    }

    private TextWork.Totals totals() {
        return port(TextWork.class).totals();
    }

    private long told() {
        return port(JdbcClient.class)
                .sql("select count(*) from projection.journal where kind = 'TEXT_CHANGED'")
                .query(Long.class)
                .single();
    }

    @Test
    void machinesShareTheWorkAndOneThatIsKilledLosesNothing() throws Exception {
        Path gate = work.resolve("gate");
        install("until [ -e " + gate + " ]; do sleep 0.05; done", "Văn");
        TextWork.Totals before = totals();
        assertThat(before.pagesWaiting()).as("other tests left nothing to read").isZero();
        long toldBefore = told();
        int pages = deliver(7, MANY);
        Process a = helper("a");
        Process b = helper("b");
        until(
                "both hold pages for OCR: ",
                () ->
                        totals().pagesWaiting() == pages
                                && worker("a").claimed() > 0
                                && worker("b").claimed() > 0);
        TextLine line = port(TextLine.class);
        line.pause(Reader.OPERATOR);
        Thread.sleep(2_000); // they ask each second
        Files.createFile(gate);
        until("nobody has anything: ", () -> worker("a").claimed() + worker("b").claimed() == 0);
        long waiting = totals().pagesWaiting();
        Thread.sleep(2_000);
        assertThat(totals().pagesWaiting()).as("paused").isEqualTo(waiting).isPositive();
        Files.delete(gate);
        line.resume(Reader.OPERATOR);
        until("a goes on: ", () -> worker("a").claimed() > 0);
        a.destroyForcibly().waitFor(); // SIGKILL
        archive.getBean("extractionRunner", Lifecycle.class).start();
        until("the archive reads too: ", () -> archives().mapToLong(Worker::claimed).sum() > 0);
        Files.createFile(gate);
        until("all is read: ", () -> totals().filesWaiting() == 0 && totals().pagesWaiting() == 0);
        assertThat(totals().pagesWithText() - before.pagesWithText()).isEqualTo(pages);
        assertThat(totals().pagesFailed()).isZero();
        assertThat(told() - toldBefore)
                .as("layers and OCR of each, once")
                .isEqualTo(2 * (totals().files() - before.files()));
        assertThat(worker("a").living()).isFalse();
        assertThat(worker("b").living()).isTrue();
        assertThat(worker("b").pagesLastHour()).isPositive();
        assertThat(archives().mapToLong(Worker::pagesLastHour).sum())
                .as("the archive's own has a share")
                .isPositive();
        archive.getBean("extractionRunner", Lifecycle.class).stop();
        b.destroy(); // SIGTERM
        assertThat(b.waitFor(PATIENCE)).isTrue();
        assertThat(work.resolve("home-b").resolve("index")).doesNotExist();
        assertThat(work.resolve("home-b").resolve("database")).doesNotExist();
        assertThat(work.resolve("home-b").resolve("keys")).doesNotExist();
        assertThat(work.resolve("home-b").resolve("cache").resolve("ocr")).isEmptyDirectory();
        assertThat(said("b")).contains("Reading texts for the archive").doesNotContain("ERROR");
    }

    @Test
    void aStampThatAHelperReadsBlocksItsRecordAtOnceAndTheArchiveTellsTheStore() throws Exception {
        install("", "MẬT");
        // Its next look comes within a minute, or, once it is started again, within ten seconds.
        Lifecycle telling = archive.getBean("suspicionsOfHelpers", Lifecycle.class);
        telling.stop();
        int unused = deliver(8, FEW);
        Process a = helper("a");
        JdbcClient jdbc = port(JdbcClient.class);
        String blocked = "select count(*) from projection.record where blocked and not visible";
        until("all are blocked: ", () -> jdbc.sql(blocked).query(Integer.class).single() == FEW);
        assertThat(
                        jdbc.sql(
                                        "select count(distinct aip_id) from kept.suspicion where"
                                                + " state = 'OPEN'")
                                .query(Integer.class)
                                .single())
                .isEqualTo(FEW);
        assertThat(work.resolve("store").resolve("log").resolve("suspected"))
                .as("a helper writes nothing there")
                .doesNotExist();
        telling.start();
        until(
                "the store is told: ",
                () ->
                        jdbc.sql("select count(*) from kept.suspicion where logged <> state")
                                        .query(Integer.class)
                                        .single()
                                == 0);
        assertThat(work.resolve("store").resolve("log").resolve("suspected")).isNotEmptyDirectory();
        assertThat(a.isAlive()).isTrue();
    }

    @Test
    void withoutASharedDatabaseOrStoreItSaysWhatToSetInBothLanguages() throws Exception {
        int unused = deliver(9, 1);
        Process none = helper("none", Map.of());
        Process store = helper("store", Map.of("TANGTHU_DATABASE_URL", DATABASE.url()));
        Map<String, String> wrong = new HashMap<>(settings());
        wrong.put("TANGTHU_STORAGE_DIRECTORY", work.resolve("empty").toString());
        Process other = helper("other", wrong);
        assertThat(none.waitFor(PATIENCE)).isTrue();
        assertThat(none.exitValue()).isEqualTo(2);
        assertThat(Files.readString(work.resolve("none.err")))
                .contains("cơ sở dữ liệu kèm sẵn")
                .contains("embedded database")
                .contains("tangthu.database.url");
        assertThat(store.waitFor(PATIENCE)).isTrue();
        assertThat(store.exitValue()).isEqualTo(2);
        assertThat(Files.readString(work.resolve("store.err")))
                .contains("kho đối tượng")
                .contains("tangthu.storage.directory");
        assertThat(other.waitFor(PATIENCE)).isTrue();
        assertThat(other.exitValue()).as("an empty directory is not the store").isEqualTo(2);
        assertThat(totals().filesWaiting()).as("nothing was touched").isPositive();
        assertThat(worker("other").claimed()).isZero();
    }
}
