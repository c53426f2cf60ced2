package vn.tangthu.indexer.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.ExtractedText.Source;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ErasureStep;
import vn.tangthu.repository.JournalAdvanced;
import vn.tangthu.repository.TextWork;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.storage.TangThuHome;

/** The runner with a command in place of Tesseract, so that it is tested where there is none. */
class ExtractionRunnerTest {
    /** No page takes so long on however busy a machine. */
    private static final Duration PATIENT = Duration.ofSeconds(60);

    @TempDir Path dir;
    private final FakeArchive archive = new FakeArchive();
    private TangThuHome home;
    private Path command;
    private ExtractionRunner runner;

    @BeforeEach
    void start() throws IOException {
        home = new TangThuHome(dir.resolve("home"));
        command = dir.resolve("ocr");
        runner = runner(PATIENT);
    }

    private final NotedSecrets secrets = new NotedSecrets();

    /**
     * @param pageLimit what a page of OCR may take
     */
    private ExtractionRunner runner(Duration pageLimit) {
        return new ExtractionRunner(
                archive,
                archive,
                secrets,
                new LoneWorker(),
                archive,
                NoPrints.PAGES,
                NoPrints.SCANS,
                SharedWorkers.POOL,
                home,
                true,
                2,
                command.toString(),
                pageLimit,
                "vie+eng,vie+eng@/none",
                false,
                "",
                event -> {});
    }

    @AfterEach
    void stop() {
        runner.stop();
    }

    /** A command that answers as Tesseract does and counts how often it read a page. */
    private void install(String read) throws IOException {
        Path fresh = dir.resolve("ocr.new");
        Files.writeString(
                fresh,
                """
                #!/bin/sh
                if [ "$1" = --list-langs ]; then echo vie; [ "$2" ] || echo eng; exit 0; fi
                if [ "$1" = --version ]; then echo 'tesseract 5.9.1'; echo ' leptonica-1'; exit 0; fi
                pages=$1
                [ "$1" = stdin ] && pages=$(cat)
                for page in $pages; do
                echo "$page" >> '%s'
                %s
                printf '1\\t1\\t0\\t0\\t0\\t0\\t0\\t0\\t1000\\t1000\\t-1\\t\\n'
                printf '5\\t1\\t1\\t1\\t1\\t1\\t100\\t200\\t50\\t20\\t96.0\\tVăn\\n'
                printf '5\\t1\\t1\\t1\\t1\\t2\\t160\\t200\\t50\\t20\\t95.0\\tbản\\n'
                done
                """
                        .formatted(dir.resolve("reads"), read));
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(fresh, command, StandardCopyOption.REPLACE_EXISTING);
    }

    private long reads() throws IOException {
        Path log = dir.resolve("reads");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited a minute").isLessThan(end);
            Thread.sleep(20);
        }
    }

    /** A file's text is there a moment before the pages it was put together from are gone. */
    private void untilNoPageLiesReady() throws InterruptedException {
        until(
                () -> {
                    String[] left = home.cache().resolve("ocr").toFile().list();
                    return left != null && left.length == 0;
                });
    }

    private TextWork.Found waitFor(ContentFile file, int pagesWaiting) throws InterruptedException {
        until(
                () ->
                        archive.found(file)
                                .filter(found -> found.pagesWaiting() == pagesWaiting)
                                .isPresent());
        return archive.found(file).orElseThrow();
    }

    private ContentFile scan(String name, int pages) throws IOException {
        List<List<String>> lines = Collections.nCopies(pages, List.of("Trang của " + name));
        return archive.add(
                TestFiles.scanPdf(dir.resolve(name), TestFiles.Coding.DCT, 72, lines),
                "application/pdf",
                pages);
    }

    @Test
    void aTextLayerIsThereWithinFiveSecondsOfTheNudgeAndPagesWaitWhileThereIsNoOcr()
            throws Exception {
        runner.start();
        ContentFile first = // the processes that read are there from now on
                archive.add(TestFiles.textPdf(dir.resolve("e.pdf"), 1), "application/pdf", 1);
        runner.on(new JournalAdvanced(1));
        assertThat(waitFor(first, 0).pages()).isEqualTo(1);
        ContentFile text =
                archive.add(TestFiles.textPdf(dir.resolve("t.pdf"), 3), "application/pdf", 3);
        ContentFile image = scan("s.pdf", 2);
        long start = System.nanoTime();
        runner.on(new JournalAdvanced(2));
        assertThat(waitFor(text, 0)).isEqualTo(new TextWork.Found(3, 3, 0, 0, null));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(waitFor(image, 2)).isEqualTo(new TextWork.Found(2, 0, 2, 0, null));
        assertThat(archive.kinds(image)).containsExactly("text-1-layer");
        assertThat(archive.claims()).isZero();
    }

    @Test
    void pagesThatWaitAreReadAndKeptWithTheirBoxes() throws Exception {
        install("");
        ContentFile image = scan("s.pdf", 5);
        runner.start();
        assertThat(waitFor(image, 0)).isEqualTo(new TextWork.Found(5, 5, 0, 0, null));
        assertThat(archive.kinds(image)).isEqualTo(Set.of("text-1"));
        DerivativeExtractedTexts texts = new DerivativeExtractedTexts(archive);
        var page = texts.page(image, 4).orElseThrow();
        assertThat(page.number()).isEqualTo(4);
        assertThat(page.source()).isEqualTo(Source.OCR);
        assertThat(page.text()).isEqualTo("Văn bản");
        assertThat(page.words().getFirst().x()).isEqualTo(1_000);
        assertThat(page.words().getFirst().y()).isEqualTo(2_000);
        assertThat(texts.of(image).orElseThrow().pages()).hasSize(5);
        until(() -> archive.openCopies() == 0);
        until(() -> images() == 0); // the last goes when its process is through
    }

    @Test
    void pagesReadWithoutCertaintyAreTurnedAndReadOnceMoreAndTheSurerReadingIsKept()
            throws Exception {
        install(
                """
                case $page in
                *page-*)
                printf '1\\t1\\t0\\t0\\t0\\t0\\t0\\t0\\t1000\\t1000\\t-1\\t\\n'
                printf '5\\t1\\t1\\t1\\t1\\t1\\t100\\t200\\t50\\t20\\t31.0\\tupq\\n'
                continue;;
                esac
                """);
        ContentFile image = scan("s.pdf", 3);
        runner.start();
        assertThat(waitFor(image, 0)).isEqualTo(new TextWork.Found(3, 3, 0, 0, null));
        DerivativeExtractedTexts texts = new DerivativeExtractedTexts(archive);
        for (int number = 1; number <= 3; number++) {
            var page = texts.page(image, number).orElseThrow();
            assertThat(page.text()).isEqualTo("Văn bản");
            assertThat(page.reading())
                    .isEqualTo(new ExtractedText.Reading("tesseract 5.9.1 vie", 96, 1_800));
        }
        assertThat(reads()).isEqualTo(6);
        until(() -> images() == 0 && archive.openCopies() == 0);
    }

    @Test
    void aPageWithNothingOnItIsNotReadAndIsCountedAsBlank() throws Exception {
        install("");
        List<List<String>> lines = List.of(List.of("Trang một"), List.of(), List.of("Trang ba"));
        ContentFile image =
                archive.add(
                        TestFiles.scanPdf(dir.resolve("b.pdf"), TestFiles.Coding.DCT, 150, lines),
                        "application/pdf",
                        3);
        runner.start();
        assertThat(waitFor(image, 0)).isEqualTo(new TextWork.Found(3, 2, 0, 0, null));
        var pages = new DerivativeExtractedTexts(archive).of(image).orElseThrow().pages();
        assertThat(pages)
                .extracting(ExtractedText.Page::source)
                .containsExactly(Source.OCR, Source.BLANK, Source.OCR);
        assertThat(archive.quality(image).blank()).isEqualTo(1);
        assertThat(archive.quality(image).measured()).isEqualTo(2);
        assertThat(reads()).isEqualTo(2);
        until(() -> images() == 0 && archive.openCopies() == 0);
    }

    @Test
    void aPageThatWasCalledBlankIsReadWhenSomebodyAsksForItAndNoLongerBlankWhereNothingIsFound()
            throws Exception {
        install("");
        List<List<String>> lines = List.of(List.of("Trang một"), List.of(), List.of());
        ContentFile image =
                archive.add(
                        TestFiles.scanPdf(dir.resolve("b.pdf"), TestFiles.Coding.DCT, 150, lines),
                        "application/pdf",
                        3);
        runner.start();
        waitFor(image, 0);
        assertThat(archive.quality(image).blank()).isEqualTo(2);
        install(
                "case \"$page\" in *-5.*)"
                        + " printf '1\\t1\\t0\\t0\\t0\\t0\\t0\\t0\\t9\\t9\\t-1\\t\\n'; continue;; esac");
        int before = archive.doneCalls;
        archive.readAgain(image, "vie"); // what reads usually, too
        until(() -> archive.doneCalls > before);
        assertThat(reads()).isEqualTo(3);
        assertThat(new DerivativeExtractedTexts(archive).of(image).orElseThrow().pages())
                .extracting(ExtractedText.Page::source)
                .containsExactly(Source.OCR, Source.OCR, Source.EMPTY);
        assertThat(archive.quality(image).blank()).isZero();
        until(() -> images() == 0 && archive.openCopies() == 0);
    }

    @Test
    void documentsThatShareAFileGetTheirOwnPagesAndThePagesAreReadOnce() throws Exception {
        install("sleep 0.1");
        Path path = dir.resolve("s.pdf");
        ContentFile whole = scan("s.pdf", 6);
        archive.remove(whole);
        List<ContentFile> parts =
                List.of(
                        archive.addPart(whole, path, 1, 1),
                        archive.addPart(whole, path, 2, 4),
                        archive.addPart(whole, path, 5, 6));
        runner.start();
        assertThat(waitFor(parts.get(0), 0)).isEqualTo(new TextWork.Found(1, 1, 0, 0, null));
        assertThat(waitFor(parts.get(1), 0)).isEqualTo(new TextWork.Found(3, 3, 0, 0, null));
        assertThat(waitFor(parts.get(2), 0)).isEqualTo(new TextWork.Found(2, 2, 0, 0, null));
        assertThat(reads()).isEqualTo(6);
        DerivativeExtractedTexts texts = new DerivativeExtractedTexts(archive);
        assertThat(texts.of(parts.get(1)).orElseThrow().pages())
                .extracting(page -> page.number())
                .containsExactly(1, 2, 3);
        assertThat(texts.page(parts.get(1), 4)).isEmpty();
        assertThat(texts.page(parts.get(2), 2).orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void aRebuildNeverRepeatsOcr() throws Exception {
        install("");
        ContentFile image = scan("s.pdf", 3);
        runner.start();
        waitFor(image, 0);
        int opened = archive.opened;
        archive.everythingWaitsAgain();
        waitFor(image, 0);
        assertThat(reads()).isEqualTo(3);
        assertThat(archive.opened).isEqualTo(opened);
    }

    @Test
    void aStopInTheMiddleCostsOnlyThePagesThatWereBeingRead() throws Exception {
        install("sleep 0.3");
        ContentFile image = scan("s.pdf", 12);
        runner.start();
        until(
                () -> {
                    try {
                        return reads() >= 5;
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
        long start = System.nanoTime();
        runner.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(archive.claims()).isZero();
        assertThat(archive.openCopies()).isZero();
        assertThat(archive.found(image).orElseThrow().pagesWaiting()).isEqualTo(12);
        runner = runner(PATIENT);
        runner.start();
        assertThat(waitFor(image, 0)).isEqualTo(new TextWork.Found(12, 12, 0, 0, null));
        assertThat(reads())
                .isBetween(12L, 12L + 7); // what was read when it stopped was no more than those
        untilNoPageLiesReady();
    }

    @Test
    void aPageThatCannotBeReadIsRecordedAndTheOthersAreRead() throws Exception {
        install("case \"$page\" in *-7.jpg) echo 'không đọc được' >&2; exit 1;; esac");
        ContentFile image = scan("s.pdf", 14);
        runner.start();
        assertThat(waitFor(image, 0)).isEqualTo(new TextWork.Found(14, 13, 0, 1, null));
        var failed =
                new DerivativeExtractedTexts(archive)
                        .of(image).orElseThrow().pages().stream()
                                .filter(page -> page.source() == Source.FAILED)
                                .toList();
        assertThat(failed).hasSize(1);
        assertThat(failed.getFirst().failure()).contains("không đọc được");
    }

    @Test
    void pagesThatFailedAreReadAgainWhenAskedForAndTheOthersAreNot() throws Exception {
        install("case \"$page\" in *-2.jpg) echo 'hết bộ nhớ' >&2; exit 1;; esac");
        ContentFile image = scan("s.pdf", 3);
        runner.start();
        assertThat(waitFor(image, 0)).isEqualTo(new TextWork.Found(3, 2, 0, 1, null));
        long before = reads();
        install("");

        archive.everythingWaitsAgain(); // a rebuild alone asks for nothing
        assertThat(waitFor(image, 0)).isEqualTo(new TextWork.Found(3, 2, 0, 1, null));
        assertThat(archive.retryFailed()).isEqualTo(1);
        until(() -> archive.found(image).orElseThrow().pagesFailed() == 0);
        assertThat(waitFor(image, 0)).isEqualTo(new TextWork.Found(3, 3, 0, 0, null));

        assertThat(reads()).isEqualTo(before + 1);
        assertThat(archive.kinds(image)).isEqualTo(Set.of("text-1"));
        assertThat(new DerivativeExtractedTexts(archive).of(image).orElseThrow().pages())
                .allMatch(page -> page.source() == Source.OCR);
    }

    @Test
    void aPageThatHangsIsKilledAndNotedAndTheOthersAreRead() throws Exception {
        install("case \"$page\" in *-3.jpg) exec sleep 60;; esac");
        ContentFile image = scan("s.pdf", 6);
        runner = runner(Duration.ofSeconds(5));
        runner.start();
        assertThat(waitFor(image, 0)).isEqualTo(new TextWork.Found(6, 5, 0, 1, null));
        TextWork.ToldPage told = archive.quality(image).told().getFirst();
        assertThat(told.failure()).contains("longer than 5 s");
        assertThat(new DerivativeExtractedTexts(archive).page(image, told.number()).orElseThrow())
                .matches(page -> page.source() == Source.FAILED);
    }

    private static String model(ExtractedText.Page page) {
        return Objects.requireNonNull(page.reading()).model();
    }

    @Test
    void whatReadAPageAndHowSureItWasStaysWithItAndBadPagesAreTold() throws Exception {
        install(
                "case \"$page\" in *-2.jpg|*again-*) printf '1\\t1\\t0\\t0\\t0\\t0\\t0\\t0\\t9\\t9\\t-1\\t\\n'"
                        + "; printf '5\\t1\\t1\\t1\\t1\\t1\\t1\\t2\\t5\\t2\\t41.0\\tmờ\\n'; continue;; esac");
        ContentFile image = scan("s.pdf", 3);
        runner.start();
        waitFor(image, 0);
        var pages = new DerivativeExtractedTexts(archive).of(image).orElseThrow().pages();
        assertThat(model(pages.getFirst())).isEqualTo("tesseract 5.9.1 vie");
        TextWork.Quality quality = archive.quality(image);
        assertThat(quality.measured()).isEqualTo(3);
        assertThat(quality.confidence()).isEqualTo(41 + 2 * 96);
        assertThat(quality.told()).hasSize(1);
        TextWork.ToldPage bad = quality.told().getFirst();
        assertThat(bad.confidence()).isEqualTo(41);
        assertThat(pages.get(bad.number() - 1).text()).isEqualTo("mờ");
        until(() -> archive.read == 3);
    }

    @Test
    void nothingIsReadWhileItIsPausedAndWhatSomebodyLooksAtComesBeforeTheRestOfALongFile()
            throws Exception {
        install("sleep 0.05");
        archive.paused = true;
        ContentFile volume = scan("v.pdf", 150);
        ContentFile awaited = scan("a.pdf", 1);
        runner.start();
        waitFor(volume, 150);
        waitFor(awaited, 1);
        Thread.sleep(300);
        assertThat(reads()).isZero();
        archive.awaited = awaited.id();
        archive.paused = false;
        waitFor(awaited, 0);
        assertThat(archive.found(volume).orElseThrow().pagesWaiting()).isEqualTo(150);
        assertThat(archive.claims()).isEqualTo(1);
    }

    @Test
    void aPauseGivesBackWhatIsBegunWithoutAnImageAndCostsNoPageThatWasRead() throws Exception {
        install("sleep 0.02");
        ContentFile image = scan("s.pdf", 90);
        runner.start();
        until(() -> archive.read > 0);
        assertThat(archive.survived).containsExactly(image.id());
        archive.paused = true;
        until(() -> archive.claims() == 0);
        assertThat(archive.openCopies()).isZero();
        until(() -> images() == 0); // one may be on its way
        assertThat(archive.found(image).orElseThrow().pagesWaiting()).isEqualTo(90);
        assertThat(reads()).isBetween(1L, 89L);
        archive.paused = false;
        assertThat(waitFor(image, 0)).isEqualTo(new TextWork.Found(90, 90, 0, 0, null));
        assertThat(reads()).isEqualTo(90);
    }

    @Test
    void whatIsErasedWhileItIsReadIsNowhereAndIsNotWrittenAfterwards() throws Exception {
        install("sleep 0.05");
        ContentFile image = scan("s.pdf", 90);
        runner.start();
        until(() -> archive.read > 0);
        assertThat(archive.openCopies()).isEqualTo(1);
        archive.remove(image);
        archive.forgetDerivatives();
        LoneWorker others = new LoneWorker();
        new ErasedSpool(home, runner, others)
                .erase(
                        List.of(
                                new ErasureStep.Erased(
                                        UUID.randomUUID(),
                                        "1",
                                        Tombstones.Cause.SECRET,
                                        Set.of(image.sha512()),
                                        Set.of())));
        assertThat(others.waits).as("machines that help let go of it, too").isEqualTo(1);
        assertThat(archive.openCopies()).isZero();
        until(() -> images() == 0); // one may be on its way
        assertThat(home.cache().resolve("ocr")).isEmptyDirectory();
        ContentFile other = scan("o.pdf", 1);
        runner.on(new JournalAdvanced(1));
        waitFor(other, 0);
        assertThat(archive.kinds(image)).isEmpty();
        assertThat(archive.claims()).isZero();
    }

    @Test
    void whatWasErasedWhileItsLastPagesWereReadIsNotKept() throws Exception {
        install("sleep 0.5");
        ContentFile image = scan("s.pdf", 2);
        runner.start();
        waitFor(image, 2);
        until(() -> Files.exists(dir.resolve("reads")));
        archive.remove(image);
        archive.forgetDerivatives();
        until(() -> archive.claims() == 0 && archive.openCopies() == 0);
        assertThat(archive.kinds(image)).isEmpty();
        assertThat(home.cache().resolve("ocr")).isEmptyDirectory();
    }

    @Test
    void anotherModelThatFindsNoWordsCostsNoTextAndReadsNoPageThatFailed() throws Exception {
        install("case \"$page\" in *-2.jpg) exit 1;; esac");
        ContentFile image = scan("s.pdf", 3);
        runner.start();
        assertThat(waitFor(image, 0).pagesFailed()).isEqualTo(1);
        install("printf '1\\t1\\t0\\t0\\t0\\t0\\t0\\t0\\t9\\t9\\t-1\\t\\n'; continue");
        long reads = reads();
        archive.readAgain(image, "vie+eng");
        until(() -> archive.keptOld.contains(image.id()));
        assertThat(reads() - reads).isEqualTo(2);
        assertThat(archive.found(image)).contains(new TextWork.Found(3, 2, 0, 1, null));
        assertThat(new DerivativeExtractedTexts(archive).of(image).orElseThrow().pages())
                .extracting(ExtractedText.Page::source)
                .containsOnly(Source.OCR, Source.FAILED);
    }

    @Test
    void aTableThatIsTooMuchForMemoryEndsNoThreadAndCostsNoOtherPage() throws Exception {
        install("");
        archive.tooMuch = 3; // as often as there are threads, and once more
        ContentFile image = scan("s.pdf", 14);
        runner.start();
        waitFor(image, 0);
        assertThat(archive.tooMuch).isZero();
        ContentFile other = scan("o.pdf", 2);
        runner.on(new JournalAdvanced(1));
        assertThat(waitFor(other, 0)).isEqualTo(new TextWork.Found(2, 2, 0, 0, null));
        assertThat(archive.claims()).isZero();
    }

    @Test
    void aModelOfWhichALanguageIsMissingIsNotOfferedAndReadsNothing() throws Exception {
        install("");
        assertThat(runner.models()).containsExactly("vie", "vie+eng");
        ContentFile image = scan("s.pdf", 1);
        runner.start();
        waitFor(image, 0);
        archive.readAgain(image, "vie+eng@/none");
        until(() -> archive.keptOld.contains(image.id()));
        assertThat(reads()).isEqualTo(1);
    }

    private long images() {
        try (var files = Files.walk(home.tmp())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("page-") || name.startsWith("again-"))
                    .count();
        } catch (IOException | UncheckedIOException e) {
            return -1; // one went meanwhile
        }
    }

    @Test
    void theOldTextServesUntilAnotherModelHasReadAllPagesAndAPageThatFailsKeepsIt()
            throws Exception {
        install("");
        ContentFile image = scan("s.pdf", 3);
        runner.start();
        waitFor(image, 0);
        archive.keptOld.clear();
        install(
                "case \"$*\" in *'-l vie+eng '*) sleep 0.2;; *) exit 1;; esac;"
                        + " case \"$page\" in *-5.jpg) exit 1;; esac");
        archive.readAgain(image, "vie+eng");
        DerivativeExtractedTexts texts = new DerivativeExtractedTexts(archive);
        int before = archive.doneCalls;
        while (archive.doneCalls == before) {
            assertThat(texts.of(image).orElseThrow().pages())
                    .as("at every moment")
                    .allMatch(page -> page.text().equals("Văn bản"));
            Thread.sleep(5);
        }
        assertThat(texts.of(image).orElseThrow().pages())
                .extracting(ExtractionRunnerTest::model)
                .containsExactly(
                        "tesseract 5.9.1 vie+eng",
                        "tesseract 5.9.1 vie",
                        "tesseract 5.9.1 vie+eng");
        assertThat(archive.kinds(image)).containsExactly("text-1");
        assertThat(archive.found(image).orElseThrow())
                .isEqualTo(new TextWork.Found(3, 3, 0, 0, null));
        until(() -> archive.openCopies() == 0);
        assertThat(home.cache().resolve("ocr")).isEmptyDirectory();

        archive.readAgain(image, "jpn");
        until(() -> archive.keptOld.contains(image.id()));
        assertThat(archive.found(image).orElseThrow().pagesWithText()).isEqualTo(3);
    }

    @Test
    void aPageWhoseProcessWasKilledIsReadAgain() throws Exception {
        install("if [ $(wc -l < '" + dir.resolve("reads") + "') = 1 ]; then kill -9 $$; fi");
        ContentFile image = scan("s.pdf", 1);
        runner.start();
        assertThat(waitFor(image, 0)).isEqualTo(new TextWork.Found(1, 1, 0, 0, null));
        assertThat(reads()).isEqualTo(2);
    }

    @Test
    void damagedAndUnreadableFilesAreRecordedAndDoNotBlockTheOthers() throws Exception {
        ContentFile damaged =
                archive.add(TestFiles.textPdf(dir.resolve("d.pdf"), 2), "application/pdf", 2);
        archive.damage(damaged);
        ContentFile locked =
                archive.add(
                        TestFiles.encrypted(dir.resolve("e.pdf"), "bí mật"), "application/pdf", 1);
        ContentFile sound =
                archive.add(TestFiles.textPdf(dir.resolve("s.pdf"), 1), "application/pdf", 1);
        runner.start();
        assertThat(waitFor(sound, 0).pagesWithText()).isEqualTo(1);
        assertThat(waitFor(damaged, 0))
                .isEqualTo(new TextWork.Found(2, 0, 0, 2, "the stored copy is damaged"));
        assertThat(waitFor(locked, 0).failure()).isEqualTo("needs a password");
    }

    @Test
    void troubleWithTheStoreIsTriedAgain() throws Exception {
        ContentFile file =
                archive.add(TestFiles.textPdf(dir.resolve("t.pdf"), 1), "application/pdf", 1);
        archive.troublesOfTheStore = 1;
        runner.start();
        assertThat(waitFor(file, 0)).isEqualTo(new TextWork.Found(1, 1, 0, 0, null));
    }

    @Test
    void aFileThatWaitsForOcrWithoutItsLayersIsReadAnew() throws Exception {
        install("");
        ContentFile image = scan("s.pdf", 2);
        archive.forgetDerivatives();
        archive.waitsForOcr(image);
        runner.start();
        assertThat(waitFor(image, 0)).isEqualTo(new TextWork.Found(2, 2, 0, 0, null));
    }
}
