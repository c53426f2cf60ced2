package vn.tangthu.repository.fixity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.DamagedFiles;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.FixityAudits.Incident;
import vn.tangthu.repository.FixityAudits.Options;
import vn.tangthu.repository.FixityAudits.Run;
import vn.tangthu.repository.FixityAudits.RunState;
import vn.tangthu.repository.Incidents;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.storage.FaultyObjectStore;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreCopies;
import vn.tangthu.storage.StorePrefix;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

class FixityAuditsTest {
    private static final Options TWO_THREADS = new Options(2, 0);

    @TempDir Path directory;
    private Archive archive;
    private JdbcFixityAudits audits;

    @BeforeEach
    void open() throws IOException {
        archive = new Archive(directory);
        audits = archive.bean(JdbcFixityAudits.class);
    }

    @AfterEach
    void close() {
        archive.close();
    }

    private Run audit() throws IOException {
        return audits.run(TWO_THREADS, Reader.OPERATOR, Progress.NONE);
    }

    private List<Tuple> found(Run run) {
        return audits.incidentsOf(run.id()).stream()
                .map(incident -> tuple(incident.path(), incident.damage()))
                .toList();
    }

    private String stateOf(Aip aip) {
        return archive.database
                .jdbc()
                .sql("select state from projection.fixity_state where aip_id = :id")
                .param("id", aip.id().value())
                .query(String.class)
                .optional()
                .orElse("NEVER");
    }

    private static void flipBit(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
    }

    @Test
    void anArchiveInWhichNothingHappenedIsSound() throws IOException {
        List<Aip> aips = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            aips.add(archive.keep("K1." + i, 3));
        }
        assertThat(audits.summary().never()).isEqualTo(20);
        Run run = audit();
        assertThat(run.state()).isEqualTo(RunState.SOUND);
        assertThat(run.objectsDone()).isEqualTo(21);
        assertThat(run.bytesDone()).isEqualTo(bytesOfObjects());
        assertThat(found(run)).isEmpty();
        assertThat(aips).allSatisfy(aip -> assertThat(stateOf(aip)).isEqualTo("SOUND"));
        assertThat(audits.summary().sound()).isEqualTo(20);
        assertThat(audits.summary().never()).isZero();
        assertThat(audits.history(0, 10).items()).extracting(Run::id).containsExactly(run.id());
        assertThat(audits.running()).isEmpty();
    }

    /** Every byte below the objects' roots. */
    private long bytesOfObjects() throws IOException {
        try (Stream<Path> files = Files.walk(archive.root.resolve("ocfl"))) {
            return files.filter(Files::isRegularFile)
                    .filter(p -> p.getNameCount() > archive.root.getNameCount() + 5)
                    .filter(p -> !p.toString().contains("/extensions/"))
                    .mapToLong(p -> p.toFile().length())
                    .sum();
        }
    }

    @Test
    @Breaks(Breakage.SWAPPED)
    void everyKindOfDamageIsFoundAndNamed() throws IOException {
        List<Aip> a = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            a.add(archive.keep("K1." + i, 3));
        }
        List<Tuple> expected = new ArrayList<>();

        flipBit(archive.fileOf(a.get(0), 1));
        expected.add(tuple(archive.key(archive.fileOf(a.get(0), 1)), Damage.CHANGED));

        Path missing = archive.fileOf(a.get(1), 0);
        Files.delete(missing);
        expected.add(tuple(archive.key(missing), Damage.MISSING));

        Path extra = archive.fileOf(a.get(2), 0).resolveSibling("thêm.pdf");
        Files.writeString(extra, "không ai biết");
        expected.add(tuple(archive.key(extra), Damage.EXTRA));

        Path truncated = archive.fileOf(a.get(3), 2);
        byte[] whole = Files.readAllBytes(truncated);
        Files.write(truncated, Arrays.copyOf(whole, whole.length - 1));
        expected.add(tuple(archive.key(truncated), Damage.TRUNCATED));

        Path one = archive.fileOf(a.get(4), 0);
        Path other = archive.fileOf(a.get(4), 1);
        assertThat(Files.size(one)).isEqualTo(Files.size(other));
        Path aside = directory.resolve("aside");
        Files.move(one, aside);
        Files.move(other, one);
        Files.move(aside, other);
        expected.add(tuple(archive.key(one), Damage.CHANGED));
        expected.add(tuple(archive.key(other), Damage.CHANGED));

        Path inventory = archive.objectOf(a.get(5)).resolve("inventory.json");
        flipBit(inventory);
        expected.add(tuple(archive.key(inventory), Damage.INVENTORY_DAMAGED));

        Path sidecar = archive.objectOf(a.get(6)).resolve("inventory.json.sha512");
        flipBit(sidecar);
        expected.add(tuple(archive.key(sidecar), Damage.INVENTORY_DAMAGED));

        Path versionInventory = archive.objectOf(a.get(7)).resolve("v1/inventory.json");
        flipBit(versionInventory);
        expected.add(tuple(archive.key(versionInventory), Damage.INVENTORY_DAMAGED));

        FileSystemUtils.deleteRecursively(archive.objectOf(a.get(8)));
        expected.add(tuple(archive.key(archive.objectOf(a.get(8))), Damage.OBJECT_MISSING));

        Aip unknown =
                archive.store(
                        new AipId(UUID.randomUUID()),
                        new DeliveryId(UUID.randomUUID()),
                        "K1.lạ",
                        1);
        expected.add(tuple(archive.key(archive.objectOf(unknown)), Damage.OBJECT_UNKNOWN));

        Path copied =
                archive.root.resolve(
                        archive.aips.rootOf(UUID.randomUUID()).value()); // nobody's place
        FileSystemUtils.copyRecursively(archive.objectOf(a.get(11)), copied);
        expected.add(tuple(archive.key(copied), Damage.OBJECT_UNKNOWN));

        Path mets = archive.find(a.get(9), "content/METS.xml");
        flipBit(mets);
        expected.add(tuple(archive.key(mets), Damage.CHANGED));

        Path stray = archive.root.resolve("ocfl/lạc.txt");
        Files.writeString(stray, "lạc");
        expected.add(tuple(archive.key(stray), Damage.EXTRA));

        for (String name : List.of("inventory.json", "v1/inventory.json")) {
            flipBit(archive.objectOf(a.get(10)).resolve(name));
        }

        Run run = audit();
        assertThat(run.state()).isEqualTo(RunState.DAMAGE_FOUND);
        List<Tuple> found = new ArrayList<>(found(run));
        String wrecked = archive.key(archive.objectOf(a.get(10)));
        List<Tuple> ofWrecked =
                found.stream()
                        .filter(t -> t.toList().get(0).toString().startsWith(wrecked))
                        .toList();
        assertThat(ofWrecked)
                .isNotEmpty()
                .allSatisfy(t -> assertThat(t.toList().get(1)).isEqualTo(Damage.INVENTORY_DAMAGED));
        found.removeAll(ofWrecked);
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(run.problems()).isEqualTo(expected.size() + ofWrecked.size());
        for (int i = 0; i < 11; i++) {
            assertThat(stateOf(a.get(i))).as("state of " + i).isEqualTo("DAMAGED");
        }
        assertThat(stateOf(a.get(11))).isEqualTo("SOUND");
        assertThat(audits.incidentsOf(run.id()))
                .filteredOn(i -> i.path().equals(archive.key(one)))
                .singleElement()
                .satisfies(
                        incident -> {
                            assertThat(incident.arcFileCode())
                                    .isEqualTo(a.get(4).description().arcFileCode());
                            assertThat(incident.detail()).contains(archive.key(other));
                        });
    }

    @Test
    void anObjectInThePlaceOfAnotherIsNotThatObject() throws IOException {
        Aip one = archive.keep("K1.1", 1);
        Aip other = archive.keep("K1.2", 1);
        FileSystemUtils.deleteRecursively(archive.objectOf(one));
        FileSystemUtils.copyRecursively(archive.objectOf(other), archive.objectOf(one));

        Run run = audit();

        assertThat(run.state()).isEqualTo(RunState.DAMAGE_FOUND);
        assertThat(found(run))
                .contains(
                        tuple(
                                archive.key(archive.objectOf(one).resolve("inventory.json")),
                                Damage.INVENTORY_DAMAGED));
        assertThat(stateOf(one)).isEqualTo("DAMAGED");
        assertThat(stateOf(other)).isEqualTo("SOUND");
    }

    @Test
    void aFileAlteredTogetherWithItsInventoryIsStillFoundByTheDatabase() throws IOException {
        Aip aip = archive.keep("K1.1", 1);
        archive.database
                .jdbc()
                .sql("update projection.content_file set sha512 = repeat('ab', 64)")
                .update();
        Run run = audit();
        assertThat(found(run))
                .containsExactly(tuple(archive.key(archive.fileOf(aip, 0)), Damage.CHANGED));
        assertThat(audits.incidentsOf(run.id()).getFirst().detail()).contains("database recorded");
    }

    @Test
    void aContentFileThatTheInventoryForgotIsMissing() throws IOException {
        Aip aip = archive.keep("K1.1", 1);
        UUID forgotten = UUID.randomUUID();
        archive.database
                .jdbc()
                .sql(
                        "insert into projection.content_file select :id, document_id, aip_id, 9,"
                                + " 'representations/rep1/data/quên.pdf', original_name, mime_type,"
                                + " size, pages, sha512, sha256 from projection.content_file")
                .param("id", forgotten)
                .update();
        assertThat(found(audit()))
                .containsExactly(
                        tuple(
                                archive.key(archive.objectOf(aip))
                                        + "/representations/rep1/data/quên.pdf",
                                Damage.MISSING));
    }

    @Test
    void whatIsMendedIsResolvedByTheNextAudit() throws IOException {
        Aip aip = archive.keep("K1.1", 2);
        Path file = archive.fileOf(aip, 0);
        byte[] good = Files.readAllBytes(file);
        flipBit(file);
        Path stray = archive.root.resolve("ocfl/lạc.txt");
        Files.writeString(stray, "lạc");
        audit();
        audit();
        assertThat(audits.incidents(0, 10).total()).isEqualTo(2);
        assertThat(audits.summary().openIncidents()).isEqualTo(2);
        Files.write(file, good, StandardOpenOption.TRUNCATE_EXISTING);
        Files.delete(stray);
        assertThat(audit().state()).isEqualTo(RunState.SOUND);
        assertThat(stateOf(aip)).isEqualTo("SOUND");
        assertThat(audits.summary().openIncidents()).isZero();
        assertThat(audits.incidents(0, 10).items())
                .allSatisfy(incident -> assertThat(incident.resolvedAt()).isNotNull());
    }

    @Test
    void damageFoundOnTheWayOutIsAnIncidentUntilAnAuditFindsTheFileSound() throws IOException {
        Aip aip = archive.keep("K1.1", 1);
        Incidents incidents = archive.bean(Incidents.class);
        String path = archive.key(archive.fileOf(aip, 0));
        UUID id = incidents.open(aip.id(), path, Damage.CHANGED, "khác");
        assertThat(incidents.open(aip.id(), path, Damage.CHANGED, "vẫn khác")).isEqualTo(id);
        assertThat(stateOf(aip)).isEqualTo("DAMAGED");
        assertThat(audits.incidents(0, 10).items())
                .singleElement()
                .satisfies(i -> assertThat(i.arcFileCode()).isEqualTo("H49.K1.1"));
        audit();
        assertThat(stateOf(aip)).isEqualTo("SOUND");
        assertThat(audits.summary().openIncidents()).isZero();
    }

    @Test
    void whileTheStoreIsNotThereWhatAReaderMissesIsNoIncident() throws IOException {
        Aip aip = archive.keep("K1.1", 2);
        Incidents incidents = archive.bean(Incidents.class);
        String path = archive.key(archive.fileOf(aip, 0));
        Path elsewhere = archive.root.resolveSibling("elsewhere");
        Files.move(archive.root, elsewhere);
        Files.createDirectory(archive.root); // the empty directory of a mount point
        for (int reader = 0; reader < 5; reader++) {
            assertThatThrownBy(() -> incidents.open(aip.id(), path, Damage.MISSING, "không thấy"))
                    .isInstanceOf(StoreGoneException.class);
        }
        assertThat(audits.incidents(0, 10).total()).isZero();
        assertThat(stateOf(aip)).isNotEqualTo("DAMAGED");
        Files.delete(archive.root);
        Files.move(elsewhere, archive.root);
        Files.delete(archive.fileOf(aip, 0));
        assertThat(incidents.open(aip.id(), path, Damage.MISSING, "không thấy")).isNotNull();
        assertThat(audits.incidents(0, 10).total()).isEqualTo(1);
    }

    @Test
    void theLogNamesADamagedFileByIdsAndARebuildFindsItAgain() throws IOException {
        Aip aip = archive.keep("K1.1", 2);
        Path damaged = archive.fileOf(aip, 1);
        flipBit(damaged);
        audit();
        var before = audits.incidents(0, 10).items();
        assertThat(before).singleElement().matches(i -> i.path().equals(archive.key(damaged)));
        StringBuilder log = new StringBuilder();
        ObjectStore store = archive.bean(ObjectStore.class);
        try (var objects = store.list(StorePrefix.below("log/fixity"))) {
            for (var info : objects.toList()) {
                try (var in = store.open(info.key())) {
                    log.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        assertThat(log)
                .contains(aip.id().toString())
                .doesNotContain(damaged.getFileName().toString())
                .doesNotContain(aip.description().arcFileCode());
        archive.bean(JdbcFixityAudits.class).rebuild(Progress.NONE);
        assertThat(audits.incidents(0, 10).items())
                .singleElement()
                .satisfies(
                        i -> {
                            assertThat(i.path()).isEqualTo(archive.key(damaged));
                            assertThat(i.arcFileCode()).isEqualTo("H49.K1.1");
                        });
    }

    @Test
    void ofADamagedRecordTheFilesThatAreDamagedAreTold() throws IOException {
        Aip aip = archive.keep("K1.1", 3);
        assertThat(damagedFilesOf(aip)).isEmpty();
        flipBit(archive.fileOf(aip, 1));
        audit();
        assertThat(damagedFilesOf(aip)).containsExactly("1");
        flipBit(archive.find(aip, "METS.xml"));
        Files.delete(archive.fileOf(aip, 2));
        audit();
        assertThat(damagedFilesOf(aip)).containsExactly("1", "2");
        // The inventory is kept twice, so what it names can still be read.
        Files.delete(archive.objectOf(aip).resolve("inventory.json"));
        audit();
        assertThat(damagedFilesOf(aip)).containsExactly("1", "2");
        Files.move(archive.objectOf(aip), directory.resolve("gone"));
        audit();
        assertThat(damagedFilesOf(aip)).containsExactly("0", "1", "2");
    }

    /** Their places in the record, in order. */
    private List<String> damagedFilesOf(Aip aip) {
        var record =
                (RecordView.Full)
                        archive.bean(Catalogue.class)
                                .record(aip.id(), Reader.OPERATOR)
                                .orElseThrow();
        var damaged = archive.bean(DamagedFiles.class).of(record);
        List<String> places = new ArrayList<>();
        for (int i = 0; i < record.documents().size(); i++) {
            if (damaged.contains(record.documents().get(i).files().getFirst().id())) {
                places.add(String.valueOf(i));
            }
        }
        return places;
    }

    @Test
    void whatIsBeingTakenInIsNoDamage() throws IOException {
        archive.keep("K1.1", 1);
        Aip half = archive.store("K1.2", 2);
        Files.delete(archive.objectOf(half).resolve("inventory.json"));
        Files.delete(archive.objectOf(half).resolve("inventory.json.sha512"));
        archive.store("K1.3", 1);
        Run run = audit();
        assertThat(found(run)).isEmpty();
        assertThat(run.state()).isEqualTo(RunState.SOUND);
    }

    @Test
    void aVersionThatWasCutOffIsNoDamageWhileItIsNoted() throws IOException {
        Aip aip = archive.keep("K1.1", 1);
        Path cutOff = archive.objectOf(aip).resolve("v2/content/METS.xml");
        Files.createDirectories(cutOff.getParent());
        Files.writeString(cutOff, "<mets");
        archive.jdbc()
                .sql(
                        "insert into projection.pending_version (subject, kind, since) values (?,"
                                + " 'AIP_CHANGED', now())")
                .param(aip.id().value())
                .update();
        assertThat(found(audit())).isEmpty();

        // What lies anywhere else is in no version's place, and without the note it is a stranger.
        Path stranger = archive.objectOf(aip).resolve("v3/content/METS.xml");
        Files.createDirectories(stranger.getParent());
        Files.writeString(stranger, "<mets");
        assertThat(found(audit())).hasSize(1).allMatch(one -> one.toString().contains("/v3/"));
        archive.jdbc().sql("delete from projection.pending_version").update();
        assertThat(found(audit())).hasSize(2);
    }

    @Test
    void anInterruptedRunGoesOnWhereItStood() throws Exception {
        for (int i = 0; i < 30; i++) {
            archive.keep("K1." + i, 1);
        }
        long perObject = bytesOfObjects() / 31;
        audits.start(new Options(1, perObject * 4), Reader.OPERATOR);
        while (archive.database
                        .jdbc()
                        .sql("select coalesce(max(objects_done), 0) from projection.audit_run")
                        .query(Long.class)
                        .single()
                < 8) {
            Thread.sleep(20);
        }
        Run midway = audits.running().getFirst();
        assertThat(midway.state()).isEqualTo(RunState.RUNNING);
        assertThat(midway.expectedRemaining()).isPositive();
        assertThat(midway.objectsTotal()).isEqualTo(31);
        assertThat(audits.start(TWO_THREADS, Reader.OPERATOR)).isEqualTo(midway.id());
        audits.close();
        // What a kill leaves: a row that says it runs.
        archive.database.jdbc().sql("update projection.audit_run set state = 'RUNNING'").update();

        JdbcFixityAudits next = another(archive.store);
        assertThat(next.history(0, 1).items().getFirst().state()).isEqualTo(RunState.INTERRUPTED);
        Run run = next.run(TWO_THREADS, Reader.OPERATOR, Progress.NONE);
        assertThat(run.id()).isEqualTo(midway.id());
        assertThat(run.state()).isEqualTo(RunState.SOUND);
        assertThat(run.objectsDone()).isEqualTo(31);
        assertThat(run.bytesDone()).isEqualTo(bytesOfObjects());
        assertThat(next.history(0, 10).total()).isEqualTo(1);
    }

    private JdbcFixityAudits another(ObjectStore store) {
        return new JdbcFixityAudits(
                new Places(
                        store,
                        archive.aips,
                        new StoreCopies(List.of()),
                        archive.bean(CopyIdentity.class)),
                archive.bean(AuditRows.class),
                archive.bean(KnownObjects.class),
                archive.bean(JdbcIncidents.class),
                archive.bean(FixityLog.class),
                archive.bean(LoggedFiles.class),
                archive.bean(Acknowledgements.class),
                archive.bean(LogCheck.class),
                archive.bean(CopyLocks.class),
                archive.bean(StoredRepairs.class),
                archive.database.transactions(),
                archive.bean(ActivityLog.class),
                Clock.systemUTC());
    }

    @Test
    void whatWasHalfWrittenBeforeAnInterruptionAndIsAcknowledgedSinceIsNoStranger()
            throws Exception {
        Aip late = archive.store("K1.1", 1);
        Path object = archive.objectOf(late);
        Path aside = Files.createDirectory(directory.resolve("aside"));
        for (String inventory : List.of("inventory.json", "inventory.json.sha512")) {
            Files.move(object.resolve(inventory), aside.resolve(inventory));
        }
        Aip away = archive.keep("K1.2", 1);
        Path place = archive.objectOf(away);
        Files.move(place, aside.resolve("object"));
        // Breaks off after everything was listed: where it looks for the one that is away.
        ObjectStore listsNothing =
                (ObjectStore)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {ObjectStore.class},
                                (proxy, method, arguments) -> {
                                    if (method.getName().equals("list")) {
                                        throw new IOException("no route to host");
                                    }
                                    return method.invoke(archive.store, arguments);
                                });
        assertThatThrownBy(
                        () ->
                                another(listsNothing)
                                        .run(TWO_THREADS, Reader.OPERATOR, Progress.NONE))
                .hasRootCauseMessage("no route to host");
        Run interrupted = audits.history(0, 1).items().getFirst();
        assertThat(interrupted.state()).isEqualTo(RunState.INTERRUPTED);

        Files.move(aside.resolve("object"), place);
        for (String inventory : List.of("inventory.json", "inventory.json.sha512")) {
            Files.move(aside.resolve(inventory), object.resolve(inventory));
        }
        archive.acknowledge(late);
        Run run = audit();
        assertThat(run.id()).isEqualTo(interrupted.id());
        assertThat(found(run)).isEmpty();
        assertThat(run.state()).isEqualTo(RunState.SOUND);
    }

    @Test
    void aCancelledRunEndsAndTheNextStartsAnew() throws Exception {
        for (int i = 0; i < 20; i++) {
            archive.keep("K1." + i, 1);
        }
        UUID first = audits.start(new Options(1, bytesOfObjects() / 10), Reader.OPERATOR);
        audits.cancel(first, Reader.OPERATOR);
        while (!audits.running().isEmpty()) {
            Thread.sleep(20);
        }
        assertThat(audits.history(0, 1).items().getFirst().state()).isEqualTo(RunState.CANCELLED);
        Run second = audit();
        assertThat(second.id()).isNotEqualTo(first);
        assertThat(second.state()).isEqualTo(RunState.SOUND);
    }

    @Test
    @Breaks(Breakage.NTH_CALL)
    void aReadThatFailsOnceOrLiesOnceIsNoDamage() throws IOException {
        archive.keep("K1.1", 2);
        FaultyObjectStore faulty = new FaultyObjectStore(archive.store);
        for (FaultyObjectStore.Fault fault :
                List.of(
                        FaultyObjectStore.Fault.ERROR_BEFORE,
                        FaultyObjectStore.Fault.WRONG_BYTES,
                        FaultyObjectStore.Fault.SHORT)) {
            faulty.failAt(3, fault);
            Run run = another(faulty).run(TWO_THREADS, Reader.OPERATOR, Progress.NONE);
            assertThat(faulty.calls()).isGreaterThan(3);
            assertThat(run.state()).as(fault.name()).isEqualTo(RunState.SOUND);
        }
    }

    @Test
    @Breaks(Breakage.INTERRUPTED_AUDIT)
    void aStoreThatDoesNotAnswerInterruptsTheRunAndIsNoDamage() throws IOException {
        archive.keep("K1.1", 2);
        ObjectStore gone =
                (ObjectStore)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {ObjectStore.class},
                                (proxy, method, arguments) -> {
                                    throw new IOException("no route to host");
                                });
        assertThatThrownBy(() -> another(gone).run(TWO_THREADS, Reader.OPERATOR, Progress.NONE))
                .hasRootCauseMessage("no route to host");
        Run interrupted = audits.history(0, 1).items().getFirst();
        assertThat(interrupted.state()).isEqualTo(RunState.INTERRUPTED);
        assertThat(audits.incidents(0, 10).total()).isZero();
        assertThat(audit().id()).isEqualTo(interrupted.id());
    }

    @Test
    void theLogInTheStoreBringsHistoryBackAfterARebuild() throws IOException {
        Aip sound = archive.keep("K1.1", 1);
        Aip damaged = archive.keep("K1.2", 1);
        audit();
        flipBit(archive.fileOf(damaged, 0));
        archive.bean(Incidents.class)
                .open(
                        damaged.id(),
                        archive.key(archive.fileOf(damaged, 0)),
                        Damage.CHANGED,
                        "trên đường ra");
        Run last = audit();
        List<Run> history = audits.history(0, 10).items();
        List<Incident> incidents = audits.incidents(0, 10).items();

        // Over what is there, as after a rebuild of the catalogue, and twice.
        audits.rebuild(Progress.NONE);
        audits.rebuild(Progress.NONE);
        assertThat(audits.history(0, 10).items())
                .usingRecursiveComparison()
                .ignoringFields("objectsTotal", "bytesTotal")
                .isEqualTo(history);
        assertThat(audits.incidents(0, 10).items())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("detail")
                .isEqualTo(incidents);
        assertThat(found(last)).hasSize(1);
        assertThat(stateOf(sound)).isEqualTo("SOUND");
        assertThat(stateOf(damaged)).isEqualTo("DAMAGED");
    }

    @Test
    void aLogThatWasTamperedWithIsFound() throws IOException {
        archive.keep("K1.1", 1);
        audit();
        audit();
        Path first = archive.root.resolve(FixityLog.PREFIX + "/000000000001.jsonl");
        Files.writeString(
                first, Files.readString(first).replace("\"problems\":0", "\"problems\":1"));
        assertThat(found(audit()))
                .containsExactly(tuple(FixityLog.PREFIX + "/000000000002.jsonl", Damage.CHANGED));
        Files.delete(first);
        assertThat(archive.bean(FixityLog.class).read().broken())
                .map(FixityLog.Break::path)
                .isEqualTo(Optional.of(FixityLog.PREFIX + "/000000000002.jsonl"));
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        for (Options options : List.of(new Options(0, 0), new Options(65, 0), new Options(1, -1))) {
            assertThatThrownBy(() -> audits.start(options, Reader.OPERATOR))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
