package vn.tangthu.repository.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.CutOffVersions;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Holdings.NewFonds;
import vn.tangthu.repository.IndexBarrier;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Recovery;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.Withdrawals;
import vn.tangthu.repository.database.RepositoryContext;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;
import vn.tangthu.storage.TangThuHome;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** What is changed while the package is damaged, gone, or older than what was acknowledged. */
class LostVersionsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Reader ARCHIVIST = Reader.OPERATOR;

    @TempDir Path files;
    @TempDir Path home;
    private final ObjectStore objects = new MemoryObjectStore();
    private AnnotationConfigApplicationContext context;
    private Holdings holdings;
    private Withdrawals withdrawals;
    private Catalogue catalogue;
    private AipStore store;
    private PendingVersions pending;
    private final List<Long> awaited = new CopyOnWriteArrayList<>();
    private final List<String> activity = new CopyOnWriteArrayList<>();
    private String unique;

    @BeforeEach
    void begin() {
        context = RepositoryContext.of(DATABASE, objects, "aip", "catalogue", "recovery");
        context.registerBean(TangThuHome.class, () -> new TangThuHome(home));
        context.registerBean(IndexBarrier.class, () -> awaited::add);
        context.registerBean(ActivityLog.class, () -> new Activity(activity));
        context.refresh();
        holdings = context.getBean(Holdings.class);
        withdrawals = context.getBean(Withdrawals.class);
        catalogue = context.getBean(Catalogue.class);
        store = context.getBean(AipStore.class);
        pending = context.getBean(PendingVersions.class);
        unique = UUID.randomUUID().toString().substring(0, 8);
    }

    private record Activity(List<String> actions) implements ActivityLog {
        @Override
        public void record(
                Reader actor,
                String action,
                @Nullable String subject,
                @Nullable String detail,
                @Nullable ReadingPurpose purpose) {
            actions.add(action + " " + subject + " " + detail);
        }

        @Override
        public Slice<Entry> list(int offset, int limit) {
            throw new UnsupportedOperationException();
        }
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
        return new NewFonds("L" + unique, title, "H49", null, null, rights);
    }

    /** Public, with one document. */
    private Aip kept() throws IOException {
        FondsId fonds = holdings.createFonds(newFonds("Phông", Rights.OPEN), ARCHIVIST);
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        Aip sample =
                Samples.aip(
                        store.readFonds(fonds),
                        null,
                        unique + ".1",
                        delivery,
                        Rights.OPEN,
                        Rights.OPEN);
        CatalogueWriter writer = context.getBean(CatalogueWriter.class);
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

    private boolean isPublic(AipId id) {
        return catalogue.record(id, Reader.ANONYMOUS).isPresent();
    }

    private StoreKey key(UUID object, String path) {
        return store.rootOf(object).resolve(path);
    }

    private byte[] bytes(StoreKey key) throws IOException {
        try (InputStream in = objects.open(key)) {
            return in.readAllBytes();
        }
    }

    private void put(StoreKey key, byte[] bytes) throws IOException {
        Object unused =
                objects.putNew(key, ByteSource.of(bytes), Digest.of(DigestAlgorithm.SHA512, bytes));
    }

    private Map<String, byte[]> objectOf(UUID object) throws IOException {
        Map<String, byte[]> all = new TreeMap<>();
        List<StoreKey> keys;
        try (Stream<ObjectInfo> infos = objects.list(StorePrefix.below(store.rootOf(object)))) {
            keys = infos.map(ObjectInfo::key).toList();
        }
        for (StoreKey key : keys) {
            all.put(key.value(), bytes(key));
        }
        return all;
    }

    /** As if the store had been put back. */
    private void putBack(UUID object, Map<String, byte[]> was) throws IOException {
        for (String key : objectOf(object).keySet()) {
            objects.delete(new StoreKey(key));
        }
        for (Map.Entry<String, byte[]> one : was.entrySet()) {
            put(new StoreKey(one.getKey()), one.getValue());
        }
    }

    /** Both that tell of the newest version. */
    private void damageSidecars(UUID object, int version) throws IOException {
        objects.delete(key(object, "inventory.json.sha512"));
        objects.delete(key(object, "v" + version + "/inventory.json.sha512"));
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("code=" + code);
    }

    @Test
    void aRestrictionActsAlsoWhereTheStoreHasAnOlderVersion() throws IOException {
        Aip aip = kept();
        UUID id = aip.id().value();
        Map<String, byte[]> first = objectOf(id);
        holdings.restrict(
                aip.id(), new Rights(Access.PUBLIC, true, "Điều 29"), "Ghi căn cứ", ARCHIVIST);
        Map<String, byte[]> second = objectOf(id);
        assertThat(second).hasSizeGreaterThan(first.size());
        putBack(id, first);
        awaited.clear();

        refused(
                "PACKAGE_WAITS",
                () -> holdings.restrict(aip.id(), Samples.HIDDEN, "đời tư", ARCHIVIST));
        assertThat(isPublic(aip.id())).isFalse();
        assertThat(full(aip.id()).rights().access()).isEqualTo(Access.HIDDEN);
        assertThat(full(aip.id()).versions()).as("nothing new was made of v1").hasSize(2);
        assertThat(objectOf(id).keySet()).isEqualTo(first.keySet());
        assertThat(awaited)
                .as("and the index has it")
                .contains(context.getBean(ChangeJournal.class).head());
        assertThat(activity).containsExactly("RESTRICT " + aip.id() + " HIDDEN: đời tư");

        refused("VERSION_LOST", () -> holdings.restrict(aip.id(), Rights.OPEN, "mở ra", ARCHIVIST));
        refused(
                "VERSION_LOST",
                () -> holdings.correct(aip.id(), 2, aip.description(), "sửa", ARCHIVIST));
        assertThat(full(aip.id()).rights().access()).isEqualTo(Access.HIDDEN);
        context.getBean(Recovery.class).rebuild(Progress.NONE);
        assertThat(isPublic(aip.id())).as("a rebuild heeds the note").isFalse();

        putBack(id, second);
        context.getBean(VersionedHoldings.class).finishPending();
        assertThat(pending.find(id)).isEmpty();
        assertThat(store.read(aip.id()).rights()).isEqualTo(Samples.HIDDEN);
        assertThat(full(aip.id()).versions()).hasSize(3);
        assertThat(full(aip.id()).versions().getLast().message()).isEqualTo("đời tư");
        assertThat(isPublic(aip.id())).isFalse();
    }

    @Test
    void ofADocumentWhereAFileOfThePackageIsMissingToo() throws IOException {
        Aip aip = kept();
        DocumentId document = aip.documents().getFirst().id();
        StoreKey mets = key(aip.id().value(), "v1/content/METS.xml");
        byte[] bytes = bytes(mets);
        objects.delete(mets);
        refused(
                "PACKAGE_WAITS",
                () ->
                        holdings.restrictDocument(
                                aip.id(), document, Rights.LISTED, "Tên người", ARCHIVIST));
        var view = (RecordView.Full) catalogue.record(aip.id(), Reader.ANONYMOUS).orElseThrow();
        assertThat(view.documents()).isEmpty();
        assertThat(view.documentsWithheld()).isEqualTo(1);
        assertThat(
                        DATABASE.jdbc()
                                .sql(
                                        "select documents_public || ' ' || documents_listed || ' '"
                                                + " || pages_public || ' ' || pages_listed from"
                                                + " projection.record where id = ?")
                                .param(aip.id().value())
                                .query(String.class)
                                .single())
                .isEqualTo("0 1 0 3");
        assertThat(activity)
                .containsExactly(
                        "RESTRICT_DOCUMENT "
                                + aip.id()
                                + " "
                                + aip.documents().getFirst().description().docCode()
                                + " LISTED: Tên người");
        refused(
                "NO_SUCH_DOCUMENT",
                () ->
                        holdings.restrictDocument(
                                aip.id(),
                                new DocumentId(UUID.randomUUID()),
                                Rights.LISTED,
                                "Tên người",
                                ARCHIVIST));

        put(mets, bytes);
        context.getBean(CutOffVersions.class).finish(aip.id().value());
        assertThat(pending.find(aip.id().value())).isEmpty();
        assertThat(store.read(aip.id()).documents().getFirst().rights()).isEqualTo(Rights.LISTED);
        assertThat(store.read(aip.id()).rights()).isEqualTo(Rights.OPEN);
    }

    @Test
    void whatIsGoneAltogetherIsClosedAndWithdrawnAllTheSame() throws IOException {
        Aip aip = kept();
        UUID id = aip.id().value();
        Map<String, byte[]> whole = objectOf(id);
        putBack(id, Map.of());
        refused(
                "PACKAGE_WAITS",
                () -> holdings.restrict(aip.id(), Rights.LISTED, "Có đơn", ARCHIVIST));
        assertThat(catalogue.record(aip.id(), Reader.ANONYMOUS).orElseThrow())
                .isInstanceOf(RecordView.Listed.class);
        awaited.clear();
        refused("PACKAGE_WAITS", () -> withdrawals.withdraw(aip.id(), "giao nhầm", ARCHIVIST));
        assertThat(awaited).hasSize(1);
        assertThat(catalogue.record(aip.id(), Reader.OPERATOR)).isEmpty();
        assertThat(activity).contains("WITHDRAW " + aip.id() + " giao nhầm");
        assertThat(objectOf(id)).isEmpty();

        putBack(id, whole);
        context.getBean(CutOffVersions.class).finish(id);
        assertThat(pending.find(id)).isEmpty();
        assertThat(store.read(aip.id()).withdrawn()).isTrue();
        assertThat(store.read(aip.id()).rights()).isEqualTo(Rights.LISTED);
    }

    @Test
    void aFondsIsClosedAlsoWhereTheStoreHasAnOlderOne() throws IOException {
        Aip aip = kept();
        UUID fonds = aip.fonds().value();
        Map<String, byte[]> first = objectOf(fonds);
        holdings.updateFonds(aip.fonds(), newFonds("Phông khác", Rights.OPEN), ARCHIVIST);
        Map<String, byte[]> second = objectOf(fonds);
        putBack(fonds, first);
        refused(
                "VERSION_LOST",
                () ->
                        holdings.updateFonds(
                                aip.fonds(), newFonds("Lại khác", Rights.OPEN), ARCHIVIST));
        assertThat(isPublic(aip.id())).isTrue();
        Rights hidden = new Rights(Access.HIDDEN, false, "mật");
        refused(
                "PACKAGE_WAITS",
                () -> holdings.updateFonds(aip.fonds(), newFonds("Phông", hidden), ARCHIVIST));
        assertThat(isPublic(aip.id())).isFalse();
        assertThat(catalogue.fonds(aip.fonds(), Reader.OPERATOR).orElseThrow().title())
                .isEqualTo("Phông khác");
        assertThat(awaited).contains(context.getBean(ChangeJournal.class).head());
        assertThat(objectOf(fonds).keySet()).isEqualTo(first.keySet());
        refused(
                "VERSION_LOST",
                () -> holdings.updateFonds(aip.fonds(), newFonds("Phông", Rights.OPEN), ARCHIVIST));
        assertThat(isPublic(aip.id())).isFalse();

        putBack(fonds, second);
        context.getBean(CutOffVersions.class).finish(fonds);
        assertThat(pending.find(fonds)).isEmpty();
        assertThat(store.readFonds(aip.fonds()).fonds().rights()).isEqualTo(hidden);
        assertThat(store.readFonds(aip.fonds()).fonds().title()).isEqualTo("Phông khác");
    }

    @Test
    void whatIsWithdrawnIsNotReinstatedOnAnOlderHead() throws IOException {
        Aip aip = kept();
        UUID id = aip.id().value();
        Map<String, byte[]> first = objectOf(id);
        withdrawals.withdraw(aip.id(), "giao nhầm", ARCHIVIST);
        Map<String, byte[]> second = objectOf(id);

        damageSidecars(id, 2);
        Map<String, byte[]> damaged = objectOf(id);
        refused("VERSION_LOST", () -> withdrawals.reinstate(aip.id(), "đúng rồi", ARCHIVIST));
        assertThat(objectOf(id)).as("two damaged sidecars").containsExactlyEntriesOf(damaged);
        assertWithdrawn(aip);

        putBack(id, first);
        refused("VERSION_LOST", () -> withdrawals.reinstate(aip.id(), "đúng rồi", ARCHIVIST));
        assertThat(objectOf(id)).as("an older store").containsExactlyEntriesOf(first);
        assertWithdrawn(aip);

        putBack(id, second);
        withdrawals.reinstate(aip.id(), "đúng rồi", ARCHIVIST);
        assertThat(full(aip.id()).versions()).hasSize(3);
        refused("NO_SUCH_RECORD", () -> withdrawals.reinstate(aip.id(), "hai lần", ARCHIVIST));
    }

    private void assertWithdrawn(Aip aip) {
        assertThat(withdrawals.find(aip.id(), ARCHIVIST)).isPresent();
        assertThat(catalogue.record(aip.id(), Reader.OPERATOR)).isEmpty();
        assertThat(pending.find(aip.id().value())).isEmpty();
    }

    @Test
    void theNewestWordCountsAlsoWhereThatBeforeItLiesWithADelivery() throws IOException {
        Aip aip = kept();
        UUID id = aip.id().value();
        holdings.restrict(aip.id(), Rights.LISTED, "Có đơn", ARCHIVIST);
        holdings.restrict(aip.id(), Samples.HIDDEN, "đời tư", ARCHIVIST);
        // Had a delivery brought the second, its word would lie with that delivery.
        objects.delete(Acknowledgements.wordOf(aip.id(), 2));
        DATABASE.jdbc()
                .sql("update projection.record set version = 1 where id = ?")
                .param(id)
                .update();
        damageSidecars(id, 3);
        pending.note(id, ChangeJournal.Kind.AIP_CHANGED);
        context.getBean(VersionedHoldings.class).finishPending();
        assertThat(objects.info(key(id, "v3/content/METS.xml"))).isPresent();
        assertThat(pending.find(id)).isPresent();
    }
}
