package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.FormatIdentification;
import vn.tangthu.repository.FormatIdentification.Basis;
import vn.tangthu.repository.FormatScans;
import vn.tangthu.repository.FormatScans.Run;
import vn.tangthu.repository.FormatScans.State;
import vn.tangthu.repository.HoldingFigures;
import vn.tangthu.repository.HoldingFigures.FormatLine;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Recovery;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** Other signatures: what is kept is looked at again, and what is another format now is told. */
class FormatsAgainTest {
    private static final Map<String, Object> SCANNING = Map.of("tangthu.formats.again", "false");

    @TempDir private Path tmp;
    private final TestDatabase database = TestDatabase.fresh(8);
    private final MemoryObjectStore store = new MemoryObjectStore();
    private final Signatures probe = new Signatures();
    private TestDatabase now = database;

    @SuppressWarnings("NullAway.Init")
    private IngestRoom room;

    @BeforeEach
    void begin() {
        room = open();
    }

    private IngestRoom open() {
        return new IngestRoom(tmp.resolve("home"), now.dataSource(), store, probe, SCANNING);
    }

    @AfterEach
    void close() {
        room.close();
        database.close();
        if (now != database) {
            now.close();
        }
    }

    /** Before, all are fmt/18; with the newer signatures what is called 0000001 is fmt/477. */
    private static final class Signatures implements ContentProbe {
        String version = "V100/37";
        final List<Long> sizes = new ArrayList<>();
        boolean lies;

        @Override
        public Result probe(Path file) {
            return new Result.Readable("application/pdf", 1);
        }

        @Override
        public Identified identify(Path file, String name) {
            try {
                sizes.add(Files.size(file));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            boolean other = !version.equals("V100/37") && (name.contains("0000001") || lies);
            return new Identified(
                    other
                            ? new FormatIdentification(
                                    "fmt/477", "PDF/A", "2b", Basis.SIGNATURE, version)
                            : new FormatIdentification(
                                    "fmt/18", "PDF", "1.4", Basis.SIGNATURE, version),
                    true);
        }

        @Override
        public String signatures() {
            return version;
        }
    }

    private List<AipId> deliver(int records) throws Exception {
        room.fonds("H32.D1", null);
        Path folder = tmp.resolve("giao");
        var unused =
                SampleDelivery.write(folder, room.template, "H32.D1", 1, records, 2, "Noi dung");
        return room.deliveries.ingest(folder, IngestRoom.options(), Progress.NONE).kept();
    }

    private FormatScans scans() {
        return room.context.getBean(FormatScans.class);
    }

    private List<ContentFile> shown(AipId id) {
        RecordView.Full record =
                (RecordView.Full) room.catalogue.record(id, Reader.OPERATOR).orElseThrow();
        return record.documents().stream().flatMap(d -> d.files().stream()).toList();
    }

    private static String puid(ContentFile file) {
        return Objects.requireNonNull(file.format()).puid();
    }

    private List<String> logs() throws IOException {
        try (Stream<ObjectInfo> all = store.list(StorePrefix.below(new StoreKey("log/formats")))) {
            return all.map(object -> object.key().value()).toList();
        }
    }

    @Test
    void whatIsAnotherFormatNowIsTheFilesEventAtOnceInTheNextVersionAndAfterARebuild()
            throws Exception {
        List<AipId> ids = deliver(3);
        assertThat(scans().identify(Reader.OPERATOR, Progress.NONE).files())
                .as("identified with these signatures as they came")
                .isZero();
        Aip before = room.store.read(ids.getFirst());
        probe.version = "V120/45";
        Run run = scans().identify(Reader.OPERATOR, Progress.NONE);
        assertThat(run.state()).isEqualTo(State.DONE);
        assertThat(run.signatures()).isEqualTo("V120/45");
        assertThat(run.packages()).isEqualTo(3);
        assertThat(run.files()).isEqualTo(6);
        assertThat(run.changed()).isEqualTo(3);
        assertThat(run.unread()).isZero();
        assertThat(logs()).hasSize(1);
        assertThat(room.activity)
                .filteredOn(line -> line.contains("FORMAT_CHANGED"))
                .hasSize(3)
                .allMatch(line -> line.contains("fmt/18 fmt/477 PDF/A 2b (SIGNATURE) (V120/45)"));

        for (AipId id : ids) {
            assertThat(shown(id))
                    .extracting(FormatsAgainTest::puid)
                    .containsExactly("fmt/477", "fmt/18");
            assertThat(shown(id).getFirst().checks())
                    .singleElement()
                    .satisfies(
                            event -> {
                                assertThat(event.kind()).isEqualTo(ContentCheck.Kind.FORMAT);
                                assertThat(event.first()).isEqualTo("fmt/18");
                                assertThat(event.tool()).isEqualTo("PRONOM V120/45");
                            });
            assertThat(room.store.read(id).history()).as("no version was made").hasSize(1);
            assertThat(room.store.read(id).storedFiles()).isEqualTo(shown(id));
        }
        HoldingFigures figures = room.context.getBean(HoldingFigures.class);
        assertThat(figures.formats(Reader.OPERATOR).lines())
                .extracting(FormatLine::puid)
                .contains("fmt/477");

        AipId changed = ids.getFirst();
        room.holdings.restrict(changed, Rights.LISTED, "Có đơn", Reader.OPERATOR);
        String premis = premis(changed, 2);
        assertThat(premis).contains("format identification", "PRONOM V120/45", "fmt/477");
        assertThat(premis(changed, 1)).doesNotContain("format identification");
        List<List<ContentFile>> all = ids.stream().map(this::shown).toList();
        assertThat(before.storedFiles()).isNotEqualTo(all.getFirst());

        // The store alone, in an empty database.
        room.close();
        now = TestDatabase.fresh(8);
        room = open();
        assertThat(room.context.getBean(Recovery.class).rebuild(Progress.NONE).findings())
                .isEmpty();
        assertThat(ids.stream().map(this::shown).toList()).isEqualTo(all);
        assertThat(scans().identify(Reader.OPERATOR, Progress.NONE).files())
                .as("what was looked at is known")
                .isZero();
        String damaged = logs().getFirst();
        store.delete(new StoreKey(damaged));
        assertThat(room.context.getBean(Recovery.class).rebuild(Progress.NONE).findings())
                .isEmpty();
        assertThat(shown(changed)).as("of version 2 it is part").isEqualTo(all.getFirst());
    }

    private String premis(AipId id, int version) throws IOException {
        for (var file : room.store.files(id, version)) {
            if (file.logicalPath().endsWith("PREMIS_rep1.xml")) {
                try (var in = room.store.open(file)) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new IllegalStateException("No PREMIS");
    }

    @Test
    void aRunThatWasKilledGoesOnWhereItStoodAndOneThatWasCancelledWaitsForAPerson()
            throws Exception {
        List<AipId> ids = deliver(25);
        probe.version = "V120/45";
        probe.sizes.clear();
        Run first = scans().identify(Reader.OPERATOR, stoppingAt(22));
        assertThat(first.state()).isEqualTo(State.INTERRUPTED);
        assertThat(first.packages()).isBetween(20L, 24L);
        room.close();
        room = open(); // another process
        Run done = scans().identify(Reader.OPERATOR, Progress.NONE);
        assertThat(done.id()).isEqualTo(first.id());
        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.packages()).isEqualTo(25);
        assertThat(done.files()).isEqualTo(50);
        assertThat(probe.sizes).as("none twice").hasSize(50);
        assertThat(ids).allMatch(id -> puid(shown(id).getFirst()).equals("fmt/477"));

        probe.version = "V121/45";
        Run stopped = scans().identify(Reader.OPERATOR, stoppingAt(3));
        scans().cancel(Reader.OPERATOR);
        assertThat(scans().last())
                .hasValueSatisfying(
                        run -> {
                            assertThat(run.id()).isEqualTo(stopped.id());
                            assertThat(run.state()).isEqualTo(State.CANCELLED);
                        });
        int asked = probe.sizes.size();
        ifDue();
        assertThat(probe.sizes).as("nobody wants it").hasSize(asked);
        assertThat(scans().identify(Reader.OPERATOR, Progress.NONE).state()).isEqualTo(State.DONE);
    }

    private void ifDue() throws Exception {
        var method = scans().getClass().getDeclaredMethod("ifDue");
        method.setAccessible(true);
        method.invoke(scans());
    }

    private static Progress stoppingAt(long packages) {
        return new Progress() {
            private long at;

            @Override
            public void at(Phase phase, long done, long total) {
                at = done;
            }

            @Override
            public boolean cancelled() {
                return at >= packages;
            }
        };
    }

    @Test
    void damagedPackagesHoldUpNoOtherAndAStoreThatIsAwayIsWaitedFor() throws Exception {
        List<AipId> ids = deliver(9);
        byte[] broken = "{".getBytes(StandardCharsets.US_ASCII);
        for (AipId id : ids.subList(1, 8)) {
            for (String inventory : List.of("inventory.json", "v1/inventory.json")) {
                StoreKey key = room.store.rootOf(id.value()).resolve(inventory);
                store.delete(key);
                put(key, broken);
            }
        }
        Map<StoreKey, byte[]> root = room.store.rootFiles();
        for (StoreKey key : root.keySet()) {
            store.delete(key);
        }
        probe.version = "V120/45";
        assertThatThrownBy(() -> scans().identify(Reader.OPERATOR, Progress.NONE))
                .isInstanceOf(IOException.class);
        assertThat(scans().last().orElseThrow())
                .matches(run -> run.state() == State.INTERRUPTED && run.packages() == 0);
        for (Map.Entry<StoreKey, byte[]> one : root.entrySet()) {
            put(one.getKey(), one.getValue());
        }
        Run run = scans().identify(Reader.OPERATOR, Progress.NONE);
        assertThat(run.state()).isEqualTo(State.DONE);
        assertThat(run.packages()).isEqualTo(9);
        assertThat(run.unread()).isEqualTo(14);
        assertThat(run.files()).isEqualTo(4);
        assertThat(puid(shown(ids.getLast()).getFirst())).isEqualTo("fmt/477");
    }

    private void put(StoreKey key, byte[] bytes) throws IOException {
        Object unused =
                store.putNew(key, ByteSource.of(bytes), Digest.of(DigestAlgorithm.SHA512, bytes));
    }

    @Test
    void ofALargeFileOnlyTheEndsAreFetchedAndAChangeIsBelievedOfTheWholeFileOnly()
            throws Exception {
        List<AipId> ids = deliver(1);
        ContentFile file = shown(ids.getFirst()).getFirst();
        String key = key(ids.getFirst(), file);
        byte[] large = new byte[3 << 20];
        System.arraycopy("%PDF-1.4".getBytes(StandardCharsets.US_ASCII), 0, large, 0, 8);
        store.delete(new StoreKey(key));
        var digest = Digest.of(DigestAlgorithm.SHA512, large);
        var unused = store.putNew(new StoreKey(key), ByteSource.of(large), digest);
        now.jdbc().sql("update projection.content_file set size = ?").param(large.length).update();
        probe.version = "V120/45";
        Run run = scans().identify(Reader.OPERATOR, Progress.NONE);
        assertThat(run.changed())
                .as("the whole file has not the digest it was acknowledged with")
                .isZero();
        assertThat(run.unread()).isPositive();
        assertThat(puid(shown(ids.getFirst()).getFirst())).isEqualTo("fmt/18");
        try (Stream<Path> left = Files.list(tmp.resolve("home/tmp/identify"))) {
            assertThat(left).isEmpty();
        }
    }

    private String key(AipId id, ContentFile file) throws IOException {
        return room.store.headFiles(id).stream()
                .filter(one -> one.logicalPath().equals(file.path()))
                .findFirst()
                .orElseThrow()
                .key()
                .value();
    }
}
