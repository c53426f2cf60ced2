package vn.tangthu.repository.fixity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.FixityAudits.Options;
import vn.tangthu.repository.FixityAudits.Run;
import vn.tangthu.repository.FixityAudits.RunState;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.catalogue.Samples;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

/** What an audit finds by the words in {@code log/acknowledged/}, and finds of them. */
@Breaks(Breakage.SWAPPED)
class AcknowledgedAuditsTest {
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
        return audits.run(new Options(2, 0), Reader.OPERATOR, Progress.NONE);
    }

    private List<Tuple> found(Run run) {
        return audits.incidentsOf(run.id()).stream()
                .map(incident -> tuple(incident.path(), incident.damage()))
                .toList();
    }

    private Path word(Aip aip) {
        return archive.root.resolve(
                "log/acknowledged/" + aip.origin().delivery() + "/000001.jsonl");
    }

    @Test
    void aWordThatWasChangedOrLostOrPutThereIsFoundUntilItIsPutBack() throws IOException {
        Path changed = word(archive.keep("K1.1", 1));
        Path lost = word(archive.keep("K1.2", 1));
        Path folder = Objects.requireNonNull(lost.getParent());
        assertThat(audit().state()).isEqualTo(RunState.SOUND);
        String good = Files.readString(changed);
        byte[] copy = Files.readAllBytes(lost);
        Files.writeString(changed, good.replaceFirst("\"version\":1", "\"version\":2"));
        Files.delete(lost);
        Path extra = archive.root.resolve("log/acknowledged/lạ.jsonl");
        Files.writeString(extra, good);

        Run run = audit();
        assertThat(run.state()).isEqualTo(RunState.DAMAGE_FOUND);
        assertThat(found(run))
                .containsExactlyInAnyOrder(
                        tuple(archive.key(changed), Damage.CHANGED),
                        tuple(archive.key(lost), Damage.MISSING),
                        tuple(archive.key(extra), Damage.EXTRA));

        Files.writeString(changed, good);
        Files.createDirectories(folder);
        Files.write(lost, copy);
        Files.delete(extra);
        assertThat(audit().state()).isEqualTo(RunState.SOUND);
        assertThat(audits.summary().openIncidents()).isZero();
    }

    @Test
    void aPackageExchangedForOneThatIsWholeInItselfIsNotTheOneThatWasAcknowledged()
            throws IOException {
        Aip aip = archive.keep("K1.1", 2);
        archive.keep("K1.2", 1);
        archive.replace(aip);
        assertThat(found(audit())).as("byte for byte the same").isEmpty();

        archive.replace(withRights(aip, new Rights(Access.LISTED, true, "đổi lén")));
        Run run = audit();
        assertThat(found(run))
                .containsExactly(
                        tuple(
                                archive.key(archive.objectOf(aip)) + "/v1/inventory.json",
                                Damage.INVENTORY_DAMAGED));
        assertThat(audits.incidentsOf(run.id()).getFirst().detail()).contains("acknowledgement");
    }

    @Test
    void aPackagePutBackToAnOlderVersionThanWasAcknowledgedIsFound() throws IOException {
        Aip aip = archive.keep("K1.1", 1);
        Path log = word(aip);
        String words = Files.readString(log);
        // As if the delivery had brought version 2: the last line is the digest of those before.
        String two =
                words.substring(0, words.lastIndexOf("{\"sha512\""))
                        .replace(":1,\"inv", ":2,\"inv");
        Files.writeString(
                log,
                two
                        + "{\"sha512\":\""
                        + Digest.of(DigestAlgorithm.SHA512, two.getBytes(StandardCharsets.UTF_8))
                                .hex()
                        + "\"}\n");
        assertThat(found(audit()))
                .containsExactlyInAnyOrder(
                        tuple(
                                archive.key(archive.objectOf(aip)) + "/v2/inventory.json",
                                Damage.MISSING),
                        tuple(archive.key(log), Damage.CHANGED));
    }

    @Test
    void oneOfSeveralWordsOfADeliveryIsMissedWhetherItWasTheFirstOrTheLast() throws IOException {
        Aip aip = archive.keep("K1.1", 1);
        DeliveryId delivery = Objects.requireNonNull(aip.origin().delivery());
        Path first = word(aip);
        for (String more : List.of("K1.2", "K1.3")) {
            archive.keepWith(delivery, more);
        }
        Path folder = Objects.requireNonNull(first.getParent());
        Path last = folder.resolve("000003.jsonl");
        assertThat(audit().state()).isEqualTo(RunState.SOUND);

        for (Path lost : List.of(first, folder.resolve("000002.jsonl"), last)) {
            byte[] copy = Files.readAllBytes(lost);
            Files.delete(lost);
            assertThat(found(audit())).containsExactly(tuple(archive.key(lost), Damage.MISSING));
            // A rebuild does not make it forget.
            audits.rebuild(Progress.NONE);
            assertThat(found(audit())).containsExactly(tuple(archive.key(lost), Damage.MISSING));
            Files.write(lost, copy);
            assertThat(audit().state()).isEqualTo(RunState.SOUND);
        }

        // The database is lost, and the words it knew: what is there is known again.
        int unused = archive.jdbc().sql("delete from kept.acknowledgement").update();
        Files.delete(first);
        assertThat(found(audit()))
                .as("the store alone tells it by the numbers")
                .containsExactly(tuple(archive.key(first), Damage.MISSING));
        Files.delete(last);
        assertThat(found(audit()))
                .containsExactlyInAnyOrder(
                        tuple(archive.key(first), Damage.MISSING),
                        tuple(archive.key(last), Damage.MISSING));
    }

    @Test
    void aCorrectionThatWasLostOrWhoseWordWasLostIsFound() throws IOException {
        Aip aip = archive.keep("K1.1", 1);
        Path object = archive.objectOf(aip);
        Path before = directory.resolve("before");
        FileSystemUtils.copyRecursively(object, before);
        archive.bean(Holdings.class)
                .restrict(aip.id(), Rights.LISTED, "đơn yêu cầu", Reader.OPERATOR);
        assertThat(audit().state()).isEqualTo(RunState.SOUND);
        Path corrected = archive.root.resolve(Acknowledgements.wordOf(aip.id(), 2).value());
        byte[] word = Files.readAllBytes(corrected);
        Files.delete(corrected);
        assertThat(found(audit())).containsExactly(tuple(archive.key(corrected), Damage.MISSING));

        Files.write(corrected, word);
        FileSystemUtils.deleteRecursively(object);
        FileSystemUtils.copyRecursively(before, object);
        assertThat(found(audit()))
                .as("put back from an old copy, whole in itself")
                .containsExactly(tuple(archive.key(object) + "/v2/inventory.json", Damage.MISSING));
    }

    static Aip withRights(Aip aip, Rights rights) {
        return new Aip(
                aip.id(),
                aip.fonds(),
                aip.fondsCode(),
                aip.seriesCode(),
                aip.fileCode(),
                aip.description(),
                rights,
                aip.documents(),
                aip.origins(),
                aip.history());
    }

    @Test
    void aFondsExchangedForAWholeCopyOfAnotherIsFound() throws IOException {
        var other =
                archive.bean(Holdings.class)
                        .createFonds(Samples.fonds("K2", Rights.OPEN).fonds(), Reader.OPERATOR);
        assertThat(audit().state()).isEqualTo(RunState.SOUND);
        Path mine = archive.root.resolve(archive.aips.rootOf(archive.fonds()).value());
        Path theirs = archive.root.resolve(archive.aips.rootOf(other.value()).value());
        FileSystemUtils.deleteRecursively(mine);
        FileSystemUtils.copyRecursively(theirs, mine);

        assertThat(found(audit()))
                .containsExactly(
                        tuple(
                                archive.key(mine.resolve("inventory.json")),
                                Damage.INVENTORY_DAMAGED));
    }
}
