package vn.tangthu.repository.fixity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.Copies;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.FixityAudits.Incident;
import vn.tangthu.repository.FixityAudits.Options;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Ledger;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Repairs;
import vn.tangthu.repository.Repairs.Outcome;
import vn.tangthu.repository.Rights;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.StoreCopy;
import vn.tangthu.storage.filesystem.FileSystemObjectStore;

/**
 * Neither does a change that was cut off wait for a repair for ever, nor a repair for the change.
 */
class CutOffRepairsTest {
    private static final Rights CLOSED = new Rights(Access.HIDDEN, false, "Có đơn");

    @TempDir Path directory;

    private Path copyRoot;
    private Archive archive;

    @BeforeEach
    void begin() throws IOException {
        copyRoot = Files.createDirectories(directory.resolve("b"));
        archive =
                new Archive(
                        directory.resolve("kho"),
                        List.of(
                                new StoreCopy(
                                        "b",
                                        "b",
                                        Duration.ZERO,
                                        () -> FileSystemObjectStore.open(copyRoot))));
    }

    @AfterEach
    void close() {
        archive.close();
    }

    private void copy() {
        assertThat(archive.bean(Copies.class).run("b", Reader.OPERATOR, Progress.NONE).state())
                .isEqualTo(Copies.State.COMPLETE);
    }

    private void audit() throws IOException {
        archive.bean(FixityAudits.class)
                .run(new Options(FixityAudits.PRIMARY, 2, 0), Reader.OPERATOR, Progress.NONE);
    }

    private List<Incident> incidents() {
        return archive.bean(FixityAudits.class).incidents(0, 10_000).items();
    }

    private List<Incident> open() {
        return incidents().stream().filter(one -> one.resolvedAt() == null).toList();
    }

    private static Digest digest(Path file) throws IOException {
        return Digest.of(DigestAlgorithm.SHA512, Files.readAllBytes(file));
    }

    private void noted(String object, String kind) {
        int unused =
                archive.database
                        .jdbc()
                        .sql(
                                "insert into projection.pending_version (subject, kind, since)"
                                        + " values (?::uuid, ?, now())")
                        .params(object, kind)
                        .update();
    }

    private long notes() {
        return archive.database
                .jdbc()
                .sql("select count(*) from projection.pending_version")
                .query(Long.class)
                .single();
    }

    private void restrictedWhileDamaged(Runnable restrict) {
        assertThatThrownBy(restrict::run).hasMessageContaining("PACKAGE_WAITS");
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void aChangeThatWaitsForTheRepairIsFinishedByIt() throws IOException {
        Aip bad = archive.keep("K1.1", 1);
        Aip gone = archive.keep("K1.2", 1);
        copy();
        Holdings holdings = archive.bean(Holdings.class);
        Path mets = archive.objectOf(bad).resolve("v1/content/METS.xml");
        Files.delete(mets);
        restrictedWhileDamaged(
                () -> holdings.restrict(bad.id(), CLOSED, "Có đơn", Reader.OPERATOR));
        // What the write that was cut off left beside it goes, too.
        Path left = archive.objectOf(bad).resolve("v2/content/METS.xml");
        Files.createDirectories(left.getParent());
        Files.writeString(left, "<me");
        audit();
        assertThat(open()).isEmpty();
        assertThat(mets).exists();
        assertThat(notes()).isZero();
        assertThat(archive.aips.read(bad.id()).rights()).isEqualTo(CLOSED);
        assertThat(incidents()).extracting(Incident::damage).doesNotContain(Damage.EXTRA);

        FileSystemUtils.deleteRecursively(archive.objectOf(gone));
        restrictedWhileDamaged(
                () -> holdings.restrict(gone.id(), CLOSED, "Có đơn", Reader.OPERATOR));
        assertThat(archive.bean(Repairs.class).repair(gone.id()).outcome())
                .isEqualTo(Outcome.REPAIRED);
        assertThat(notes()).isZero();
        assertThat(archive.aips.read(gone.id()).rights()).isEqualTo(CLOSED);
        audit();
        assertThat(open()).isEmpty();
        copy(); // which waits for nothing any more
        for (Aip aip : List.of(bad, gone)) {
            String metadata = archive.key(archive.objectOf(aip)) + "/v2/content/METS.xml";
            assertThat(copyRoot.resolve(metadata)).exists();
        }
    }

    @Test
    void aFondsWhoseRestrictionWaitsIsRepairedAndClosed() throws IOException {
        Aip aip = archive.keep("K1.1", 1);
        copy();
        archive.bean(Ledger.class).takeOver();
        Path json =
                archive.root.resolve(
                        archive.aips.rootOf(archive.fonds()).value() + "/v1/content/fonds.json");
        var fonds = archive.aips.readFonds(aip.fonds()).fonds();
        Files.delete(json);
        restrictedWhileDamaged(
                () ->
                        archive.bean(Holdings.class)
                                .updateFonds(
                                        aip.fonds(),
                                        new Holdings.NewFonds(
                                                fonds.code(),
                                                fonds.title(),
                                                fonds.archiveCode(),
                                                fonds.closedOn(),
                                                fonds.history(),
                                                CLOSED),
                                        Reader.OPERATOR));
        audit();
        assertThat(open()).isEmpty();
        assertThat(notes()).isZero();
        assertThat(archive.aips.readFonds(aip.fonds()).fonds().rights()).isEqualTo(CLOSED);
    }

    @Test
    void aVersionThatNoCopyHasIsNotOverwrittenWithTheOneBefore() throws IOException {
        Aip aip = archive.keep("K1.1", 1);
        copy();
        archive.bean(Holdings.class).restrict(aip.id(), CLOSED, "Có đơn", Reader.OPERATOR);
        // As if killed between store and word.
        Files.delete(archive.root.resolve(Acknowledgements.wordOf(aip.id(), 2).value()));
        catalogued(aip, 1);
        noted(aip.id().toString(), "RIGHTS_CHANGED");
        Path root = archive.objectOf(aip);
        Files.delete(root.resolve("v2/content/METS.xml"));
        Digest inventory = digest(root.resolve("inventory.json"));
        audit();
        assertThat(archive.bean(Repairs.class).repair(aip.id()).outcome())
                .isEqualTo(Outcome.NO_GOOD_COPY);
        assertThat(digest(root.resolve("inventory.json"))).isEqualTo(inventory);
        assertThat(root.resolve("v2/inventory.json")).exists();
        assertThat(open()).isNotEmpty();
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void anOlderCatalogueKeepsNobodyFromPuttingBackWhatWasAcknowledged() throws IOException {
        Aip aip = archive.keep("K1.1", 1);
        archive.bean(Holdings.class).restrict(aip.id(), CLOSED, "Có đơn", Reader.OPERATOR);
        copy();
        Path root = archive.objectOf(aip);
        Files.delete(root.resolve("inventory.json.sha512"));
        Files.delete(root.resolve("v2/inventory.json.sha512"));
        catalogued(aip, 1);
        noted(aip.id().toString(), "AIP_CHANGED");
        audit();
        assertThat(open()).isEmpty();
        assertThat(root.resolve("v2/inventory.json.sha512")).exists();
        assertThat(archive.aips.read(aip.id()).version()).isEqualTo(2);
        assertThat(notes()).isZero();
        assertThat(
                        archive.database
                                .jdbc()
                                .sql("select version from projection.record where id = ?")
                                .param(aip.id().value())
                                .query(Integer.class)
                                .single())
                .as("and the rows are level again")
                .isEqualTo(2);
    }

    private void catalogued(Aip aip, int version) {
        int unused =
                archive.database
                        .jdbc()
                        .sql("update projection.record set version = ? where id = ?")
                        .params(version, aip.id().value())
                        .update();
    }
}
