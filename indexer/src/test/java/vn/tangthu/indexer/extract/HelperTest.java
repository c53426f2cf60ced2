package vn.tangthu.indexer.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.HelpEnded;
import vn.tangthu.indexer.extract.derivative.TextDerivative;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.SuspectedSecrets.Level;
import vn.tangthu.repository.TextWork;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.TangThuHome;

/** A process that reads texts for an archive that another one owns. */
class HelperTest {
    @TempDir Path dir;

    private final FakeArchive archive = new FakeArchive();
    private final NotedSecrets secrets = new NotedSecrets();
    private final LoneWorker living = new LoneWorker(Duration.ofSeconds(1));
    private final List<Object> told = new CopyOnWriteArrayList<>();
    private final Set<String> textBefore = ConcurrentHashMap.newKeySet();
    private @Nullable ContentFile stamped;
    private boolean erasedWhenStamped;
    private @Nullable ExtractionRunner runner;
    private TangThuHome home = new TangThuHome(Path.of("home"));

    private void start(String read) throws IOException {
        Path command = dir.resolve("ocr");
        Files.writeString(
                command,
                """
                #!/bin/sh
                if [ "$1" = --list-langs ]; then echo vie; exit 0; fi
                if [ "$1" = --version ]; then echo 'tesseract 5.9.1'; exit 0; fi
                pages=$1
                [ "$1" = stdin ] && pages=$(cat)
                for page in $pages; do
                %s
                printf '1\\t1\\t0\\t0\\t0\\t0\\t0\\t0\\t1000\\t1000\\t-1\\t\\n'
                printf '5\\t1\\t1\\t1\\t1\\t1\\t100\\t200\\t50\\t20\\t96.0\\tVăn\\n'
                done
                """
                        .formatted(read));
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
        home = new TangThuHome(dir.resolve("home"));
        ExtractionRunner fresh =
                new ExtractionRunner(
                        archive,
                        archive,
                        this::stamped,
                        living,
                        archive,
                        NoPrints.PAGES,
                        NoPrints.SCANS,
                        SharedWorkers.POOL,
                        home,
                        true,
                        2,
                        command.toString(),
                        Duration.ofSeconds(60),
                        "vie+eng",
                        true,
                        "may-2",
                        told::add);
        runner = fresh;
        fresh.start();
    }

    /** Remembers what there was of the file's text when it was told first; it is told again. */
    private void stamped(Digest sha512, int page, Level level) {
        if (secrets.noted.isEmpty()) {
            textBefore.addAll(archive.kinds(Objects.requireNonNull(stamped)));
        }
        if (erasedWhenStamped) {
            archive.remove(Objects.requireNonNull(stamped));
        }
        secrets.suspect(sha512, page, level);
    }

    @AfterEach
    void stop() {
        if (runner != null) {
            runner.stop();
        }
    }

    private ContentFile scan(String name, int pages) throws IOException {
        List<List<String>> lines = Collections.nCopies(pages, List.of("Trang của " + name));
        return archive.add(
                TestFiles.scanPdf(dir.resolve(name), TestFiles.Coding.DCT, 72, lines),
                "application/pdf",
                pages);
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited a minute").isLessThan(end);
            Thread.sleep(20);
        }
    }

    private List<Path> spool() throws IOException {
        Path root = home.cache().resolve("ocr");
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(root)) {
            return all.toList();
        }
    }

    @Test
    void whatIsDamagedAsItSeesItIsLeftToTheArchiveAndNotToldAsUnreadable() throws Exception {
        ContentFile file = scan("a.pdf", 1);
        archive.damage(file);
        start("");
        until(() -> archive.left.contains(file.id()));
        assertThat(archive.found(file)).isEmpty();
    }

    @Test
    void aModelThatItDoesNotHaveIsAskedOfTheArchiveAndTheWishIsNotForgotten() throws Exception {
        ContentFile file = scan("a.pdf", 1);
        start("");
        until(() -> archive.found(file).filter(found -> found.pagesWaiting() == 0).isPresent());
        archive.readAgain(file, "vie+eng");
        until(() -> archive.left.contains(file.id()));
        assertThat(archive.keptOld).isEmpty();
    }

    @Test
    void whatAnotherHasTakenOverIsNotKept() throws Exception {
        ContentFile file = scan("a.pdf", 4);
        start("sleep 0.3");
        until(() -> archive.read > 0 || !archive.survived.isEmpty());
        int done = archive.doneCalls;
        archive.lost.add(file.id());
        until(() -> archive.openCopies() == 0);
        assertThat(archive.doneCalls).isEqualTo(done);
        assertThat(archive.kinds(file)).as("of the layers alone").hasSize(1);
    }

    @Test
    void aStampIsToldBeforeItsTextIsAnywhere() throws Exception {
        ContentFile file = scan("a.pdf", 1);
        stamped = file;
        start(
                "printf '1\\t1\\t0\\t0\\t0\\t0\\t0\\t0\\t1000\\t1000\\t-1\\t\\n';"
                        + " printf '5\\t1\\t1\\t1\\t1\\t1\\t100\\t50\\t50\\t20\\t96.0\\tMẬT\\n';"
                        + " continue");
        until(() -> archive.found(file).filter(found -> found.pagesWaiting() == 0).isPresent());
        assertThat(secrets.noted).extracting(NotedSecrets.Noted::sha512).contains(file.sha512());
        assertThat(textBefore).containsOnly(TextDerivative.LAYERS_ONLY);
        assertThat(archive.kinds(file)).containsOnly(TextDerivative.COMPLETE);
    }

    @Test
    void whatIsErasedByAnotherProcessIsGoneHereAfterTheNextBeat() throws Exception {
        ContentFile file = scan("a.pdf", 200);
        start("sleep 0.05");
        until(() -> !archive.survived.isEmpty());
        assertThat(spool()).hasSize(1);
        archive.remove(file);
        until(() -> archive.openCopies() == 0);
        until(
                () -> {
                    try {
                        return spool().isEmpty();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    @Test
    void whatIsErasedWhileItsPagesAreLookedAtIsNeverPut() throws Exception {
        ContentFile file =
                archive.add(Files.writeString(dir.resolve("a.txt"), "MẬT\n"), "text/plain", 1);
        stamped = file;
        erasedWhenStamped = true;
        start("");
        until(() -> archive.opened > 0 && archive.openCopies() == 0 && archive.claims() == 0);
        assertThat(secrets.noted).isNotEmpty();
        assertThat(archive.puts).isZero();
    }

    @Test
    void aDatabaseThatIsAwayWhenTheLastPageIsReadCostsNeitherThePageNorTheClaim() throws Exception {
        ContentFile file = scan("a.pdf", 1);
        start("sleep 1");
        until(() -> archive.found(file).isPresent() && archive.openCopies() == 1);
        archive.outage = true;
        until(() -> archive.openCopies() == 0);
        archive.outage = false;
        assertThat(archive.found(file).orElseThrow().pagesWaiting()).isEqualTo(1);
        until(() -> archive.found(file).orElseThrow().pagesWaiting() == 0);
        assertThat(archive.found(file)).contains(new TextWork.Found(1, 1, 0, 0, null));
        assertThat(archive.claims()).isZero();
    }

    @Test
    void itEndsWithoutATraceOfWhatItReadAndGivesBackWhatItHad() throws Exception {
        ContentFile file = scan("a.pdf", 200);
        start("sleep 0.05");
        until(() -> !archive.survived.isEmpty());
        Objects.requireNonNull(runner).stop();
        assertThat(spool()).isEmpty();
        assertThat(archive.claims()).isZero();
        assertThat(living.left).isTrue();
        assertThat(archive.found(file).orElseThrow().pagesWaiting()).isEqualTo(200);
    }

    @Test
    void itSaysThatItCannotHelpAnotherVersionOrBesideACopyOfItself() throws Exception {
        living.otherVersion = true;
        ContentFile file = scan("a.pdf", 1);
        start("");
        assertThat(Objects.requireNonNull(runner).isRunning()).as("not for a moment").isFalse();
        assertThat(archive.opened).isZero();
        assertThat(archive.found(file)).isEmpty();
        assertThat(living.left).isTrue();
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        HelpEnded.class,
                        why -> {
                            assertThat(why.vietnamese()).contains("phiên bản");
                            assertThat(why.english()).contains("version");
                        });
    }

    @Test
    void aHelperWithNothingButTroublesWaitsLongerAndLonger() throws Exception {
        WorkList list = new WorkList(archive, archive, secrets, true);
        ContentFile good = archive.add(text("b.txt"), "text/plain", 1);
        archive.add(text("c.txt"), "text/plain", 1);
        List<TextWork.Item> items = list.claim(TextWork.Stage.LAYER, 2);
        Duration before = list.pause();
        for (int i = 0; i < 2; i++) {
            list.trouble(items.getLast(), new IOException("The store is away"));
        }
        assertThat(list.pause()).isGreaterThan(before);
        for (int i = 0; i < 20; i++) {
            list.trouble(items.getLast(), new IOException("The store is away"));
        }
        assertThat(list.pause()).isEqualTo(Duration.ofMinutes(5));
        assertThat(archive.left).containsExactly(items.getLast().file());
        assertThat(items.getFirst().file()).isEqualTo(good.id());
        list.failed(items.getFirst(), "needs a password");
        assertThat(list.pause()).isEqualTo(before);
        WorkList own = new WorkList(archive, archive, secrets, false);
        own.trouble(items.getFirst(), new IOException("The store is away"));
        assertThat(own.pause()).as("the archive's own goes on as before").isEqualTo(before);
    }

    @Test
    void theArchivesVersionChangesWithTheCodeThatReads() {
        assertThat(living.reads).isEmpty();
        assertThat(OwnCode.name()).matches("[0-9a-f]{16}").isEqualTo(OwnCode.name());
        SortedMap<String, byte[]> code = new TreeMap<>(Map.of("a", new byte[] {1, 2}));
        String name = OwnCode.name(code);
        code.put("a", new byte[] {1, 3});
        assertThat(OwnCode.name(code)).isNotEqualTo(name);
        code.put("a", new byte[] {1, 2});
        assertThat(OwnCode.name(code)).isEqualTo(name);
        code.put("b", new byte[] {});
        assertThat(OwnCode.name(code)).isNotEqualTo(name);
        assertThat(new Heartbeat(living, "a", false, () -> true, told::add).begin()).isTrue();
        assertThat(living.reads)
                .startsWith(TextDerivative.COMPLETE + ", ")
                .endsWith(", " + OwnCode.name());
    }

    @Test
    void anErasureIsNotToldThatAllIsGoneWhileACopyIsOpen() throws Exception {
        AtomicBoolean gone = new AtomicBoolean();
        Heartbeat heart = new Heartbeat(living, "a", false, gone::get, told::add);
        assertThat(heart.begin()).isTrue();
        Thread beats = Thread.ofPlatform().start(heart::run);
        until(() -> living.beats > 2);
        assertThat(living.swept).isZero();
        gone.set(true);
        until(() -> living.swept > 0);
        beats.interrupt();
        beats.join();
    }

    private Path text(String name) throws IOException {
        return Files.writeString(dir.resolve(name), name);
    }
}
