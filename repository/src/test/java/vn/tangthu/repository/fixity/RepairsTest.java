package vn.tangthu.repository.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Copies;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.FixityAudits.Incident;
import vn.tangthu.repository.FixityAudits.Options;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Ledger;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordBlocks;
import vn.tangthu.repository.Repairs;
import vn.tangthu.repository.Repairs.Outcome;
import vn.tangthu.repository.Rights;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.StoreCopy;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;
import vn.tangthu.storage.faults.FaultLedger;
import vn.tangthu.storage.filesystem.FileSystemObjectStore;

/** What goes bad at one place is put back from another that is proved good. */
@Breaks(Breakage.BIT_FLIP)
class RepairsTest {
    private static final List<String> COPIES = List.of("b", "c");

    @TempDir Path directory;

    @SuppressWarnings("NullAway.Init") // each test opens one with settings of its own
    private Archive archive;

    private final Map<String, Path> roots = new TreeMap<>();

    private void open(Map<String, Object> settings) throws IOException {
        List<StoreCopy> copies = new ArrayList<>();
        for (String name : COPIES) {
            Path root = Files.createDirectories(directory.resolve(name));
            roots.put(name, root);
            copies.add(
                    new StoreCopy(
                            name, name, Duration.ZERO, () -> FileSystemObjectStore.open(root)));
        }
        archive = new Archive(directory.resolve("kho"), copies, settings);
        roots.put(FixityAudits.PRIMARY, archive.root);
    }

    @AfterEach
    void close() {
        archive.close();
    }

    private void copy() {
        for (String name : COPIES) {
            assertThat(archive.bean(Copies.class).run(name, Reader.OPERATOR, Progress.NONE).state())
                    .isEqualTo(Copies.State.COMPLETE);
        }
    }

    private void audit(String place) throws IOException {
        archive.bean(FixityAudits.class)
                .run(new Options(place, 2, 0), Reader.OPERATOR, Progress.NONE);
    }

    private List<Incident> incidents() {
        return archive.bean(FixityAudits.class).incidents(0, 10_000).items();
    }

    private List<Incident> open() {
        return incidents().stream().filter(one -> one.resolvedAt() == null).toList();
    }

    private Path at(String place, String key) {
        return Objects.requireNonNull(roots.get(place)).resolve(key);
    }

    private static void flip(Path file, Random random) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);
    }

    private static Digest digest(Path file) throws IOException {
        return Digest.of(DigestAlgorithm.SHA512, Files.readAllBytes(file));
    }

    /** Every file of packages, acknowledgements and the storage root that all places have. */
    private List<String> keys() throws IOException {
        Set<String> keys = new TreeSet<>();
        Path root = Objects.requireNonNull(roots.get("b"));
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(key -> key.startsWith("ocfl/") || key.startsWith("log/"))
                    .forEach(keys::add);
        }
        return new ArrayList<>(keys);
    }

    /**
     * Flips a bit of so many files, each at one place, others at each; all are found and put back.
     */
    private void flipAndRepair(List<String> keys, int rounds, long seed) throws IOException {
        Random random = new Random(seed);
        List<String> places = List.copyOf(roots.keySet());
        Map<String, Digest> right = new TreeMap<>();
        for (String key : keys) {
            right.put(key, digest(at("b", key)));
        }
        FaultLedger.trials((long) rounds * places.size());
        for (int round = 0; round < rounds; round++) {
            int before = incidents().size();
            Map<String, String> flipped = new TreeMap<>();
            for (int p = 0; p < places.size(); p++) {
                String key = keys.get((round + p) % keys.size());
                flipped.put(places.get(p), key);
                flip(at(places.get(p), key), random);
            }
            for (String place : places) {
                audit(place);
            }
            String what = "round " + round + " of seed " + seed + ": " + flipped;
            assertThat(open()).as(what).isEmpty();
            assertThat(incidents().size() - before).as(what).isGreaterThanOrEqualTo(places.size());
            flipped.forEach(
                    (place, key) ->
                            assertThat(incidents())
                                    .as(what)
                                    .anyMatch(
                                            one ->
                                                    one.copy().equals(place)
                                                            && one.path().equals(key)
                                                            && one.repairedFrom() != null));
            for (String key : keys) {
                for (String place : places) {
                    assertThat(digest(at(place, key))).as(what).isEqualTo(right.get(key));
                }
            }
        }
    }

    private Aip versioned(String code) {
        Aip aip = archive.keep(code, 1);
        archive.bean(Holdings.class)
                .restrict(
                        aip.id(),
                        new Rights(Access.HIDDEN, false, "Có đơn"),
                        "Có đơn",
                        Reader.OPERATOR);
        return aip;
    }

    @Test
    void aBitThatFlipsInAnyFileOfAnyCopyIsFoundNamedAndPutBack() throws IOException {
        open(Map.of("tangthu.repair.stop-above-packages", "1000000"));
        versioned("K1.1");
        audit(FixityAudits.PRIMARY); // the log of audits has something to lose, too
        copy();
        List<String> keys = keys();
        assertThat(keys)
                .anyMatch(key -> key.contains("/v2/inventory.json.sha512"))
                .anyMatch(key -> key.startsWith("log/fixity/"))
                .anyMatch(key -> key.startsWith("log/acknowledged/versions/"))
                .anyMatch(key -> key.endsWith("ocfl_layout.json"));
        flipAndRepair(keys, keys.size(), 20261122);
    }

    /** A thousand: {@code ./tangthu test --long}. */
    @Test
    @Tag("long")
    void aThousandFlippedBitsAreFoundNamedAndPutBack() throws IOException {
        open(Map.of("tangthu.repair.stop-above-packages", "1000000"));
        versioned("K1.1");
        versioned("K1.2");
        archive.keep("K1.3", 3);
        audit(FixityAudits.PRIMARY);
        copy();
        flipAndRepair(keys(), 334, Long.getLong("tangthu.flips.seed", 1));
    }

    @Test
    void whatIsBadEverywhereStaysAsItIsAndOpen() throws IOException {
        open(Map.of());
        Aip aip = archive.keep("K1.1", 1);
        copy();
        String key = content(aip);
        Map<String, Digest> bad = new TreeMap<>();
        for (String place : roots.keySet()) {
            flip(at(place, key), new Random(place.hashCode()));
            bad.put(place, digest(at(place, key)));
        }
        for (String place : roots.keySet()) {
            audit(place);
            assertThat(digest(at(place, key))).isEqualTo(bad.get(place));
            assertThat(at(place, "damaged")).doesNotExist();
        }
        assertThat(open()).hasSize(3);
        Repairs.Result asked =
                archive.bean(Repairs.class).repair(open().getFirst().id(), null, Reader.OPERATOR);
        assertThat(asked.outcome()).isEqualTo(Outcome.NO_GOOD_COPY);
        assertThat(asked.left()).containsExactly(key);
    }

    /** Changes a fonds at a place, with inventories and sidecars that agree. */
    private void exchange(String place, String root) throws IOException {
        Path json = at(place, root + "/v1/content/fonds.json");
        String before = digest(json).hex();
        Files.writeString(json, Files.readString(json) + " ");
        assertThat(digest(json).hex()).isNotEqualTo(before);
        for (String folder : List.of("", "/v1")) {
            Path inventory = at(place, root + folder + "/inventory.json");
            Path sidecar = at(place, root + folder + "/inventory.json.sha512");
            String was = digest(inventory).hex();
            Files.writeString(
                    inventory, Files.readString(inventory).replace(before, digest(json).hex()));
            Files.writeString(
                    sidecar, Files.readString(sidecar).replace(was, digest(inventory).hex()));
        }
    }

    @Test
    void aFondsComesBackOnlyAsTheLogKnowsIt() throws IOException {
        open(Map.of());
        archive.keep("K1.1", 1);
        copy();
        String root = archive.bean(AipStore.class).rootOf(archive.fonds()).value();
        Path inventory = at(FixityAudits.PRIMARY, root + "/inventory.json");
        byte[] right = Files.readAllBytes(inventory);
        exchange("b", root);
        flip(inventory, new Random(3));
        byte[] damaged = Files.readAllBytes(inventory);

        audit(FixityAudits.PRIMARY);
        assertThat(Files.readAllBytes(inventory))
                .as("nobody tells which is right")
                .isEqualTo(damaged);
        assertThat(open()).isNotEmpty();

        archive.bean(Ledger.class).takeOver(); // the log is written
        audit(FixityAudits.PRIMARY);
        assertThat(Files.readAllBytes(inventory)).isEqualTo(right);
        assertThat(open()).isEmpty();
        assertThat(incidents()).noneMatch(one -> "b".equals(one.repairedFrom()));
    }

    @Test
    void whatIsGoneOrOldComesBackAndDamagedBytesAreSetAside() throws IOException {
        open(Map.of());
        Aip gone = archive.keep("K1.1", 2);
        Aip old = archive.keep("K1.2", 1);
        Aip bad = archive.keep("K1.3", 1);
        Path before = directory.resolve("trước");
        FileSystemUtils.copyRecursively(archive.objectOf(old), before);
        archive.bean(Holdings.class)
                .restrict(
                        old.id(),
                        new Rights(Access.HIDDEN, false, "Có đơn"),
                        "Có đơn",
                        Reader.OPERATOR);
        copy();
        FileSystemUtils.deleteRecursively(archive.objectOf(gone));
        FileSystemUtils.deleteRecursively(archive.objectOf(old));
        FileSystemUtils.copyRecursively(before, archive.objectOf(old));
        String key = content(bad);
        flip(at(FixityAudits.PRIMARY, key), new Random(1));
        Digest damaged = digest(at(FixityAudits.PRIMARY, key));

        audit(FixityAudits.PRIMARY);
        assertThat(open()).isEmpty();
        for (String each : keys()) {
            if (each.startsWith("ocfl/")) {
                assertThat(digest(at(FixityAudits.PRIMARY, each))).isEqualTo(digest(at("b", each)));
            }
        }
        try (Stream<Path> aside = Files.walk(archive.root.resolve("damaged/" + bad.id()))) {
            Path kept = aside.filter(Files::isRegularFile).findFirst().orElseThrow();
            assertThat(kept.toString()).endsWith(key);
            assertThat(digest(kept)).isEqualTo(damaged);
        }
        audit(FixityAudits.PRIMARY);
        assertThat(open()).isEmpty();
        assertThat(archive.bean(FixityAudits.class).summary().damaged()).isZero();
    }

    @Test
    void tooMuchAtOnceStopsRepairUntilAPersonSaysGoOn() throws IOException {
        open(Map.of("tangthu.repair.stop-above-packages", "2"));
        List<Aip> all = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            all.add(archive.keep("K1." + i, 1));
        }
        copy();
        for (Aip aip : all) {
            flip(at(FixityAudits.PRIMARY, content(aip)), new Random(2));
        }
        audit(FixityAudits.PRIMARY);
        Repairs repairs = archive.bean(Repairs.class);
        assertThat(repairs.stopped()).extracting(Repairs.Stopped::copy).containsExactly("primary");
        assertThat(open()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(repairs.repair(all.getLast().id()).outcome()).isEqualTo(Outcome.STOPPED);
        int left = open().size();

        Repairs.Result asked = repairs.repair(open().getFirst().id(), "c", Reader.OPERATOR);
        assertThat(asked.outcome()).as("a person may").isEqualTo(Outcome.REPAIRED);
        assertThat(open()).hasSize(left - 1);
        assertThat(incidents()).anyMatch(one -> "c".equals(one.repairedFrom()));

        repairs.goOn(FixityAudits.PRIMARY, Reader.OPERATOR);
        audit(FixityAudits.PRIMARY);
        assertThat(open()).isEmpty();
        assertThat(repairs.stopped()).isEmpty();
    }

    @Test
    void aBlockedRecordIsRepairedAsAnyOther() throws IOException {
        open(Map.of());
        Aip aip = archive.keep("K1.1", 1);
        copy();
        archive.bean(TransactionTemplate.class)
                .executeWithoutResult(
                        status -> archive.bean(RecordBlocks.class).block(List.of(aip.id())));
        String key = content(aip);
        flip(at(FixityAudits.PRIMARY, key), new Random(4));
        audit(FixityAudits.PRIMARY);
        assertThat(digest(at(FixityAudits.PRIMARY, key))).isEqualTo(digest(at("b", key)));
        assertThat(incidents()).as("and nobody is told its name").isEmpty();
    }

    @Test
    void anInventoryWithAPathThatNoStoreTakesEndsNeitherAuditNorRepair() throws IOException {
        open(Map.of());
        Aip evil = archive.keep("K1.1", 1);
        Aip other = archive.keep("K1.2", 1);
        copy();
        for (String place : roots.keySet()) {
            if (!place.equals("c")) {
                Path object = at(place, archive.root.relativize(archive.objectOf(evil)).toString());
                String inventory = Files.readString(object.resolve("inventory.json"));
                String bent = inventory.replace("rep1/data/", "rep1/data\\\\");
                assertThat(bent).isNotEqualTo(inventory);
                Files.writeString(object.resolve("inventory.json"), bent);
                Files.writeString(
                        object.resolve("inventory.json.sha512"),
                        Digest.of(DigestAlgorithm.SHA512, bent.getBytes(StandardCharsets.UTF_8))
                                        .hex()
                                + " inventory.json\n");
            }
        }
        flip(at(FixityAudits.PRIMARY, content(other)), new Random(5));
        audit("b");
        audit(FixityAudits.PRIMARY);
        assertThat(open()).isEmpty();
        assertThat(incidents())
                .extracting(Incident::copy)
                .contains("b", FixityAudits.PRIMARY)
                .doesNotContain("c");
    }

    private String content(Aip aip) throws IOException {
        Path root = archive.objectOf(aip);
        try (Stream<Path> files = Files.walk(root)) {
            return archive.root
                    .relativize(
                            files.filter(file -> file.toString().contains("/data/"))
                                    .filter(Files::isRegularFile)
                                    .findFirst()
                                    .orElseThrow())
                    .toString();
        }
    }
}
