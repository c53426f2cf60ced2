package vn.tangthu.repository.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.BackupSets.BackupSet;
import vn.tangthu.repository.BackupSets.Kind;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Erasures;
import vn.tangthu.repository.LogSeal;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Recovery;
import vn.tangthu.repository.RestoreDrills;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.repository.catalogue.Samples;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.DirectoryStores;
import vn.tangthu.storage.FaultyObjectStore;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.filesystem.FileSystemObjectStore;

/** Whatever set is left, what stays of a hồ sơ comes back and the erased document does not. */
class SetsOfErasedDocumentsTest {
    @TempDir Path directory;

    @SuppressWarnings("NullAway.Init")
    private SetArchive archive;

    @SuppressWarnings("NullAway.Init")
    private AipId old;

    @SuppressWarnings("NullAway.Init")
    private Aip.Document gone;

    @SuppressWarnings("NullAway.Init")
    private AipId whole;

    @BeforeEach
    void open() throws IOException {
        archive = new SetArchive(directory, Map.of());
        List<AipId> kept = archive.keep("A.2001.1", "A.2001.2");
        old = kept.getFirst();
        whole = kept.getLast();
        gone = archive.bean(AipStore.class).read(old).documents().getFirst();
    }

    @AfterEach
    void close() {
        archive.close();
    }

    private UUID eraseTheDocument() throws Exception {
        order(old, Set.of(gone.id()));
        assertThat(archive.bean(AipStore.class).objects().map(one -> one.id()))
                .doesNotContain(old.value());
        return Objects.requireNonNull(
                archive.bean(Tombstones.class).of(old.value()).orElseThrow().successor());
    }

    private void order(AipId record, Set<DocumentId> documents) throws InterruptedException {
        archive.bean(Erasures.class)
                .order(
                        new Erasures.Order(
                                record,
                                Tombstones.Cause.DESTROYED,
                                "Thông tư 05/2025/TT-BNV, Điều 48–50",
                                "12/QĐ-LTLS",
                                LocalDate.of(2026, 11, 20),
                                List.of("Hội đồng"),
                                Reader.OPERATOR,
                                "người thứ hai",
                                null,
                                documents));
        archive.bean(Erasures.class).awaitIdle();
    }

    @Test
    void theLogSaysWhetherAllOfItOrAPartWasOrdered() throws Exception {
        UUID next = eraseTheDocument();
        order(whole, Set.of());
        LogSeal seal = archive.bean(LogSeal.class);
        assertThat(seal.isOrdered(old.value())).isTrue();
        assertThat(seal.isOrderedWhole(old.value())).isFalse();
        assertThat(seal.isOrderedWhole(whole.value())).isTrue();
        assertThat(seal.isOrdered(next)).isFalse();
        assertThat(seal.isOrderedWhole(next)).isFalse();
    }

    @Test
    void fromSetsBeforeAndAfterItWhatStaysComesBack() throws Exception {
        BackupSet before = archive.write(Kind.FULL);
        UUID next = eraseTheDocument();
        BackupSet after = archive.write(Kind.INCREMENTAL);
        assertThat(archive.verify(after).shown()).isEmpty();
        assertThat(archive.verify(before).shown()).as("it is not rewritten").isEmpty();
        // The old one, its tombstone from the archive itself, and what follows from both.
        assertRestored(next, true, before);
        assertRestored(next, false, before, after);
    }

    @Test
    void aSetThatWasBeingWrittenKeepsTheOldOneOnlyWithoutWhatStays() throws Exception {
        archive.failAt = 1;
        archive.fault = FaultyObjectStore.Fault.ERROR_BEFORE;
        assertThatThrownBy(() -> archive.write(Kind.FULL)).isInstanceOf(IOException.class);
        archive.failAt = 0;
        BackupSet set = archive.sets().list(0, 1).items().getFirst();
        SetParts parts = archive.bean(SetParts.class);
        SetFolder folder = new SetFolder(archive.folder(set).toRealPath());
        UUID next;
        try (ObjectStore target = parts.directories().open(folder.path());
                SetSpool spool = new SetSpool(folder)) {
            SetWriting writing =
                    new SetWriting(parts, folder, List.of(), target, spool, Progress.NONE);
            assertThat(writing.packages()).isEmpty();
            SetFinishing finishing = new SetFinishing(parts, folder, set, List.of(), target, spool);
            finishing.listLogs();
            next = eraseTheDocument();
            var unused = finishing.finish(List.of());
        }
        assertThat(folder.path().resolve(root(old.value()))).exists();
        assertRestored(next, true, set);
        assertThat(archive.write(Kind.FULL).id()).as("noted now").isEqualTo(set.id());
        BackupSet later = archive.write(Kind.INCREMENTAL);
        assertThat(archive.folder(later).resolve(root(next))).exists();
        assertRestored(next, false, set, later);
    }

    private String root(UUID object) {
        return archive.bean(AipStore.class).rootOf(object).value();
    }

    /**
     * @param made whether the first start makes what stays, from the old one
     */
    private void assertRestored(UUID next, boolean made, BackupSet... sets) throws Exception {
        Path into = directory.resolve("phục hồi " + UUID.randomUUID());
        RestoreDrills.Restored restored =
                archive.bean(RestoreDrills.class)
                        .restore(
                                Stream.of(sets).map(archive::folder).toList(), into, Progress.NONE);
        assertThat(Files.exists(restored.store().resolve(root(old.value())))).isEqualTo(made);
        assertThat(Files.exists(restored.store().resolve(root(next)))).isEqualTo(!made);
        DirectoryStores none =
                place -> {
                    throw new IOException("No other store: " + place);
                };
        try (TestDatabase other = TestDatabase.fresh(12);
                ObjectStore store = FileSystemObjectStore.open(restored.store());
                var context = SetArchive.rooms(other, store, into, none, Map.of())) {
            context.refresh();
            Object unused = context.getBean(Recovery.class).rebuild(Progress.NONE);
            context.getBean(Erasures.class).awaitIdle();
            assertThat(context.getBean(Catalogue.class).resolve(old.toString(), Reader.OPERATOR))
                    .contains(new AipId(next));
            assertThat(context.getBean(AipStore.class).read(new AipId(next)).documents())
                    .hasSize(1)
                    .noneMatch(document -> document.id().equals(gone.id()));
        }
        assertThat(restored.store().resolve(root(old.value()))).doesNotExist();
        String erased =
                new String(Samples.bytes(gone.description().docCode()), StandardCharsets.UTF_8);
        try (Stream<Path> files = Files.walk(restored.store())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .doesNotContain(
                                new String(
                                        erased.getBytes(StandardCharsets.UTF_8),
                                        StandardCharsets.ISO_8859_1));
            }
        }
    }
}
