package vn.tangthu.repository.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.BackupRuns;
import vn.tangthu.repository.BackupSets;
import vn.tangthu.repository.BackupSets.BackupSet;
import vn.tangthu.repository.BackupSets.Fault;
import vn.tangthu.repository.BackupSets.Kind;
import vn.tangthu.repository.BackupSets.MediumKind;
import vn.tangthu.repository.BackupSets.NewMedium;
import vn.tangthu.repository.BackupSets.Problem;
import vn.tangthu.repository.BackupSets.State;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.repository.Validation;
import vn.tangthu.repository.ValidationFinding;
import vn.tangthu.storage.FaultyObjectStore;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

@Breaks(Breakage.NTH_CALL)
class BackupSetsTest {
    @TempDir Path directory;

    @SuppressWarnings("NullAway.Init")
    private SetArchive archive;

    @BeforeEach
    void open() throws IOException {
        archive = new SetArchive(directory, Map.of());
    }

    @AfterEach
    void close() {
        archive.close();
    }

    private static String shell(Path in, String script) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("sh", "-ec", script)
                        .directory(in.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private Path root(AipId aip) {
        return Path.of(archive.bean(AipStore.class).rootOf(aip.value()).value());
    }

    private static List<Path> files(Path below) throws IOException {
        try (Stream<Path> all = Files.walk(below)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private void isStorageRoot(Path set) throws IOException {
        List<String> errors = new ArrayList<>();
        var unused =
                Validation.load()
                        .validate(
                                set.resolve("ocfl"),
                                Validation.Kind.OCFL_ROOT,
                                new Validation.Options(1, 100),
                                found -> {
                                    if (found.level() == ValidationFinding.Level.ERROR) {
                                        errors.add(found.toString());
                                    }
                                },
                                Progress.NONE);
        assertThat(errors).isEmpty();
    }

    @Test
    void aFullSetIsCheckedWithoutOurSoftware() throws Exception {
        archive.keep("A.2001.1", "A.2001.2");
        BackupSet set = archive.write(Kind.FULL);
        assertThat(set.state()).isEqualTo(State.COMPLETE);
        assertThat(set.records()).isEqualTo(2);
        assertThat(set.fonds()).isEqualTo(1);
        assertThat(set.performedBy()).isEqualTo("Trần Thị B, thủ kho");
        Path folder = archive.folder(set);
        assertThat(folder.resolve("ocfl/0=ocfl_1.1")).exists();
        assertThat(folder.resolve("kept/manifest.json")).exists();
        assertThat(folder.resolve(".unfinished")).doesNotExist();
        assertThat(folder.resolve(".tangthu-tmp")).doesNotExist();
        isStorageRoot(folder);
        String sums =
                shell(
                        folder,
                        "sha512sum -c --quiet manifest-sha512.txt; wc -l <manifest-sha512.txt");
        assertThat(sums.strip()).isEqualTo(Long.toString(set.files()));
        assertThat(shell(folder, "sha512sum manifest.csv")).startsWith(set.manifest());
        assertThat(Files.readString(folder.resolve("set.txt"))).contains(set.manifest());
        // As the readme says it.
        assertThat(
                        shell(
                                folder,
                                "sed '/^$/,$d' set.txt >../text; tail -n 1 set.txt | sed 's/.* //' |"
                                        + " base64 -d | tail -c 64 >../signature; openssl pkeyutl -verify"
                                        + " -pubin -inkey public-key.pem -rawin -in ../text -sigfile"
                                        + " ../signature"))
                .contains("Verified Successfully");
        BackupSets.Checked checked = archive.verify(set);
        assertThat(checked.shown()).isEmpty();
        assertThat(checked.ours()).isTrue();
        assertThat(checked.compared()).isEqualTo(3);
        assertThat(archive.sets().find(set.id()).orElseThrow().wrong()).isZero();
        assertThat(archive.bean(ActivityLog.class).list(0, 9).items())
                .extracting(ActivityLog.Entry::action)
                .contains("SET_WRITTEN", "SET_SOUND");
        assertThat(archive.bean(BackupRuns.class).telling(9))
                .singleElement()
                .satisfies(
                        run -> {
                            assertThat(run.form()).isEqualTo(BackupRuns.Form.FULL_SET);
                            assertThat(run.actor()).isEqualTo("Trần Thị B, thủ kho");
                            assertThat(Objects.requireNonNull(run.outcome()).there()).isEqualTo(3);
                        });
    }

    @Test
    void anIncrementalSetHasWhatIsNewAndNothingElse() throws Exception {
        List<AipId> old = archive.keep("A.2001.1");
        assertThatThrownBy(() -> archive.write(Kind.INCREMENTAL))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e ->
                                assertThat(e.findings())
                                        .extracting(Finding::code)
                                        .containsExactly("SET_NO_FULL"));
        BackupSet full = archive.write(Kind.FULL);
        List<AipId> fresh = archive.keep("A.2001.2");
        BackupSet next = archive.write(Kind.INCREMENTAL);
        assertThat(next.full()).isEqualTo(full.id());
        assertThat(next.previous()).isEqualTo(full.id());
        assertThat(next.records()).isEqualTo(1);
        Path folder = archive.folder(next);
        assertThat(folder.resolve(root(fresh.getFirst()))).exists();
        assertThat(folder.resolve(root(old.getFirst()))).doesNotExist();
        isStorageRoot(folder);
        // The log of before is in the set of before.
        assertThat(files(folder.resolve("log")))
                .isNotEmpty()
                .noneMatch(
                        file ->
                                Files.exists(
                                        archive.folder(full).resolve(folder.relativize(file))));
        assertThat(archive.verify(next).shown()).isEmpty();
        BackupSet nothing = archive.write(Kind.INCREMENTAL);
        assertThat(nothing.records()).isZero();
        assertThat(nothing.previous()).isEqualTo(next.id());
        isStorageRoot(archive.folder(nothing));
    }

    @Test
    void whatIsWrongWithASetIsNamed() throws Exception {
        archive.keep("A.2001.1");
        BackupSet set = archive.write(Kind.FULL);
        Path folder = archive.folder(set);
        for (Path file : files(folder)) {
            byte[] sound = Files.readAllBytes(file);
            String name = folder.relativize(file).toString();
            if (sound.length > 0) {
                byte[] flipped = sound.clone();
                flipped[sound.length / 2] ^= 4;
                Files.write(file, flipped);
                assertThat(problems(set)).as(name).isNotEmpty();
            }
            Files.delete(file);
            if (!name.equals("set.txt")) {
                assertThat(problems(set)).as(name + " gone").isNotEmpty();
            }
            Files.write(file, sound);
        }
        Files.writeString(folder.resolve("ocfl/lạ.txt"), "x");
        assertThat(problems(set)).containsExactly(Fault.EXTRA);
        Files.delete(folder.resolve("ocfl/lạ.txt"));
        assertThat(problems(set)).isEmpty();
        assertThat(archive.sets().find(set.id()).orElseThrow().wrong()).isZero();
    }

    private List<Fault> problems(BackupSet set) {
        try {
            return archive.verify(set).shown().stream().map(Problem::fault).toList();
        } catch (IOException e) {
            return List.of(Fault.MANIFEST_CHANGED); // a note that is none
        }
    }

    @Test
    void aDamagedPackageIsNamedAndGoesIntoNoSet() throws Exception {
        List<AipId> kept = archive.keep("A.2001.1", "A.2001.2");
        Path file =
                files(archive.root.resolve(root(kept.getFirst()))).stream()
                        .filter(path -> path.toString().contains("/data/"))
                        .findFirst()
                        .orElseThrow();
        byte[] sound = Files.readAllBytes(file);
        byte[] flipped = sound.clone();
        flipped[3] ^= 1;
        Files.write(file, flipped);
        assertThatThrownBy(() -> archive.write(Kind.FULL))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e ->
                                assertThat(e.findings())
                                        .anySatisfy(
                                                finding -> {
                                                    assertThat(finding.code())
                                                            .isEqualTo("SET_SOURCE_DAMAGED");
                                                    assertThat(file.toString())
                                                            .endsWith(finding.place());
                                                }));
        BackupSet unfinished = archive.sets().list(0, 1).items().getFirst();
        assertThat(unfinished.state()).isEqualTo(State.UNFINISHED);
        assertThat(unfinished.problem()).contains("SET_SOURCE_DAMAGED");
        Files.write(file, sound);
        BackupSet set = archive.write(Kind.FULL);
        assertThat(set.id()).isEqualTo(unfinished.id());
        assertThat(set.records()).isEqualTo(2);
        assertThat(archive.verify(set).shown()).isEmpty();
    }

    @Test
    void whateverCallOfTheMediumFailsTheSetGoesOnAndIsWhole() throws Exception {
        archive.keep("A.2001.1", "A.2001.2");
        BackupSet set = null;
        long failures = 0;
        for (long nth = 3; set == null; nth += 1) {
            assertThat(nth).as("it comes to an end").isLessThan(1_000);
            archive.failAt = nth;
            try {
                set = archive.write(Kind.FULL);
            } catch (IOException e) {
                failures++;
                BackupSet begun = archive.sets().list(0, 1).items().getFirst();
                assertThat(begun.state()).isEqualTo(State.UNFINISHED);
                assertThat(archive.folder(begun).resolve("set.txt")).doesNotExist();
            }
        }
        assertThat(failures).isGreaterThan(3);
        assertThat(archive.sets().list(0, 9).total()).isEqualTo(1);
        assertThat(archive.verify(set).shown()).isEmpty();
        isStorageRoot(archive.folder(set));
    }

    @Test
    void aMediumWithTooLittleRoomIsRefusedBeforeAnythingIsWritten() throws Exception {
        try (SetArchive small =
                new SetArchive(
                        directory.resolve("nhỏ"),
                        Map.of("tangthu.sets.keep-free-megabytes", 1L << 30))) {
            small.keep("A.2001.1");
            assertThatThrownBy(() -> small.write(Kind.FULL))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            e ->
                                    assertThat(e.findings())
                                            .extracting(Finding::code)
                                            .containsExactly("SET_NO_ROOM"));
            assertThat(files(small.mount)).hasSize(1); // which medium it is
            assertThat(small.sets().list(0, 1).total()).isZero();
        }
    }

    @Test
    void aMediumThatGivesBackOtherBytesMakesNoSet() throws Exception {
        archive.keep("A.2001.1", "A.2001.2");
        archive.fault = FaultyObjectStore.Fault.WRONG_BYTES;
        archive.failAt = 9;
        assertThatThrownBy(() -> archive.write(Kind.FULL))
                .hasMessageContaining("SET_MEDIUM_DAMAGED");
        BackupSet begun = archive.sets().list(0, 1).items().getFirst();
        assertThat(begun.state()).isEqualTo(State.UNFINISHED);
        assertThat(archive.folder(begun).resolve("set.txt")).doesNotExist();
    }

    @Test
    void aPlaceThatIsNoMediumIsRefused() {
        assertThat(refused(directory.resolve("không có"), "A")).isEqualTo("SET_NOT_MOUNTED");
        assertThat(refused(directory.resolve("kho"), "A")).isEqualTo("SET_IN_HOME");
        assertThat(refused(archive.mount, "../A")).isEqualTo("SET_CHAIN_NAME");
    }

    private String refused(Path to, String chain) {
        var order =
                new BackupSets.Order(
                        to, Kind.FULL, chain, SetArchive.MEDIUM, null, Reader.OPERATOR);
        try {
            return archive.sets().write(order, Progress.NONE).toString();
        } catch (RefusedException e) {
            return e.findings().getFirst().code();
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void whatIsErasedIsInNoLaterSet() throws Exception {
        List<AipId> kept = archive.keep("A.2001.1", "A.2001.2");
        BackupSet before = archive.write(Kind.FULL);
        AipId gone = kept.getFirst();
        archive.bean(Tombstones.class).write(SetArchiveTombstones.of(gone));
        var held = archive.bean(AipStore.class).erase(gone.value());
        assertThat(held).isEmpty();
        archive.database
                .jdbc()
                .sql("delete from projection.record where id = ?")
                .param(gone.value())
                .update();
        BackupSet after = archive.write(Kind.FULL);
        assertThat(after.records()).isEqualTo(1);
        assertThat(archive.folder(after).resolve(root(gone))).doesNotExist();
        assertThat(archive.folder(after).resolve(Tombstones.keyOf(gone.value()).value())).exists();
        BackupSets.Checked old = archive.verify(before);
        assertThat(old.shown()).isEmpty();
        assertThat(old.compared()).isEqualTo(2);
    }

    @Test
    void aMediumSaysWhichItIsAndWhenItIsDue() throws Exception {
        archive.keep("A.2001.1");
        var untold =
                new BackupSets.Order(archive.mount, Kind.FULL, "A", null, null, Reader.OPERATOR);
        assertThatThrownBy(() -> archive.sets().write(untold, Progress.NONE))
                .hasMessageContaining("SET_MEDIUM_UNKNOWN");
        BackupSet set = archive.write(Kind.FULL);
        assertThat(archive.sets().write(untold, Progress.NONE).medium()).isEqualTo(set.medium());
        var other = new NewMedium("TAPE-1", "Băng 1", MediumKind.TAPE, LocalDate.of(2020, 5, 6));
        assertThatThrownBy(
                        () ->
                                archive.sets()
                                        .write(
                                                new BackupSets.Order(
                                                        archive.mount,
                                                        Kind.FULL,
                                                        "A",
                                                        other,
                                                        null,
                                                        Reader.OPERATOR),
                                                Progress.NONE))
                .hasMessageContaining("SET_OTHER_MEDIUM");
        archive.sets().register(other, Reader.OPERATOR);
        // Media are changed after three years, whatever their makers say.
        assertThat(archive.sets().media())
                .extracting(BackupSets.Medium::serial, BackupSets.Medium::replaceBy)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("TAPE-1", LocalDate.of(2023, 5, 6)),
                        org.assertj.core.api.Assertions.tuple("WD-77", LocalDate.of(2029, 1, 2)));
        archive.sets().retire("TAPE-1", Reader.OPERATOR);
        assertThat(archive.sets().media()).hasSize(1);
    }
}
