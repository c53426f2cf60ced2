package vn.tangthu.repository.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.Ledger;
import vn.tangthu.repository.Ledger.Fault;
import vn.tangthu.repository.Ledger.Verifying;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

@Breaks(Breakage.SWAPPED)
class LedgerTest {
    @TempDir Path directory;
    private LedgerArchive archive;

    @BeforeEach
    void open() throws IOException {
        archive = new LedgerArchive(directory);
    }

    @AfterEach
    void close() {
        archive.close();
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(archive.root.resolve(Segments.EVENTS))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    private static SignedNote note(String text) {
        return java.util.Objects.requireNonNull(SignedNote.read(text));
    }

    private List<Fault> faults() {
        return archive.verify().stream().map(Ledger.Problem::fault).distinct().toList();
    }

    private Ledger.Verified verified(Verifying how) throws IOException {
        return archive.ledger().verify(how, problem -> {}, Progress.NONE);
    }

    @Test
    void whatTheRoomsRecordComesIntoTheLogAndProvesItself() throws IOException {
        Aip aip = archive.keep("K7.1990.01");
        archive.act("DOWNLOAD", aip.id().toString());
        archive.act("LOGIN", "nguyễn.văn.an");
        var unused =
                archive.bean(FixityAudits.class)
                        .run(new FixityAudits.Options(1, 0), Reader.OPERATOR, Progress.NONE);
        Ledger.Checkpoint checkpoint = archive.ledger().checkpoint("ASKED");
        assertThat(archive.verify()).isEmpty();

        String all = String.join("\n", lines());
        assertThat(all)
                .contains("\"kind\":\"VERSION\"", "\"kind\":\"FONDS\"", "\"kind\":\"ACKNOWLEDGED\"")
                .contains("\"kind\":\"FIXITY\"", "\"action\":\"DOWNLOAD\"", aip.id().toString())
                .doesNotContain("nguyễn", "10.0.0.7"); // no name, no address
        assertThat(archive.ledger().status().waiting()).isZero();
        assertThat(checkpoint.entries()).isEqualTo(lines().size());
        Ledger.Verified found = verified(new Verifying(true, null, aip.id().toString(), List.of()));
        assertThat(found.problems()).isZero();
        assertThat(found.events()).hasSize(2); // its version, and who fetched it
        Ledger.Inclusion proof = found.events().getFirst().inclusion();
        assertThat(proof).isNotNull();
        assertThat(
                        Merkle.follow(
                                Merkle.leaf(proof.line().getBytes(StandardCharsets.UTF_8)),
                                proof.entry(),
                                proof.entries(),
                                proof.path().stream()
                                        .map(java.util.HexFormat.of()::parseHex)
                                        .toList()))
                .isEqualTo(note(proof.note()).root());
        assertThat(archive.ledger().inclusion(aip.id(), 1).orElseThrow().line())
                .isEqualTo(proof.line());
        assertThat(Files.getPosixFilePermissions(directory.resolve("keys/log-signing.pem")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aStrangerVerifiesItWithPythonAndOpenssl() throws Exception {
        assumeTrue(isThere("python3") && isThere("openssl"), "no python3 or no openssl here");
        for (int i = 0; i < 600; i++) {
            archive.act("VIEW", null);
            if (i % 100 == 7) {
                var unused = archive.ledger().checkpoint("ASKED");
            }
        }
        assertThat(python()).startsWith("0 SOUND: 516 entries, 6 checkpoints");
        String text = Files.readString(archive.segment(3));
        Files.writeString(archive.segment(3), text.replaceFirst("VIEW", "SEEN"));
        assertThat(python()).startsWith("1 ");
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private String python() throws Exception {
        Process process =
                new ProcessBuilder(
                                "python3",
                                Path.of("../docs/verify_log.py").toAbsolutePath().toString(),
                                archive.root.toString())
                        .redirectErrorStream(true)
                        .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + " " + out;
    }

    @Test
    void whatAKilledProcessPutAndDidNotNoteIsTakenOverOnce() throws IOException {
        archive.act("A", null);
        archive.bean(Sequencer.class).writeAll(List.of());
        for (int i = 0; i < 5; i++) {
            archive.act("KILLED" + i, null);
            // It is decided and the segment is put; the transaction that notes it is not.
            var noted = archive.bean(Sequencer.class).write(); // of the kill before
            assertThat(archive.bean(Sequencer.class).prepare(List.of())).isTrue();
            archive.database
                    .transactions()
                    .executeWithoutResult(
                            status -> {
                                try {
                                    var unused = archive.bean(Sequencer.class).write();
                                } catch (IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                                status.setRollbackOnly();
                            });
            archive.act("AFTER" + i, null);
        }
        assertThat(archive.verify()).isEmpty();
        String all = String.join("\n", lines());
        for (int i = 0; i < 5; i++) {
            assertThat(all.split("KILLED" + i, -1)).hasSize(2);
            assertThat(all.split("AFTER" + i, -1)).hasSize(2);
        }
        assertThat(all).doesNotContain("RESTORED");
    }

    @Test
    void everyChangeToTheLogIsFound() throws IOException {
        Aip aip = archive.keep("K7.1990.02");
        for (int i = 0; i < 12; i++) {
            archive.act("ACT" + i, null);
            if (i % 4 == 3) {
                var unused = archive.ledger().checkpoint("ASKED");
            }
        }
        assertThat(archive.verify()).isEmpty();
        Path kept = directory.resolve("kept");
        copy(archive.root.resolve("log"), kept);

        List<String> second = Files.readAllLines(archive.segment(3));
        found(kept, Fault.CHAIN_BROKEN, () -> edit(3, "ACT4", "ACT9"));
        found(kept, Fault.TREE_CHANGED, () -> edit(3, "ACT4", "ACT9"));
        found(kept, Fault.OUT_OF_ORDER, () -> write(3, second.subList(1, second.size())));
        found(kept, Fault.OUT_OF_ORDER, () -> write(3, twice(second)));
        found(kept, Fault.CHAIN_BROKEN, () -> write(3, second.reversed()));
        found(kept, Fault.LINE_UNREADABLE, () -> truncate(archive.segment(3)));
        found(kept, Fault.SEGMENT_MISSING, () -> Files.delete(archive.segment(3)));
        int last = (int) archive.segments();
        found(kept, Fault.ROLLED_BACK, () -> Files.delete(archive.segment(last)));
        found(
                kept,
                Fault.SEGMENT_UNKNOWN,
                () -> Files.copy(archive.segment(3), archive.segment(3).resolveSibling("x.jsonl")));
        found(kept, Fault.CHECKPOINT_MISSING, () -> Files.delete(archive.note(2)));
        found(kept, Fault.CHECKPOINT_MISSING, () -> Files.delete(archive.note(3)));
        found(kept, Fault.CHECKPOINT_UNREADABLE, () -> truncate(archive.note(2)));
        found(
                kept,
                Fault.SIGNATURE_BAD,
                () -> {
                    String note = Files.readString(archive.note(2));
                    String size = note.split("\n")[1];
                    Files.writeString(
                            archive.note(2),
                            note.replace(
                                    "\n" + size + "\n",
                                    "\n" + (Integer.parseInt(size) - 1) + "\n"));
                });
        found(
                kept,
                Fault.KEY_UNKNOWN,
                () -> {
                    SignedNote note = note(Files.readString(archive.note(2)));
                    Path other = directory.resolve("other.pem");
                    Files.writeString(
                            archive.note(2),
                            SignedNote.write(
                                    note.origin(),
                                    note.size(),
                                    note.root(),
                                    ArchiveKey.readOrMake(other, note.origin())));
                });
        found(
                kept,
                Fault.KEY_CHANGED,
                () -> {
                    try (Stream<Path> keys = Files.list(archive.root.resolve(Segments.KEYS))) {
                        Path vkey =
                                keys.filter(p -> p.toString().endsWith(".vkey")).findAny().get();
                        Files.writeString(vkey, Files.readString(vkey).replace('A', 'B'));
                    }
                });
        Path inventory =
                archive.root
                        .resolve(
                                archive.bean(vn.tangthu.repository.AipStore.class)
                                        .rootOf(aip.id().value())
                                        .value())
                        .resolve("v1/inventory.json");
        String before = Files.readString(inventory);
        found(kept, Fault.OBJECT_CHANGED, () -> Files.writeString(inventory, before + " "));
        Files.writeString(inventory, before);
        found(
                kept,
                Fault.NOT_LOGGED,
                () -> {
                    Path extra =
                            archive.root.resolve(
                                    "log/acknowledged/versions/" + aip.id() + "/000009.jsonl");
                    Files.createDirectories(extra.getParent());
                    Files.writeString(extra, "{}\n");
                });
        assertThat(archive.verify()).isEmpty();
    }

    private interface Tampering {
        void run() throws IOException;
    }

    /** By the objects alone, and by all. */
    private void found(Path kept, Fault fault, Tampering tampering) throws IOException {
        tampering.run();
        assertThat(archive.verify(new Verifying(true, null, null, List.of())))
                .extracting(Ledger.Problem::fault)
                .contains(fault);
        org.springframework.util.FileSystemUtils.deleteRecursively(archive.root.resolve("log"));
        copy(kept, archive.root.resolve("log"));
    }

    private void edit(int segment, String from, String to) throws IOException {
        String text = Files.readString(archive.segment(segment));
        assertThat(text).contains(from);
        Files.writeString(archive.segment(segment), text.replace(from, to));
    }

    private void write(int segment, List<String> lines) throws IOException {
        Files.writeString(archive.segment(segment), String.join("\n", lines) + "\n");
    }

    private static List<String> twice(List<String> lines) {
        List<String> more = new ArrayList<>(lines);
        more.add(1, lines.getFirst());
        return more;
    }

    private static void truncate(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 20));
    }

    private static void copy(Path from, Path to) throws IOException {
        org.springframework.util.FileSystemUtils.copyRecursively(from, to);
    }

    @Test
    void aLogThatWasPutBackWholeIsFoundByACheckpointKeptOutside() throws IOException {
        archive.act("FIRST", null);
        var unused = archive.ledger().checkpoint("ASKED");
        Path early = directory.resolve("early");
        copy(archive.root.resolve("log"), early);
        archive.act("HIDDEN", null);
        long number = archive.ledger().checkpoint("ASKED").number();
        String outside = archive.ledger().note(number);
        assertThat(archive.verify(new Verifying(true, outside, null, List.of()))).isEmpty();

        org.springframework.util.FileSystemUtils.deleteRecursively(archive.root.resolve("log"));
        copy(early, archive.root.resolve("log"));
        assertThat(archive.verify(new Verifying(true, null, null, List.of()))).isEmpty();
        assertThat(archive.verify(new Verifying(true, outside, null, List.of())))
                .extracting(Ledger.Problem::fault)
                .containsOnly(Fault.ROLLED_BACK);
        assertThat(faults()).contains(Fault.ROLLED_BACK); // the database remembers it too
        archive.act("LATER", null);
        archive.bean(Sequencer.class).writeAll(List.of());
        assertThat(archive.ledger().status().broken()).isNotNull();
        assertThat(archive.ledger().status().waiting()).isPositive();
    }

    @Test
    void aRowThatIsChangedRemovedOrPutBetweenIsFound() throws IOException {
        for (int i = 0; i < 5; i++) {
            archive.act("ACT" + i, null);
        }
        assertThat(archive.verify()).isEmpty();
        sql("alter table kept.activity disable trigger user");
        sql("update kept.activity set detail = 'từ 10.0.0.8' where id = 2");
        assertThat(faults()).containsExactly(Fault.ROW_CHANGED);
        sql("update kept.activity set detail = 'từ 10.0.0.7' where id = 2");
        assertThat(faults()).isEmpty();
        sql("create table public.aside as select * from kept.activity where id = 3");
        sql("delete from kept.activity where id = 3");
        assertThat(faults()).containsExactly(Fault.ROW_MISSING);
        sql("insert into kept.activity (at, actor, action) values (now(), 'ai đó', 'CHÈN')");
        assertThat(faults()).containsExactlyInAnyOrder(Fault.ROW_MISSING, Fault.NOT_LOGGED);
    }

    @Test
    void whatSomethingWasOpenedForIsPartOfItsLine() throws IOException {
        archive.act("VIEW", null);
        assertThat(archive.verify()).as("a line without one, as before").isEmpty();
        sql(
                "insert into kept.activity (at, actor, action, detail, purpose) values (now(), 'an',"
                        + " 'VIEW', 'trang 3', 'AGENCY_WORK 12/CV')");
        assertThat(faults()).isEmpty();
        sql("alter table kept.activity disable trigger user");
        for (String other : List.of("'QUALITY'", "null", "'AGENCY_WORK 12/CV '")) {
            sql("update kept.activity set purpose = " + other + " where purpose is not null");
            assertThat(faults()).as(other).containsExactly(Fault.ROW_CHANGED);
            sql("update kept.activity set purpose = 'AGENCY_WORK 12/CV' where detail = 'trang 3'");
        }
        assertThat(faults()).isEmpty();
        sql("update kept.activity set purpose = 'QUALITY' where purpose is null");
        assertThat(faults()).as("put to a line that had none").contains(Fault.ROW_CHANGED);
    }

    private void sql(String statement) {
        int unused = archive.database.jdbc().sql(statement).update();
    }

    @Test
    void aNewKeyIsVouchedForByTheOneBeforeAndAForgedOneIsNot() throws IOException {
        archive.act("A", null);
        var first = archive.ledger().checkpoint("ASKED");
        String renewed = archive.ledger().renewKey();
        archive.act("B", null);
        var second = archive.ledger().checkpoint("ASKED");
        assertThat(second.key()).isEqualTo(renewed).isNotEqualTo(first.key());
        assertThat(archive.verify()).isEmpty();

        Files.delete(directory.resolve("keys/log-signing.pem")); // lost, or somebody's own
        archive.act("C", null);
        String forged = archive.ledger().checkpoint("ASKED").key();
        assertThat(faults()).containsExactly(Fault.KEY_UNVOUCHED);
        assertThat(archive.verify(new Verifying(false, null, null, List.of(forged)))).isEmpty();
    }

    @Test
    void aNewDatabaseTakesTheLogOverAndGoesOn() throws IOException {
        Aip aip = archive.keep("K7.1990.03");
        archive.act("BEFORE", null);
        var unused = archive.ledger().checkpoint("ASKED");
        long segments = archive.segments();
        archive.close();
        archive = new LedgerArchive(directory);
        archive.bean(Sequencer.class).writeAll(List.of());
        assertThat(archive.ledger().status().broken()).as("a person has to say so").isNotNull();
        archive.act("AFTER", null);
        archive.ledger().takeOver();
        List<Ledger.Problem> unnamed = archive.verify();
        assertThat(unnamed).extracting(Ledger.Problem::fault).containsExactly(Fault.ROWS_RESTORED);
        Verifying named =
                new Verifying(false, null, null, List.of(), List.of(unnamed.getFirst().place()));
        assertThat(archive.verify(named)).isEmpty();
        assertThat(archive.segments()).isEqualTo(segments + 1);
        Ledger.Verified all = verified(named);
        assertThat(all.notCompared()).isPositive();
        assertThat(all.rows()).isEqualTo(1);
        assertThat(String.join("\n", lines())).contains("RESTORED");
        var again = archive.ledger().checkpoint("ASKED");
        assertThat(again.number()).isEqualTo(2);
        assertThat(archive.ledger().inclusion(aip.id(), 1)).isPresent();
        assertThat(archive.verify(named)).isEmpty();
    }

    @Test
    void whoSaysThatTheDatabaseWasPutBackHidesNoChangedRow() throws IOException {
        for (int i = 0; i < 5; i++) {
            archive.act("ACT" + i, null);
        }
        assertThat(archive.verify()).isEmpty();
        sql("update kept.ledger_head set lost_from = 0");
        archive.act("LATER", null);
        archive.bean(Sequencer.class).writeAll(List.of());
        assertThat(String.join("\n", lines())).contains("RESTORED");
        assertThat(faults()).as("nothing is lost").isEmpty();
        sql("alter table kept.activity disable trigger user");
        sql("update kept.activity set detail = 'từ 10.0.0.8' where id = 2");
        assertThat(faults()).containsExactlyInAnyOrder(Fault.ROW_CHANGED, Fault.ROWS_RESTORED);
        sql("update kept.activity set detail = 'từ 10.0.0.7' where id = 2");
        sql("delete from kept.activity where id = 3");
        assertThat(faults()).containsExactly(Fault.ROWS_RESTORED);
    }

    @Test
    void aStoreWithoutALogIsNotSound() throws Exception {
        assertThat(archive.verify(new Verifying(true, null, null, List.of())))
                .extracting(Ledger.Problem::fault)
                .containsExactly(Fault.NO_BEGINNING);
        if (isThere("python3") && isThere("openssl")) {
            assertThat(python()).startsWith("1 ");
        }
    }

    @Test
    void aLogThatSomebodyHoldsUpIsToldAndWhatWaitsIsNotChanged() throws Exception {
        archive.act("A", null);
        archive.bean(Sequencer.class).writeAll(List.of());
        assertThat(archive.ledger().status().broken()).isNull();
        try (var other = archive.database.dataSource().getConnection();
                var statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(7463250)");
            archive.act("B", null);
            archive.bean(Sequencer.class).writeAll(List.of());
            assertThat(archive.ledger().status().broken()).as("a minute is nothing").isNull();
            assertThat(archive.ledger().status().waiting()).isEqualTo(1);
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> sql("update kept.ledger_due set action = 'C'"))
                    .hasMessageContaining("not changed");
            sql("alter table kept.ledger_due disable trigger user");
            sql("update kept.ledger_due set at = at - interval '6 minutes'");
            sql("update kept.ledger_head set written_at = now() - interval '6 minutes'");
            assertThat(archive.ledger().status().broken()).contains("waits");
            statement.execute("select pg_advisory_unlock(7463250)");
        }
        archive.bean(Sequencer.class).writeAll(List.of());
        assertThat(archive.ledger().status().broken()).isNull();
    }

    @Test
    void whatWaitsForTheLogGoesOnlyIntoIt() throws IOException {
        archive.act("A", null);
        for (String taken : List.of("delete from kept.ledger_due", "truncate kept.ledger_due")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> sql(taken))
                    .hasMessageContaining("not taken away");
        }
        archive.bean(Sequencer.class).writeAll(List.of());
        assertThat(archive.ledger().status().waiting()).isZero();
        assertThat(archive.verify()).isEmpty();
    }

    @Test
    void aWordOfALargeDeliveryAndAnAuditOfMuchDamageAreReadToTheirEnd() throws IOException {
        // Both above what is read of a segment.
        byte[] word = new byte[Segments.MAX_BYTES + 1_000];
        java.util.Arrays.fill(word, (byte) 'w');
        String key = "log/acknowledged/" + java.util.UUID.randomUUID() + ".json";
        archive.bean(Segments.class).put(new vn.tangthu.storage.StoreKey(key), word);
        archive.bean(LedgerRows.class)
                .note(
                        "ACKNOWLEDGED",
                        key,
                        vn.tangthu.storage.Digest.of(
                                        vn.tangthu.storage.DigestAlgorithm.SHA512, word)
                                .hex());
        String line = "{\"type\":\"INCIDENT\",\"detail\":\"" + "x".repeat(10_000) + "\"}\n";
        archive.bean(Segments.class)
                .put(
                        FixityLines.key(1),
                        line.repeat(Segments.MAX_BYTES / 10_000 + 10)
                                .getBytes(StandardCharsets.UTF_8));
        archive.bean(Sequencer.class).writeAll(List.of());
        assertThat(faults()).isEmpty();
        assertThat(lines().stream().filter(each -> each.contains("\"kind\":\"FIXITY\"")))
                .hasSize(Segments.MAX_BYTES / 10_000 + 10);
    }

    @Test
    void aSegmentThatSomebodyElsePutIsNotTakenOver() throws IOException {
        archive.act("A", null);
        archive.bean(Sequencer.class).writeAll(List.of());
        List<String> before = lines();
        Path strange = archive.segment((int) archive.segments() + 1);
        PublicKey key =
                ArchiveKey.readOrMake(directory.resolve("forged.pem"), "tangthu/forged")
                        .publicKey();
        Entry entry =
                Entry.of(
                        Sequencer.announcement(key, java.time.Instant.now()),
                        before.size(),
                        PublicKey.hex(
                                Merkle.sha256(before.getLast().getBytes(StandardCharsets.UTF_8))));
        Files.write(strange, Segments.bytes(List.of(entry)));
        archive.act("B", null);
        archive.bean(Sequencer.class).writeAll(List.of());
        assertThat(archive.ledger().status().broken()).contains("take-over");
        assertThat(archive.ledger().status().entries()).isEqualTo(before.size());
        assertThat(archive.bean(LedgerRows.class).keys()).hasSize(1).doesNotContain(key);
        Files.delete(strange);
        archive.bean(Sequencer.class).writeAll(List.of());
        assertThat(archive.ledger().status().broken()).isNull();
        assertThat(archive.verify()).isEmpty();
    }

    @Test
    void aTombstoneThatTheArchiveDidNotSignErasesAndExcusesNothing() throws IOException {
        Aip aip = archive.keep("K7.1990.04");
        Aip other = archive.keep("K7.1990.05");
        assertThat(archive.verify()).isEmpty();
        Tombstones stones = archive.bean(Tombstones.class);
        stones.write(stone(other));
        Path signed = archive.root.resolve(Tombstones.keyOf(other.id().value()).value());
        Path forged = archive.root.resolve(Tombstones.keyOf(aip.id().value()).value());
        String text = Files.readString(signed);
        String unsigned =
                text.substring(0, text.indexOf("\n\n") + 1)
                        .replace(other.id().toString(), aip.id().toString());
        String line = unsigned.substring(0, unsigned.indexOf('\n') + 1);
        String seal =
                Digest.of(DigestAlgorithm.SHA512, line.getBytes(StandardCharsets.UTF_8)).hex();
        Path root =
                archive.root.resolve(archive.bean(AipStore.class).rootOf(aip.id().value()).value());
        for (String content :
                List.of(
                        "",
                        line + "{\"sha512\":\"" + seal + "\"}\n",
                        line
                                + "{\"sha512\":\""
                                + seal
                                + "\"}\n"
                                + text.substring(text.indexOf("\n\n") + 1))) {
            Files.writeString(forged, content);
            assertThat(stones.of(aip.id().value())).isEmpty();
            assertThat(stones.named(aip.id().value())).isFalse();
            assertThat(stones.of(other.id().value())).isPresent();
            assertThat(faults()).containsExactly(Fault.NOT_LOGGED);
            Path aside = directory.resolve("aside");
            Files.move(root, aside);
            assertThat(faults()).contains(Fault.OBJECT_MISSING);
            assertThat(archive.verify(new Verifying(true, null, null, List.of())))
                    .extracting(Ledger.Problem::fault)
                    .contains(Fault.OBJECT_MISSING);
            Files.move(aside, root);
        }
        Files.delete(forged);
        Path gone =
                archive.root.resolve(
                        archive.bean(AipStore.class).rootOf(other.id().value()).value());
        org.springframework.util.FileSystemUtils.deleteRecursively(gone);
        assertThat(faults()).as("erased by right, and its fonds is not").isEmpty();
        String renewed = archive.ledger().renewKey();
        assertThat(renewed).isNotNull();
        assertThat(stones.of(other.id().value())).as("retired keys count too").isPresent();
        archive.close();
        archive = new LedgerArchive(directory);
        archive.ledger().takeOver();
        assertThat(archive.bean(Tombstones.class).of(other.id().value()))
                .as("the store alone tells the keys")
                .isPresent();
    }

    private static Tombstones.Tombstone stone(Aip aip) {
        return new Tombstones.Tombstone(
                aip.id().value(),
                1,
                aip.description().arcFileCode(),
                Tombstones.Cause.DESTROYED,
                "TT 05/2025",
                "12/QĐ",
                java.time.LocalDate.of(2026, 11, 20),
                List.of("A"),
                "lan",
                "hoa",
                java.time.Instant.parse("2026-11-21T08:00:00Z"),
                null);
    }

    @Test
    void manyWritersLoseNothing() throws Exception {
        List<Thread> writers = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int writer = t;
            writers.add(
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        for (int i = 0; i < 250; i++) {
                                            archive.act(
                                                    String.format(
                                                            Locale.ROOT, "W%d_%04d", writer, i),
                                                    null);
                                        }
                                    }));
        }
        while (writers.stream().anyMatch(Thread::isAlive)) {
            archive.bean(Sequencer.class).writeAll(List.of());
        }
        assertThat(archive.verify()).isEmpty();
        assertThat(lines().stream().filter(line -> line.contains("\"action\":\"W")).distinct())
                .hasSize(1000);
    }
}
