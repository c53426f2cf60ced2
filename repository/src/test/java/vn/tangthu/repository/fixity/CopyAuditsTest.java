package vn.tangthu.repository.fixity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.Copies;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.FixityAudits.Incident;
import vn.tangthu.repository.FixityAudits.Options;
import vn.tangthu.repository.FixityAudits.Run;
import vn.tangthu.repository.FixityAudits.RunState;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;
import vn.tangthu.storage.StoreCopy;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;
import vn.tangthu.storage.filesystem.FileSystemObjectStore;

/** A copy is audited like the archive, against what was taken in and as far as it was copied. */
@Breaks(Breakage.BIT_FLIP)
class CopyAuditsTest {
    @TempDir Path directory;
    private Archive archive;
    private Path there;
    private FixityAudits audits;

    @BeforeEach
    void open() throws IOException {
        there = Files.createDirectories(directory.resolve("b"));
        archive =
                new Archive(
                        directory.resolve("kho"),
                        List.of(
                                new StoreCopy(
                                        "b",
                                        "b",
                                        Duration.ZERO,
                                        () -> FileSystemObjectStore.open(there))),
                        Map.of("tangthu.repair.automatic", "false"));
        audits = archive.bean(FixityAudits.class);
    }

    @AfterEach
    void close() {
        archive.close();
    }

    private void copy() {
        Copies.State state =
                archive.bean(Copies.class).run("b", Reader.OPERATOR, Progress.NONE).state();
        assertThat(state).isEqualTo(Copies.State.COMPLETE);
    }

    private Run audit(String copy) throws IOException {
        return audits.run(new Options(copy, 2, 0), Reader.OPERATOR, Progress.NONE);
    }

    private Path objectOf(Aip aip) {
        return there.resolve(archive.aips.rootOf(aip.id().value()).value());
    }

    private static void flip(Path below, String part) throws IOException {
        Path file;
        try (Stream<Path> files = Files.walk(below)) {
            file =
                    files.filter(each -> each.toString().contains(part))
                            .filter(Files::isRegularFile)
                            .sorted()
                            .findFirst()
                            .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void aCopyIsSoundAlsoWhereItIsBehind() throws IOException {
        Aip first = archive.keep("K1.1", 2);
        copy();
        archive.keep("K1.2", 1);
        archive.bean(Holdings.class)
                .restrict(
                        first.id(),
                        new Rights(Access.HIDDEN, false, "Có đơn"),
                        "Có đơn",
                        Reader.OPERATOR);
        Run run = audit("b");
        assertThat(audits.incidentsOf(run.id())).isEmpty();
        assertThat(run.state()).isEqualTo(RunState.SOUND);
        assertThat(run.copy()).isEqualTo("b");
        assertThat(run.objectsDone()).isEqualTo(2);
        copy();
        assertThat(audit("b").objectsDone()).isEqualTo(3);
        assertThat(audit(FixityAudits.PRIMARY).state()).isEqualTo(RunState.SOUND);
    }

    @Test
    void damageOfACopyIsNamedWithTheCopyAndNotTheArchives() throws IOException {
        Aip changed = archive.keep("K1.1", 1);
        Aip torn = archive.keep("K1.2", 1);
        Aip gone = archive.keep("K1.3", 1);
        Aip old = archive.keep("K1.4", 1);
        copy();
        Path before = directory.resolve("trước");
        FileSystemUtils.copyRecursively(objectOf(old), before);
        archive.bean(Holdings.class)
                .restrict(
                        old.id(),
                        new Rights(Access.HIDDEN, false, "Có đơn"),
                        "Có đơn",
                        Reader.OPERATOR);
        copy();
        flip(objectOf(changed), "/data/");
        flip(objectOf(torn), "v1/inventory.json.sha512");
        FileSystemUtils.deleteRecursively(objectOf(gone));
        FileSystemUtils.deleteRecursively(objectOf(old));
        FileSystemUtils.copyRecursively(before, objectOf(old));
        flip(there.resolve("log/acknowledged"), ".jsonl");
        Files.writeString(there.resolve("log/acknowledged/lạ.jsonl"), "{}");

        Run run = audit("b");
        assertThat(run.state()).isEqualTo(RunState.DAMAGE_FOUND);
        assertThat(audits.incidentsOf(run.id()))
                .extracting(Incident::copy, Incident::aip, Incident::damage)
                .contains(
                        tuple("b", changed.id(), Damage.CHANGED),
                        tuple("b", torn.id(), Damage.INVENTORY_DAMAGED),
                        tuple("b", gone.id(), Damage.OBJECT_MISSING),
                        tuple("b", old.id(), Damage.MISSING),
                        tuple("b", null, Damage.CHANGED),
                        tuple("b", null, Damage.EXTRA))
                .hasSize(6);
        assertThat(audits.summary().damaged()).as("the archive's own").isZero();
        assertThat(audit(FixityAudits.PRIMARY).state()).isEqualTo(RunState.SOUND);
        assertThat(archive.bean(Copies.class).all().getFirst().incidents()).isEqualTo(6);
    }

    @Test
    void aCopyThatIsNotThereIsNoSoundCopy() throws IOException {
        archive.keep("K1.1", 1);
        assertThatThrownBy(() -> audit("b")).isInstanceOf(IOException.class);
        assertThat(audits.history(0, 1).items().getFirst().state()).isEqualTo(RunState.INTERRUPTED);
        copy();
        assertThat(audit("b").state()).as("the same run goes on").isEqualTo(RunState.SOUND);
        assertThat(audits.history(0, 9).total()).isEqualTo(1);
        assertThatThrownBy(() -> audit("c")).isInstanceOf(IllegalArgumentException.class);
    }
}
