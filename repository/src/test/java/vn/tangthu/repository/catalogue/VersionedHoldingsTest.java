package vn.tangthu.repository.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessGround;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.FondsObject;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.ChangeJournal.Kind;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Holdings.NewFonds;
import vn.tangthu.repository.IndexBarrier;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Recovery;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.database.RepositoryContext;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.FaultyObjectStore;
import vn.tangthu.storage.FaultyObjectStore.Fault;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.TangThuHome;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** Corrections and restrictions through the real package store. */
class VersionedHoldingsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Reader ARCHIVIST = Reader.OPERATOR;

    @TempDir Path files;
    @TempDir Path home;
    private final FaultyObjectStore objects = new FaultyObjectStore(new MemoryObjectStore());
    private AnnotationConfigApplicationContext context;
    private Holdings holdings;
    private Catalogue catalogue;
    private AipStore store;
    private CatalogueWriter writer;
    private ChangeJournal journal;
    private final List<Long> awaited = new CopyOnWriteArrayList<>();
    private final List<Runnable> whileAwaiting = new CopyOnWriteArrayList<>();
    private String unique;

    @BeforeEach
    void begin() {
        context = RepositoryContext.of(DATABASE, objects, "aip", "catalogue", "recovery");
        context.registerBean(TangThuHome.class, () -> new TangThuHome(home));
        context.registerBean(
                IndexBarrier.class,
                () ->
                        line -> {
                            awaited.add(line);
                            whileAwaiting.forEach(Runnable::run);
                        });
        context.refresh();
        holdings = context.getBean(Holdings.class);
        catalogue = context.getBean(Catalogue.class);
        store = context.getBean(AipStore.class);
        writer = context.getBean(CatalogueWriter.class);
        journal = context.getBean(ChangeJournal.class);
        unique = UUID.randomUUID().toString().substring(0, 8);
    }

    @AfterEach
    void end() {
        context.close();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private NewFonds newFonds(String title, Rights rights) {
        return new NewFonds("F" + unique, title, "H49", null, null, rights);
    }

    private Aip kept(Rights rights) throws Exception {
        FondsId fonds = holdings.createFonds(newFonds("Phông", Rights.OPEN), ARCHIVIST);
        holdings.createSeries(fonds, "01", "Mục lục số 1", ARCHIVIST);
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        Aip sample =
                Samples.aip(
                        store.readFonds(fonds), "01", unique + ".1", delivery, rights, Rights.OPEN);
        var reserved =
                (CatalogueWriter.Reservation.Reserved)
                        writer.reserve(
                                delivery, sample.description().arcFileCode(), sample.fingerprint());
        Aip aip = Samples.withId(sample, reserved.id());
        store.store(aip, Samples.sources(aip, files));
        writer.stage(delivery, aip);
        assertThat(writer.acknowledge(delivery)).hasSize(1);
        return aip;
    }

    private RecordView.Full full(AipId id) {
        return (RecordView.Full) catalogue.record(id, Reader.OPERATOR).orElseThrow();
    }

    private static FileDescription withNote(FileDescription d, String note) {
        return new FileDescription(
                d.arcFileCode(),
                d.title(),
                d.maintenance(),
                d.mode(),
                d.languages(),
                d.startDate(),
                d.endDate(),
                d.keyword(),
                d.totalDoc(),
                d.numberOfPaper(),
                d.numberOfPage(),
                d.format(),
                d.inforSign(),
                d.confidenceLevel(),
                d.paperFileCode(),
                d.riskRecovery(),
                d.riskRecoveryStatus(),
                note);
    }

    @Test
    void aFondsStandsInStoreAndCatalogueAndItsCodeIsUnique() throws Exception {
        FondsId id = holdings.createFonds(newFonds("Sở Thủy lợi", Rights.OPEN), ARCHIVIST);
        holdings.createSeries(id, "2", "Mục lục hai", ARCHIVIST);
        holdings.updateFonds(id, newFonds("Sở Thủy lợi và Thủy sản", Rights.OPEN), ARCHIVIST);
        assertThat(store.readFonds(id).fonds().title()).isEqualTo("Sở Thủy lợi và Thủy sản");
        assertThat(catalogue.fonds(id, Reader.ANONYMOUS).orElseThrow().title())
                .isEqualTo("Sở Thủy lợi và Thủy sản");
        assertThat(catalogue.series(id, 0, 10, Reader.ANONYMOUS).items()).hasSize(1);
        assertThatThrownBy(() -> holdings.createFonds(newFonds("x", Rights.OPEN), ARCHIVIST))
                .hasMessageContaining("FONDS_CODE_TAKEN");
        assertThatThrownBy(() -> holdings.createSeries(id, "2", "x", ARCHIVIST))
                .hasMessageContaining("SERIES_CODE_TAKEN");
        assertThatThrownBy(() -> holdings.createSeries(id, "3", "x", Reader.ANONYMOUS))
                .hasMessageContaining("NOT_ALLOWED");
    }

    @Test
    void aCorrectionIsANewVersionAndAStaleOneIsRefused() throws Exception {
        Aip aip = kept(Rights.OPEN);
        var corrected = withNote(aip.description(), "Đã sửa chính tả");
        holdings.correct(aip.id(), 1, corrected, "Sai chính tả", ARCHIVIST);
        assertThat(full(aip.id()).description()).isEqualTo(corrected);
        assertThat(full(aip.id()).versions()).hasSize(2);
        assertThat(store.read(aip.id()).description()).isEqualTo(corrected);
        assertThatThrownBy(() -> holdings.correct(aip.id(), 1, aip.description(), "lại", ARCHIVIST))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("VERSION_CONFLICT");
        assertThatThrownBy(
                        () ->
                                holdings.correct(
                                        aip.id(),
                                        2,
                                        withNote(aip.description(), "x".repeat(2001)),
                                        " ",
                                        ARCHIVIST))
                .hasMessageContaining("VALUE_MISSING");
        assertThat(writer.known(aip.description().arcFileCode()).orElseThrow().fingerprint())
                .as("the delivery that made it is still known")
                .isEqualTo(aip.fingerprint());
    }

    @Test
    @Breaks(Breakage.WRITERS)
    void twentyWritersLoseNoUpdate() throws Exception {
        Aip aip = kept(Rights.OPEN);
        holdings.correct(aip.id(), 1, withNote(aip.description(), "bắt đầu"), "bắt đầu", ARCHIVIST);
        List<Future<?>> all = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(20)) {
            for (int i = 0; i < 20; i++) {
                String word = "w" + i + ";";
                all.add(threads.submit(() -> append(aip.id(), word)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        String note = full(aip.id()).description().description();
        for (int i = 0; i < 20; i++) {
            assertThat(note).contains("w" + i + ";");
        }
        assertThat(full(aip.id()).versions()).hasSize(22);
        assertThat(store.read(aip.id()).history()).isEqualTo(full(aip.id()).versions());
    }

    private void append(AipId id, String word) {
        while (true) {
            RecordView.Full now = full(id);
            try {
                holdings.correct(
                        id,
                        now.versions().size(),
                        withNote(now.description(), now.description().description() + word),
                        "thêm " + word,
                        ARCHIVIST);
                return;
            } catch (RefusedException e) {
                assertThat(e).hasMessageContaining("VERSION_CONFLICT");
            }
        }
    }

    @Test
    void aRestrictionActsBeforeTheIndexIsAskedAndIsInThePackage() throws Exception {
        Aip aip = kept(Rights.OPEN);
        List<Boolean> visible = new ArrayList<>();
        ChangeJournal.Position open = journal.position();
        assertThat(open)
                .isEqualTo(new ChangeJournal.Position(journal.epoch(), journal.head()))
                .isEqualTo(journal.position());
        whileAwaiting.add(
                () -> {
                    visible.add(catalogue.record(aip.id(), Reader.ANONYMOUS).isPresent());
                    assertThat(journal.position())
                            .as("pages that were remembered are worthless as soon as it is closed")
                            .isNotEqualTo(open);
                });
        holdings.restrict(aip.id(), Samples.HIDDEN, "Đời tư", ARCHIVIST);
        assertThat(visible).containsExactly(false);
        assertThat(awaited.getFirst()).isEqualTo(journal.head());
        assertThat(store.read(aip.id()).rights()).isEqualTo(Samples.HIDDEN);
        assertThat(full(aip.id()).rights()).isEqualTo(Samples.HIDDEN);

        holdings.restrict(aip.id(), Rights.OPEN, "Hết hạn", ARCHIVIST);
        assertThat(catalogue.record(aip.id(), Reader.ANONYMOUS)).isPresent();
        holdings.restrictDocument(
                aip.id(), aip.documents().getFirst().id(), Rights.LISTED, "Tên người", ARCHIVIST);
        var view = (RecordView.Full) catalogue.record(aip.id(), Reader.ANONYMOUS).orElseThrow();
        assertThat(view.documents()).isEmpty();
        assertThat(view.documentsWithheld()).isEqualTo(1);
    }

    @Test
    void anotherGroundOrAnotherDayIsAVersionOfItsOwn() throws Exception {
        Aip aip = kept(Rights.LISTED);
        Rights until =
                new Rights(
                        Access.LISTED,
                        false,
                        null,
                        AccessGround.PERSONAL_DATA,
                        LocalDate.of(2056, 12, 31));
        holdings.restrict(aip.id(), until, "Có tên người", ARCHIVIST);
        assertThat(store.read(aip.id()).rights()).isEqualTo(until);
        assertThat(full(aip.id()).rights()).isEqualTo(until);
        Rights longer =
                new Rights(
                        Access.LISTED,
                        false,
                        null,
                        AccessGround.PERSONAL_DATA,
                        LocalDate.of(2076, 12, 31));
        holdings.restrict(aip.id(), longer, "Theo quy chế", ARCHIVIST);
        holdings.restrict(aip.id(), Rights.LISTED, "Ghi lại", ARCHIVIST);
        assertThat(full(aip.id()).rights()).isEqualTo(Rights.LISTED);
        assertThat(full(aip.id()).versions()).hasSize(4);
        Rights inWords = new Rights(Access.LISTED, false, " ", AccessGround.OTHER, null);
        assertThatThrownBy(() -> holdings.restrict(aip.id(), inWords, "thử", ARCHIVIST))
                .hasMessageContaining("VALUE_MISSING");
        Rights never =
                new Rights(
                        Access.LISTED,
                        false,
                        null,
                        AccessGround.DAMAGED,
                        LocalDate.of(29_999, 1, 1));
        assertThatThrownBy(() -> holdings.restrict(aip.id(), never, "thử", ARCHIVIST))
                .hasMessageContaining("WRONG_NUMBER");
    }

    @Test
    void aGroundThatActsAndWasCutOffBeforeThePackageGoesIntoIt() throws Exception {
        Aip aip = kept(Rights.LISTED);
        Rights why = new Rights(Access.LISTED, false, null, AccessGround.FAMILY_SECRET, null);
        Aip acting = AipEdits.restricted(store.read(aip.id()), why);
        long unused =
                context.getBean(JdbcCatalogueWriter.class)
                        .narrowed(
                                acting,
                                ChangeJournal.Kind.RIGHTS_CHANGED,
                                PendingRights.of(acting, "Trần Văn Kho", "Bí mật gia đình"));
        assertThat(full(aip.id()).rights()).isEqualTo(why);
        assertThat(store.read(aip.id()).rights()).isEqualTo(Rights.LISTED);
        objects.putNew(
                store.rootOf(aip.id().value()).resolve("v2/content/METS.xml"),
                ByteSource.of(new byte[3]),
                Digest.of(DigestAlgorithm.SHA512, new byte[3]));
        context.getBean(VersionedHoldings.class).finishPending();
        assertThat(store.read(aip.id()).rights()).isEqualTo(why);
        assertThat(full(aip.id()).rights()).isEqualTo(why);
        assertThat(context.getBean(PendingVersions.class).all()).isEmpty();
    }

    /** What the journal says of a change of a fonds; the last line where there are several. */
    private Kind said(Runnable change) {
        long before = journal.head();
        change.run();
        return journal.after(before, 10).getLast().kind();
    }

    private Kind updated(FondsId fonds, NewFonds to) {
        return said(() -> holdings.updateFonds(fonds, to, ARCHIVIST));
    }

    @Test
    void aFondsOfWhichTheRecordsTellNothingElseIsOnlyNoted() throws Exception {
        FondsId fonds = kept(Rights.OPEN).fonds();
        Kind noted = Kind.FONDS_NOTED;
        LocalDate day = LocalDate.of(1990, 5, 1);
        assertThat(said(() -> holdings.createSeries(fonds, "02", "Mục lục số 2", ARCHIVIST)))
                .isEqualTo(noted);
        assertThat(said(() -> holdings.closeFonds(fonds, day, "Giải thể", ARCHIVIST)))
                .isEqualTo(noted);
        assertThat(said(() -> holdings.closeFonds(fonds, null, "Mở lại", ARCHIVIST)))
                .isEqualTo(noted);
        String code = "F" + unique;
        assertThat(updated(fonds, new NewFonds(code, "Phông", "H49", day, "Lịch sử", Rights.OPEN)))
                .isEqualTo(noted);
        assertThat(awaited).as("and nobody waits for the index").isEmpty();
        Rights why = new Rights(Access.PUBLIC, false, "Luật Lưu trữ");
        assertThat(updated(fonds, newFonds("Phông", why)))
                .as("the ceiling that restricts nothing, with its reason")
                .isEqualTo(noted);
    }

    @Test
    void whatRecordsTellOfTheirFondsIsReadAgainAndWhoIsShutOutIsSaid() throws Exception {
        FondsId fonds = kept(Rights.OPEN).fonds();
        Rights titled = new Rights(Access.LISTED, true, null);
        assertThat(updated(fonds, newFonds("Tên khác", Rights.OPEN))).isEqualTo(Kind.FONDS_CHANGED);
        long before = journal.head();
        holdings.updateFonds(fonds, newFonds("Tên khác", titled), ARCHIVIST);
        assertThat(journal.after(before, 10))
                .extracting(ChangeJournal.Entry::kind)
                .as("it acts, and is in the package")
                .containsExactly(Kind.FONDS_RESTRICTED, Kind.FONDS_NOTED);
        assertThat(awaited).isNotEmpty();
        before = journal.head();
        holdings.updateFonds(fonds, newFonds("Tên nữa", Rights.LISTED), ARCHIVIST);
        assertThat(journal.after(before, 10))
                .extracting(ChangeJournal.Entry::kind)
                .as("titles are shown no more; the fonds has another")
                .containsExactly(Kind.FONDS_RESTRICTED, Kind.FONDS_CHANGED);
        assertThat(updated(fonds, newFonds("Tên nữa", titled))).isEqualTo(Kind.FONDS_CHANGED);
        assertThat(updated(fonds, newFonds("Tên nữa", Rights.OPEN))).isEqualTo(Kind.FONDS_CHANGED);
        holdings.updateFonds(
                fonds, newFonds("Tên nữa", new Rights(Access.HIDDEN, false, null)), ARCHIVIST);
        assertThat(journal.after(before, 100))
                .extracting(ChangeJournal.Entry::kind)
                .endsWith(Kind.FONDS_RESTRICTED, Kind.FONDS_NOTED);
    }

    @Test
    void whatChangedOfAFondsOrItsSeriesIsSeenInTheRows() throws Exception {
        FondsObject kept = store.readFonds(kept(Rights.OPEN).fonds());
        FondsRows rows = context.getBean(FondsRows.class);
        assertThat(rows.change(kept)).isEqualTo(Kind.FONDS_NOTED);
        FondsObject.SeriesEntry series = kept.series().getFirst();
        for (FondsObject.SeriesEntry other :
                List.of(
                        new FondsObject.SeriesEntry(series.id(), "09", series.title()),
                        new FondsObject.SeriesEntry(series.id(), series.code(), "Tên khác"))) {
            assertThat(
                            rows.change(
                                    new FondsObject(
                                            kept.id(),
                                            kept.fonds(),
                                            List.of(other),
                                            kept.createdAt(),
                                            kept.version() + 1)))
                    .isEqualTo(Kind.FONDS_CHANGED);
        }
        FondsObject unknown =
                new FondsObject(
                        new FondsId(UUID.randomUUID()),
                        kept.fonds(),
                        List.of(),
                        kept.createdAt(),
                        1);
        assertThat(rows.change(unknown)).isEqualTo(Kind.FONDS_CHANGED);
    }

    @Test
    void aFondsThatIsRestrictedClosesItsRecordsAtOnce() throws Exception {
        Aip aip = kept(Rights.OPEN);
        holdings.updateFonds(
                aip.fonds(), newFonds("Phông", new Rights(Access.HIDDEN, false, null)), ARCHIVIST);
        assertThat(awaited).isNotEmpty();
        assertThat(catalogue.record(aip.id(), Reader.ANONYMOUS)).isEmpty();
        assertThatThrownBy(
                        () ->
                                holdings.updateFonds(
                                        aip.fonds(),
                                        new NewFonds(
                                                "Z" + unique, "x", "H49", null, null, Rights.OPEN),
                                        ARCHIVIST))
                .hasMessageContaining("FONDS_CODE_IN_USE");
    }

    @Test
    void aVersionCutOffBeforeTheCatalogueIsFinishedAtTheNextStart() throws Exception {
        Aip aip = kept(Rights.OPEN);
        Aip second = Versions.next(store.read(aip.id()), Rights.LISTED);
        context.getBean(PendingVersions.class)
                .note(aip.id().value(), ChangeJournal.Kind.RIGHTS_CHANGED);
        store.addVersion(second, 1, Map.of());
        assertThat(full(aip.id()).versions()).hasSize(1);
        context.getBean(VersionedHoldings.class).finishPending();
        assertThat(full(aip.id()).versions()).hasSize(2);
        assertThat(catalogue.record(aip.id(), Reader.ANONYMOUS).orElseThrow())
                .isInstanceOf(RecordView.Listed.class);
        assertThat(context.getBean(PendingVersions.class).all()).isEmpty();
    }

    @Test
    void ofAVersionCutOffInTheMidstOfItsFilesNothingStaysBehind() throws Exception {
        Aip aip = kept(Rights.OPEN);
        PendingVersions pending = context.getBean(PendingVersions.class);
        FondsId fonds = aip.fonds();
        int fondsVersion = store.readFonds(fonds).version();
        List<StoreKey> cutOff =
                List.of(
                        store.rootOf(aip.id().value()).resolve("v2/content/METS.xml"),
                        store.rootOf(fonds.value())
                                .resolve("v" + (fondsVersion + 1) + "/content/fonds.json"));
        for (StoreKey key : cutOff) {
            objects.putNew(
                    key,
                    ByteSource.of(new byte[3]),
                    Digest.of(DigestAlgorithm.SHA512, new byte[3]));
        }
        pending.note(aip.id().value(), ChangeJournal.Kind.AIP_CHANGED);
        pending.note(fonds.value(), ChangeJournal.Kind.FONDS_CHANGED);
        context.getBean(VersionedHoldings.class).finishPending();
        assertThat(pending.all()).isEmpty();
        for (StoreKey key : cutOff) {
            assertThat(objects.info(key)).as("%s", key).isEmpty();
        }
        assertThat(store.read(aip.id())).isEqualTo(aip);
        assertThat(store.readFonds(fonds).version()).isEqualTo(fondsVersion);
    }

    @Test
    void whatIsKnownToBeCompleteIsNotTakenAwayWhateverDamagedInventoriesTell() throws Exception {
        Aip aip = kept(Rights.OPEN);
        holdings.restrict(aip.id(), Samples.HIDDEN, "đời tư", ARCHIVIST);
        StoreKey root = store.rootOf(aip.id().value());
        StoreKey mets = root.resolve("v2/content/METS.xml");
        objects.delete(root.resolve("inventory.json.sha512"));
        objects.delete(root.resolve("v2/inventory.json.sha512"));
        PendingVersions pending = context.getBean(PendingVersions.class);
        pending.note(aip.id().value(), ChangeJournal.Kind.AIP_CHANGED);
        for (int catalogued : List.of(2, 1)) { // 1: an older database was put back
            DATABASE.jdbc()
                    .sql("update projection.record set version = ? where id = ?")
                    .params(catalogued, aip.id().value())
                    .update();
            context.getBean(VersionedHoldings.class).finishPending();
            assertThat(objects.info(mets)).as("catalogued: " + catalogued).isPresent();
            assertThat(pending.find(aip.id().value())).isPresent();
            assertThatThrownBy(() -> holdings.restrict(aip.id(), Rights.LISTED, "mở ra", ARCHIVIST))
                    .hasMessageContaining("VERSION_LOST");
            assertThat(objects.info(mets)).isPresent();
        }
        pending.forget(aip.id().value());
        assertThatThrownBy(() -> holdings.restrict(aip.id(), Rights.LISTED, "mở ra", ARCHIVIST))
                .as("nothing was cut off, and the word stands alone")
                .hasMessageContaining("VERSION_LOST");
        assertThat(objects.info(mets)).isPresent();
    }

    @Test
    void ofAFondsToo() throws Exception {
        FondsId fonds = kept(Rights.OPEN).fonds();
        holdings.updateFonds(fonds, newFonds("Phông khác", Rights.OPEN), ARCHIVIST);
        int version = store.readFonds(fonds).version();
        StoreKey root = store.rootOf(fonds.value());
        StoreKey newest = root.resolve("v" + version + "/content/fonds.json");
        objects.delete(root.resolve("inventory.json.sha512"));
        objects.delete(root.resolve("v" + version + "/inventory.json.sha512"));
        PendingVersions pending = context.getBean(PendingVersions.class);
        pending.note(fonds.value(), ChangeJournal.Kind.FONDS_CHANGED);
        context.getBean(VersionedHoldings.class).finishPending();
        assertThat(objects.info(newest)).isPresent();
        assertThat(pending.find(fonds.value())).isPresent();
        pending.forget(fonds.value());
        assertThatThrownBy(
                        () ->
                                holdings.updateFonds(
                                        fonds, newFonds("Lại khác", Rights.OPEN), ARCHIVIST))
                .hasMessageContaining("VERSION_LOST");
        assertThat(objects.info(newest)).isPresent();
    }

    @Test
    void whereAFileOfTheHeadIsMissingTheNoteWaitsForItsRepair() throws Exception {
        Aip aip = kept(Rights.OPEN);
        PendingVersions pending = context.getBean(PendingVersions.class);
        StoreKey mets = store.rootOf(aip.id().value()).resolve("v1/content/METS.xml");
        byte[] bytes;
        try (InputStream in = objects.open(mets)) {
            bytes = in.readAllBytes();
        }
        objects.delete(mets);
        pending.note(aip.id().value(), ChangeJournal.Kind.RIGHTS_CHANGED);
        context.getBean(VersionedHoldings.class).finishPending();
        assertThat(pending.find(aip.id().value())).isPresent();
        objects.putNew(mets, ByteSource.of(bytes), Digest.of(DigestAlgorithm.SHA512, bytes));
        context.getBean(VersionedHoldings.class).finishPending();
        assertThat(pending.find(aip.id().value())).isEmpty();
    }

    @Test
    void whereverARestrictionIsCutOffTheNarrowerRightWins() throws Exception {
        Aip aip = kept(Rights.OPEN);
        Recovery recovery = context.getBean(Recovery.class);
        int cutOff = 0;
        boolean reached = true;
        for (int n = 1; reached; n++) {
            holdings.restrict(aip.id(), Rights.OPEN, "lại mở", ARCHIVIST);
            objects.failAt(n, n % 2 == 0 ? Fault.ERROR_BEFORE : Fault.ERROR_AFTER);
            boolean refused = false;
            try {
                holdings.restrict(aip.id(), Samples.HIDDEN, "đời tư " + n, ARCHIVIST);
            } catch (RuntimeException e) {
                refused = true;
            }
            reached = objects.calls() >= n;
            objects.failAt(0, Fault.ERROR_BEFORE);
            boolean acts = catalogue.record(aip.id(), Reader.ANONYMOUS).isEmpty();
            assertThat(acts || refused).as("call " + n).isTrue();
            if (!acts) {
                continue; // it was cut off before anything was done, and says so
            }
            cutOff += refused ? 1 : 0;
            recovery.rebuild(Progress.NONE);
            assertThat(catalogue.record(aip.id(), Reader.ANONYMOUS))
                    .as("rebuilt after call " + n)
                    .isEmpty();
            context.getBean(VersionedHoldings.class).finishPending();
            assertThat(store.read(aip.id()).rights()).as("call " + n).isEqualTo(Samples.HIDDEN);
            assertThat(context.getBean(PendingVersions.class).all()).isEmpty();
            recovery.rebuild(Progress.NONE);
            assertThat(catalogue.record(aip.id(), Reader.ANONYMOUS)).isEmpty();
        }
        assertThat(cutOff).isGreaterThan(3);
    }

    @Test
    void aFondsWhoseRestrictionIsCutOffStaysClosedToo() throws Exception {
        Aip aip = kept(Rights.OPEN);
        Recovery recovery = context.getBean(Recovery.class);
        NewFonds closed = newFonds("Phông", new Rights(Access.HIDDEN, false, "mật"));
        boolean reached = true;
        int cutOff = 0;
        for (int n = 1; reached; n++) {
            holdings.updateFonds(aip.fonds(), newFonds("Phông", Rights.OPEN), ARCHIVIST);
            objects.failAt(n, Fault.ERROR_BEFORE);
            try {
                holdings.updateFonds(aip.fonds(), closed, ARCHIVIST);
            } catch (RuntimeException e) {
                cutOff++;
            }
            reached = objects.calls() >= n;
            objects.failAt(0, Fault.ERROR_BEFORE);
            if (catalogue.record(aip.id(), Reader.ANONYMOUS).isPresent()) {
                continue;
            }
            recovery.rebuild(Progress.NONE);
            assertThat(catalogue.record(aip.id(), Reader.ANONYMOUS)).as("call " + n).isEmpty();
            context.getBean(VersionedHoldings.class).finishPending();
            assertThat(store.readFonds(aip.fonds()).fonds().rights().access())
                    .isEqualTo(Access.HIDDEN);
        }
        assertThat(cutOff).isGreaterThan(3);
    }
}
