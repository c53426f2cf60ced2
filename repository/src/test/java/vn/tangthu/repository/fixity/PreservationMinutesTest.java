package vn.tangthu.repository.fixity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.BackupRuns;
import vn.tangthu.repository.BackupRuns.BackupRun;
import vn.tangthu.repository.Copies;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.FixityAudits.Incident;
import vn.tangthu.repository.FixityAudits.Options;
import vn.tangthu.repository.FixityAudits.Run;
import vn.tangthu.repository.FixityAudits.RunState;
import vn.tangthu.repository.PreservationMinutes;
import vn.tangthu.repository.PreservationMinutes.Backup;
import vn.tangthu.repository.PreservationMinutes.Check;
import vn.tangthu.repository.PreservationMinutes.Kind;
import vn.tangthu.repository.PreservationMinutes.Minutes;
import vn.tangthu.repository.PreservationMinutes.Present;
import vn.tangthu.repository.PreservationMinutes.Restored;
import vn.tangthu.repository.PreservationMinutes.Said;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Repairs;
import vn.tangthu.repository.Role;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreCopy;
import vn.tangthu.storage.filesystem.FileSystemObjectStore;

/** Minutes say what really happened, under a number that is given once. */
class PreservationMinutesTest {
    private static final Said SAID =
            new Said(
                    "Sở Nội vụ",
                    "Trung tâm Lưu trữ lịch sử",
                    "BB-BQTL",
                    "Nha Trang",
                    List.of(new Present("Trần Thị Lưu", "Trưởng phòng", "")),
                    "Máy chủ số 2",
                    "Ổ đĩa hỏng",
                    "Thay ổ đĩa",
                    "");
    private static final Reader AUDITOR =
            new Reader(null, "thanh-tra", Set.of(Role.AUDITOR), Set.of());

    @TempDir Path directory;

    @SuppressWarnings("NullAway.Init")
    private Archive archive;

    private Path there = Path.of("");
    private boolean away;

    @BeforeEach
    void open() throws IOException {
        there = Files.createDirectories(directory.resolve("b"));
        archive =
                new Archive(
                        directory.resolve("kho"),
                        List.of(new StoreCopy("b", "ổ đĩa b", Duration.ZERO, this::opened)));
    }

    private ObjectStore opened() throws IOException {
        if (away) {
            throw new IOException("chưa gắn ổ đĩa");
        }
        return FileSystemObjectStore.open(there);
    }

    @AfterEach
    void close() {
        archive.close();
    }

    private PreservationMinutes minutes() {
        return archive.bean(PreservationMinutes.class);
    }

    private Run audit() throws IOException {
        return archive.bean(FixityAudits.class)
                .run(new Options(FixityAudits.PRIMARY, 1, 0), Reader.OPERATOR, Progress.NONE);
    }

    private BackupRun copy() {
        var unused = archive.bean(Copies.class).run("b", Reader.OPERATOR, Progress.NONE);
        return archive.bean(BackupRuns.class).telling(10).getFirst();
    }

    private void flip(Aip aip) throws IOException {
        Path root = archive.root.resolve(archive.aips.rootOf(aip.id().value()).value());
        try (Stream<Path> files = Files.walk(root)) {
            Path file =
                    files.filter(each -> each.toString().contains("/data/"))
                            .filter(Files::isRegularFile)
                            .findFirst()
                            .orElseThrow();
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }
    }

    @Test
    void ofABackUpTheyTellWhatThatRunCopiedAndWhatIsThere() throws IOException {
        Aip first = archive.keep("K1.1", 2);
        BackupRun run = copy();
        Aip second = archive.keep("K1.2", 1);
        BackupRun next = copy();
        assertThat(List.of(first, second)).doesNotHaveDuplicates();
        Minutes made = minutes().make(Kind.BACKUP, next.id(), SAID, Reader.OPERATOR);
        BackupRuns.Outcome outcome = ((Backup) made.facts()).run().outcome();
        assertThat(outcome).isNotNull();
        assertThat(outcome.copied()).isEqualTo(1);
        assertThat(outcome.there()).isEqualTo(outcome.packages()).isEqualTo(3);
        assertThat(outcome.bytes()).isPositive();
        assertThat(run.outcome()).isNotNull();
        assertThat(run.outcome().copied()).isEqualTo(2); // the hồ sơ and its fonds
        assertThat(((Backup) made.facts()).run().actor()).isEqualTo("operator");
    }

    @Test
    void aRunThatFindsNothingNewIsCountedAndNotListedAndOneThatFailsIs() throws IOException {
        var unused = archive.keep("K1.1", 1);
        BackupRun run = copy();
        assertThat(copy()).isEqualTo(run);
        BackupRuns runs = archive.bean(BackupRuns.class);
        int year = run.startedAt().atZone(JdbcBackupRuns.VIETNAM).getYear();
        assertThat(runs.quiet(year)).isEqualTo(1);
        assertThat(runs.ofYear(year, null, 9)).containsExactly(run);
        assertThat(runs.ofYear(year - 1, null, 9)).isEmpty();
        away = true;
        BackupRun failed = copy();
        assertThat(failed.outcome()).isNotNull();
        assertThat(failed.outcome().state()).isEqualTo(Copies.State.UNREACHABLE);
        assertThat(failed.outcome().problem()).contains("chưa gắn ổ đĩa");
        assertThat(runs.ofYear(year, null, 9)).containsExactly(run, failed);
        assertThat(runs.ofYear(year, null, 1)).containsExactly(run);
        assertThat(runs.ofYear(year, run, 1)).containsExactly(failed);
        assertThat(runs.ofYear(year, failed, 1)).isEmpty();
    }

    @Test
    void ofACheckTheyNameWhatWasFoundAndOfTheIncidentWhatWasPutBack() throws IOException {
        Aip aip = archive.keep("K1.1", 2);
        var unused = copy();
        flip(aip);
        Run run = audit();
        assertThat(run.state()).isEqualTo(RunState.DAMAGE_FOUND);
        Check check = (Check) minutes().make(Kind.CHECK, run.id(), SAID, Reader.OPERATOR).facts();
        assertThat(check.problems()).isEqualTo(run.problems());
        assertThat(check.found()).hasSize((int) run.problems());
        assertThat(check.found().getFirst().arcFileCode())
                .isEqualTo(aip.description().arcFileCode());
        Incident incident = archive.bean(FixityAudits.class).incidents(0, 10).items().getFirst();
        Repairs.Result repaired =
                archive.bean(Repairs.class).repair(incident.id(), "b", Reader.OPERATOR);
        assertThat(repaired.outcome()).isIn(Repairs.Outcome.REPAIRED, Repairs.Outcome.SOUND);
        Restored restored =
                (Restored)
                        minutes().make(Kind.INCIDENT, incident.id(), SAID, Reader.OPERATOR).facts();
        assertThat(restored.found()).allMatch(one -> one.resolvedAt() != null);
        assertThat(restored.mended())
                .extracting(PreservationMinutes.Mended::source)
                .containsOnly("b");
        assertThat(restored.mended()).allMatch(one -> one.setAside() != null);
    }

    @Test
    void madeAgainTheyKeepTheirNumberAndTheIssueOfBeforeStays() throws IOException {
        var unused = archive.keep("K1.1", 1);
        Run run = audit();
        Minutes first = minutes().make(Kind.CHECK, run.id(), SAID, Reader.OPERATOR);
        Minutes other = minutes().make(Kind.CHECK, audit().id(), SAID, Reader.OPERATOR);
        Minutes again = minutes().make(Kind.CHECK, run.id(), SAID.another(), Reader.OPERATOR);
        assertThat(first.number()).isEqualTo(1);
        assertThat(other.number()).isEqualTo(2);
        assertThat(again.number()).isEqualTo(1);
        assertThat(again.issue()).isEqualTo(2);
        assertThat(minutes().issues(Kind.CHECK, run.id(), AUDITOR)).containsExactly(again, first);
        assertThat(minutes().proposed(Kind.BACKUP, AUDITOR)).contains(SAID.another());
    }

    @Test
    void manyMadeAtOnceHaveNumbersOfTheirOwn() throws Exception {
        var unused = archive.keep("K1.1", 1);
        List<UUID> runs = List.of(audit().id(), audit().id(), audit().id(), audit().id());
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Minutes>> tasks =
                    runs.stream()
                            .<Callable<Minutes>>map(
                                    run ->
                                            () ->
                                                    minutes()
                                                            .make(
                                                                    Kind.CHECK,
                                                                    run,
                                                                    SAID,
                                                                    Reader.OPERATOR))
                            .toList();
            Set<Integer> numbers = new TreeSet<>();
            for (var each : threads.invokeAll(tasks)) {
                numbers.add(each.get().number());
            }
            assertThat(numbers).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void onlyArchivistsMakeThemAndOnlyOfWhatHasEnded() throws IOException {
        var unused = archive.keep("K1.1", 1);
        Run run = audit();
        assertThatThrownBy(() -> minutes().make(Kind.CHECK, run.id(), SAID, AUDITOR))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> minutes().issues(Kind.CHECK, run.id(), Reader.ANONYMOUS))
                .isInstanceOf(RefusedException.class);
        for (Kind kind : Kind.values()) {
            assertThatThrownBy(() -> minutes().make(kind, UUID.randomUUID(), SAID, Reader.OPERATOR))
                    .hasMessageContaining("MINUTES_NOTHING_ENDED");
        }
        Said nobody = new Said("", " ", "", "", List.of(), "", "", "", "x".repeat(2_001));
        assertThatThrownBy(() -> minutes().make(Kind.CHECK, run.id(), nobody, Reader.OPERATOR))
                .hasMessageContaining("VALUE_MISSING")
                .hasMessageContaining("TOO_LONG");
    }
}
