package vn.tangthu.repository.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.PackageFile;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Erasures;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.LogSeal;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordBlocks;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Recovery;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SuspectedSecrets;
import vn.tangthu.repository.SuspectedSecrets.Level;
import vn.tangthu.repository.TestSeal;
import vn.tangthu.repository.TextWork;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.repository.Withdrawals;
import vn.tangthu.repository.catalogue.Samples;
import vn.tangthu.repository.database.RepositoryContext;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;
import vn.tangthu.storage.TangThuHome;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** Of a hồ sơ of which one document is erased the rest stays, and nothing else of it. */
@Breaks(Breakage.KILL)
class ErasureOfDocumentsTest {
    private static final Reader OFFICER =
            new Reader(null, "cán bộ bí mật", Set.of(Role.SECRETS_OFFICER), Set.of());

    @TempDir Path files;
    @TempDir Path home;
    private final TestDatabase database = TestDatabase.fresh();
    private final MemoryObjectStore store = new MemoryObjectStore();

    @SuppressWarnings("NullAway.Init")
    private AnnotationConfigApplicationContext context;

    @SuppressWarnings("NullAway.Init")
    private AipId id;

    private AnnotationConfigApplicationContext open(TestDatabase on) {
        var opened =
                RepositoryContext.of(
                        on,
                        store,
                        "aip",
                        "catalogue",
                        "recovery",
                        "access",
                        "fees",
                        "bodies",
                        "post",
                        "erasure");
        opened.registerBean(TangThuHome.class, () -> new TangThuHome(home));
        opened.refresh();
        return opened;
    }

    private <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Three documents that came in a package of the circular; the second is listed only. */
    @BeforeEach
    void ingest() throws IOException {
        context = open(database);
        FondsId fonds =
                bean(Holdings.class)
                        .createFonds(
                                new Holdings.NewFonds(
                                        "A", "Phông A", "H49", null, null, Rights.OPEN),
                                Reader.OPERATOR);
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        Aip sample =
                Samples.aip(
                        bean(AipStore.class).readFonds(fonds),
                        null,
                        "A.1",
                        delivery,
                        Rights.OPEN,
                        Rights.OPEN,
                        Rights.LISTED,
                        Rights.OPEN);
        CatalogueWriter writer = bean(CatalogueWriter.class);
        var reserved =
                (CatalogueWriter.Reservation.Reserved)
                        writer.reserve(delivery, "H49.A.1", sample.fingerprint());
        Aip aip = Samples.withId(sample, reserved.id());
        Map<ContentFileId, Path> sources = new HashMap<>(Samples.sources(aip, files));
        byte[] zip = received(aip);
        Path beside = Files.write(files.resolve("received.zip"), zip);
        sources.put(ContentFileId.derive(aip.id(), Aip.Received.path(1)), beside);
        Aip.Origin origin = aip.origin();
        aip =
                new Aip(
                        aip.id(),
                        aip.fonds(),
                        aip.fondsCode(),
                        aip.seriesCode(),
                        aip.fileCode(),
                        aip.description().withTotalDoc(3),
                        aip.rights(),
                        aip.documents(),
                        List.of(
                                new Aip.Origin(
                                        1,
                                        delivery,
                                        origin.deliveryName(),
                                        origin.submitter(),
                                        origin.receivedAt(),
                                        null,
                                        new Aip.Received(
                                                "SIP_hoso",
                                                "urn:uuid:x",
                                                "gói 1",
                                                3,
                                                zip.length,
                                                Digest.of(DigestAlgorithm.SHA512, zip),
                                                Digest.of(DigestAlgorithm.SHA256, zip)))),
                        aip.history());
        bean(AipStore.class).store(aip, sources);
        writer.stage(delivery, aip);
        id = writer.acknowledge(delivery).getFirst();
        // A correction whose words name what is erased later.
        bean(Holdings.class)
                .restrictDocument(
                        id,
                        document(0).id(),
                        Rights.LISTED,
                        "xem " + document(1).description().docCode(),
                        Reader.OPERATOR);
    }

    private static byte[] received(Aip aip) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            StringBuilder mets = new StringBuilder("<mets>");
            for (Aip.Document document : aip.documents()) {
                String code = document.description().docCode();
                put(zip, "metadata/EAD_" + code + ".xml", "<ead><id>" + code + "</id></ead>");
                mets.append("<file>").append(code).append("</file>");
            }
            put(zip, "METS.xml", mets + "</mets>");
            String escaped = aip.documents().get(1).description().docCode().replace(".", "&#46;");
            put(zip, "metadata/escaped.xml", "<ead a='" + escaped + "'/>");
            String subject = aip.documents().get(1).description().subject();
            String encoded = URLEncoder.encode(subject, StandardCharsets.UTF_8);
            put(zip, "metadata/encoded.xml", "<a href='" + encoded.replace("+", "%20") + "'/>");
            String parted = Normalizer.normalize(subject, Normalizer.Form.NFD);
            put(zip, "metadata/parted.xml", "<ead>" + parted + "</ead>");
            put(zip, "metadata/rep1.xml", "<m:mets xmlns:m='http://www.loc.gov/METS/'/>");
            put(zip, "documentation/ghi-chu.docx", "PK");
            put(zip, "metadata/EAD.xml", "<ead><title>Hồ sơ</title></ead>");
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    @AfterEach
    void close() {
        context.close();
        database.close();
    }

    private Aip.Document document(int number) throws IOException {
        return bean(AipStore.class).read(id).documents().get(number);
    }

    /** The pages of one file are parted among two documents; the third has its own. */
    private AipId keepWithOneFileOfTwoDocuments() throws IOException {
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        Aip sample =
                Samples.aip(
                        bean(AipStore.class).readFonds(bean(AipStore.class).read(id).fonds()),
                        null,
                        "A.2",
                        delivery,
                        Rights.OPEN,
                        Rights.OPEN,
                        Rights.OPEN,
                        Rights.OPEN);
        CatalogueWriter writer = bean(CatalogueWriter.class);
        var reserved =
                (CatalogueWriter.Reservation.Reserved)
                        writer.reserve(delivery, "H49.A.2", sample.fingerprint());
        Aip aip = Samples.withId(sample, reserved.id());
        ContentFile whole = aip.documents().getFirst().files().getFirst();
        List<Aip.Document> documents = new ArrayList<>(aip.documents());
        for (int i = 0; i < 2; i++) {
            Aip.Document one = documents.get(i);
            documents.set(
                    i,
                    new Aip.Document(
                            one.id(),
                            one.description(),
                            one.rights(),
                            List.of(whole.part(one.id(), i + 1, i + 1, null))));
        }
        Aip parted =
                new Aip(
                        aip.id(),
                        aip.fonds(),
                        aip.fondsCode(),
                        aip.seriesCode(),
                        aip.fileCode(),
                        aip.description(),
                        aip.rights(),
                        documents,
                        aip.origins(),
                        aip.history());
        bean(AipStore.class).store(parted, Samples.sources(aip, files));
        writer.stage(delivery, parted);
        return writer.acknowledge(delivery).getFirst();
    }

    private void order(DocumentId... documents) {
        order(id, documents);
    }

    private void order(AipId of, DocumentId... documents) {
        bean(Erasures.class)
                .order(
                        new Erasures.Order(
                                of,
                                Tombstones.Cause.DESTROYED,
                                "Thông tư 05/2025/TT-BNV, Điều 48–50",
                                "12/QĐ-LTLS",
                                LocalDate.of(2026, 11, 20),
                                List.of("Nguyễn Thị Hoa"),
                                Reader.OPERATOR,
                                "người thứ hai",
                                null,
                                Set.of(documents)));
    }

    private AipId successor() {
        return bean(Catalogue.class).resolve(id.toString(), Reader.OPERATOR).orElseThrow();
    }

    private long listed(AipId of) throws IOException {
        try (var all = store.list(StorePrefix.below(bean(AipStore.class).rootOf(of.value())))) {
            return all.count();
        }
    }

    /** Every object of the store in which the text stands, but the tombstone. */
    private List<String> objectsWith(String text) throws IOException {
        List<String> found = new ArrayList<>();
        try (var all = store.list(StorePrefix.below("ocfl"))) {
            for (ObjectInfo info : all.toList()) {
                try (var in = store.open(info.key())) {
                    String content = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    if (content.contains(text) || info.key().value().contains(text)) {
                        found.add(info.key().value());
                    }
                }
            }
        }
        return found;
    }

    @Test
    void whatStaysIsAPackageOfItsOwnToWhichEverythingLeads() throws Exception {
        Aip before = bean(AipStore.class).read(id);
        Aip.Document gone = before.documents().get(1);
        Aip.Document stays = before.documents().get(2);
        String code = gone.description().docCode();
        order(gone.id());
        assertThat(bean(Catalogue.class).record(id, Reader.OPERATOR)).isEmpty();
        bean(Erasures.class).awaitIdle();

        AipId next = successor();
        assertThat(next).isNotEqualTo(id);
        assertThat(bean(Catalogue.class).resolve("H49.A.1", Reader.ANONYMOUS)).contains(next);
        assertThat(listed(id)).isZero();
        Aip after = bean(AipStore.class).read(next);
        assertThat(after.documents())
                .containsExactly(before.documents().getFirst(), before.documents().get(2));
        assertThat(after.description().totalDoc()).isEqualTo(2);
        assertThat(after.history())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.kind()).isEqualTo(RecordVersion.Kind.SUCCEEDED);
                            assertThat(one.message())
                                    .contains("12/QĐ-LTLS", id.toString(), "v2 DESCRIBED")
                                    .doesNotContain(code);
                        });
        ContentFile file = stays.files().getFirst();
        try (var in = bean(AipStore.class).open(next, file)) {
            assertThat(in.readAllBytes()).isEqualTo(Samples.bytes(stays.description().docCode()));
        }
        assertThat(objectsWith(code)).isEmpty();
        assertThat(objectsWith(gone.files().getFirst().sha512().hex())).isEmpty();
        assertThat(received(next))
                .containsExactlyInAnyOrder(
                        "metadata/EAD_"
                                + before.documents().get(0).description().docCode()
                                + ".xml",
                        "metadata/EAD_" + stays.description().docCode() + ".xml",
                        "metadata/EAD.xml");

        Tombstones.Tombstone stone = bean(Tombstones.class).of(id.value()).orElseThrow();
        assertThat(stone.successor()).isEqualTo(next.value());
        assertThat(stone.documents()).containsExactly(gone.id().value());
        assertThat(bean(Erasures.class).find(id.value(), OFFICER).orElseThrow())
                .matches(one -> next.equals(one.successor()) && one.documents() == 1);
        assertThat(bean(Catalogue.class).recordOf(file.id(), Reader.ANONYMOUS)).contains(next);
        assertThat(bean(Recovery.class).rebuild(Progress.NONE).findings()).isEmpty();
        assertThat(successor()).isEqualTo(next);

        // Later versions and another erasure go on from there.
        AipId old = id;
        id = next;
        order(stays.id());
        bean(Erasures.class).awaitIdle();
        assertThat(bean(Catalogue.class).resolve(old.toString(), Reader.ANONYMOUS))
                .contains(successor());
        assertThat(bean(AipStore.class).read(successor()).documents()).hasSize(1);
        assertThat(bean(Recovery.class).rebuild(Progress.NONE).findings()).isEmpty();
    }

    private List<String> received(AipId of) throws IOException {
        PackageFile zip =
                bean(AipStore.class).headFiles(of).stream()
                        .filter(file -> file.logicalPath().equals(Aip.Received.path(1)))
                        .findFirst()
                        .orElseThrow();
        List<String> names = new ArrayList<>();
        try (var in = bean(AipStore.class).open(zip);
                ZipInputStream entries =
                        new ZipInputStream(new ByteArrayInputStream(in.readAllBytes()))) {
            for (ZipEntry e = entries.getNextEntry(); e != null; e = entries.getNextEntry()) {
                names.add(e.getName());
            }
        }
        return names;
    }

    @Test
    void whatCannotBeTakenOutAloneIsRefusedAndStays() throws Exception {
        assertThatThrownBy(() -> order(new DocumentId(UUID.randomUUID())))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("NO_SUCH_DOCUMENT");
        AipId shared = keepWithOneFileOfTwoDocuments();
        Aip parted = bean(AipStore.class).read(shared);
        assertThatThrownBy(() -> order(shared, parted.documents().getFirst().id()))
                .hasMessageContaining("ERASURE_SHARED_FILE");
        bean(Withdrawals.class).withdraw(shared, "giao nhầm", Reader.OPERATOR);
        assertThatThrownBy(() -> order(shared, parted.documents().getLast().id()))
                .hasMessageContaining("ERASURE_WITHDRAWN");
        assertThat(bean(Catalogue.class).record(id, Reader.ANONYMOUS)).isPresent();
        assertThat(bean(JdbcClient.class).sql("select 1 from kept.erasure").query().listOfRows())
                .isEmpty();
    }

    @Test
    void whateverAKillOrARestoreLeavesInTheStoreIsGoneOnFrom() throws Exception {
        Aip before = bean(AipStore.class).read(id);
        DocumentId gone = before.documents().get(1).id();
        MemoryObjectStore whole = copyOf(store);
        order(gone);
        bean(Erasures.class).awaitIdle();
        UUID next = successor().value();
        Tombstones.Tombstone stone = bean(Tombstones.class).of(id.value()).orElseThrow();
        byte[] tombstone = bytes(Tombstones.keyOf(id.value()));
        Map<StoreKey, byte[]> rest = new HashMap<>();
        try (var all = store.list(StorePrefix.below(bean(AipStore.class).rootOf(next)))) {
            for (ObjectInfo info : all.toList()) {
                rest.put(info.key(), bytes(info.key()));
            }
        }
        context.close();

        // Only the old one and the tombstone, as a restore of older sets leaves it.
        restore(whole, Map.of(Tombstones.keyOf(stone.object()), tombstone));
        assertRestShown(next);
        // The successor and the tombstone, and no word yet; then without the tombstone.
        Map<StoreKey, byte[]> both = new HashMap<>(rest);
        both.put(Tombstones.keyOf(stone.object()), tombstone);
        restore(whole, both);
        assertRestShown(next);
        restore(whole, rest);
        try (TestDatabase other = TestDatabase.fresh()) {
            context = open(other);
            assertThat(bean(Recovery.class).rebuild(Progress.NONE).findings())
                    .extracting(vn.tangthu.repository.Finding::code)
                    .containsExactly("NOT_ACKNOWLEDGED");
            assertThat(bean(Catalogue.class).record(id, Reader.OPERATOR))
                    .get()
                    .isInstanceOfSatisfying(
                            RecordView.Full.class, full -> assertThat(full.documents()).hasSize(3));
            context.close();
        }
        context = open(database);
    }

    private void assertRestShown(UUID next) throws Exception {
        try (TestDatabase other = TestDatabase.fresh()) {
            context = open(other);
            Object unused = bean(Recovery.class).rebuild(Progress.NONE);
            bean(Erasures.class).awaitIdle();
            assertThat(successor().value()).isEqualTo(next);
            assertThat(listed(id)).isZero();
            assertThat(bean(Recovery.class).rebuild(Progress.NONE).findings()).isEmpty();
            assertThat(successor().value()).isEqualTo(next);
            assertThat(bean(AipStore.class).read(successor()).documents()).hasSize(2);
            context.close();
        }
    }

    private byte[] bytes(StoreKey key) throws IOException {
        try (var in = store.open(key)) {
            return in.readAllBytes();
        }
    }

    private static MemoryObjectStore copyOf(MemoryObjectStore of) throws IOException {
        MemoryObjectStore copy = new MemoryObjectStore();
        try (var all = of.list(StorePrefix.ALL)) {
            for (ObjectInfo info : all.toList()) {
                try (var in = of.open(info.key())) {
                    put(copy, info.key(), in.readAllBytes());
                }
            }
        }
        return copy;
    }

    private static void put(MemoryObjectStore in, StoreKey key, byte[] bytes) throws IOException {
        Object unused =
                in.putNew(key, ByteSource.of(bytes), Digest.of(DigestAlgorithm.SHA512, bytes));
    }

    private void restore(MemoryObjectStore from, Map<StoreKey, byte[]> more) throws IOException {
        try (var all = store.list(StorePrefix.ALL)) {
            for (ObjectInfo info : all.toList()) {
                store.delete(info.key());
            }
        }
        try (var all = from.list(StorePrefix.ALL)) {
            for (ObjectInfo info : all.toList()) {
                try (var in = from.open(info.key())) {
                    put(store, info.key(), in.readAllBytes());
                }
            }
        }
        for (Map.Entry<StoreKey, byte[]> one : more.entrySet()) {
            put(store, one.getKey(), one.getValue());
        }
    }

    @Test
    void anUnsignedTombstoneOfAllOfItIsNotTheOrderOfOneDocument() throws Exception {
        DocumentId gone = document(1).id();
        StoreKey key = Tombstones.keyOf(id.value());
        Object unused =
                bean(Tombstones.class)
                        .write(
                                new Tombstones.Tombstone(
                                        id.value(),
                                        2,
                                        "H49.A.1",
                                        Tombstones.Cause.DESTROYED,
                                        "–",
                                        "–",
                                        LocalDate.of(2026, 11, 20),
                                        List.of("–"),
                                        "–",
                                        null,
                                        Instant.now(),
                                        null));
        String signed = new String(bytes(key), StandardCharsets.UTF_8);
        store.delete(key);
        put(
                store,
                key,
                signed.substring(0, signed.indexOf("\n\n") + 1).getBytes(StandardCharsets.UTF_8));
        boolean added = ((TestSeal) bean(LogSeal.class)).orderedInPart.add(id.value());
        assertThat(added).isTrue();
        assertThat(bean(Tombstones.class).of(id.value())).isEmpty();
        assertThat(bean(Tombstones.class).all().erased(id.value())).isFalse();
        order(gone);
        bean(Erasures.class).awaitIdle();
        assertThat(listed(id)).isZero();
        assertThat(bean(AipStore.class).read(successor()).documents()).hasSize(2);
        assertThat(bean(Tombstones.class).of(id.value()).orElseThrow().documents())
                .containsExactly(gone.value());
    }

    @Test
    void whatWasShownInItsPlaceKeepsItsVersionsWhereTheTombstoneIsDamaged() throws Exception {
        MemoryObjectStore whole = copyOf(store);
        order(document(1).id());
        bean(Erasures.class).awaitIdle();
        AipId next = successor();
        bean(Holdings.class).restrict(next, Rights.LISTED, "Có đơn", Reader.OPERATOR);
        StoreKey key = Tombstones.keyOf(id.value());
        byte[] damaged = bytes(key);
        damaged[damaged.length / 4] ^= 1;
        store.delete(key);
        put(store, key, damaged);
        try (var all = whole.list(StorePrefix.below(bean(AipStore.class).rootOf(id.value())))) {
            for (ObjectInfo info : all.toList()) {
                try (var in = whole.open(info.key())) {
                    put(store, info.key(), in.readAllBytes());
                }
            }
        }
        int again =
                bean(JdbcClient.class).sql("update kept.erasure set state = 'ORDERED'").update();
        assertThat(again).isOne();
        bean(StoredErasures.class).start();
        bean(Erasures.class).awaitIdle();
        assertThat(listed(id)).isZero();
        assertThat(bean(AipStore.class).read(next).version()).isEqualTo(2);
        assertThat(bean(Tombstones.class).of(id.value()).orElseThrow().successor())
                .isEqualTo(next.value());
    }

    @Test
    void anOfficerPurgesTheDocumentWithTheStampAndTheRestWaitsUntilItIsRead() throws Exception {
        SuspectedSecrets secrets = bean(SuspectedSecrets.class);
        ContentFile stamped = document(1).files().getFirst();
        ContentFile other = document(2).files().getFirst();
        secrets.suspect(stamped.sha512(), 1, Level.SECRET);
        secrets.suspect(stamped.sha512(), 2, Level.SECRET);
        secrets.suspect(other.sha512(), 1, Level.SECRET);
        var place = new SuspectedSecrets.Place(id, stamped.id(), 1);
        assertThatThrownBy(() -> secrets.purgeDocument(place, "mật", OFFICER))
                .hasMessageContaining("SECRET_OTHERS_WAIT");
        assertThat(secrets.open(0, 10, OFFICER).total()).as("nothing was decided").isEqualTo(3);
        secrets.release(new SuspectedSecrets.Place(id, other.id(), 1), "tên riêng", OFFICER);
        assertThatThrownBy(() -> secrets.purgeDocument(place, "mật", Reader.OPERATOR))
                .hasMessageContaining("OFFICER_ONLY");
        secrets.purgeDocument(place, "Có dấu MẬT", OFFICER);
        bean(Erasures.class).awaitIdle();

        AipId next = successor();
        assertThat(bean(AipStore.class).read(next).documents()).hasSize(2);
        assertThat(listed(id)).isZero();
        assertThat(bean(Catalogue.class).record(next, Reader.ANONYMOUS)).isEmpty();
        secrets.suspect(other.sha512(), 1, Level.SECRET);
        assertThat(secrets.open(0, 10, OFFICER).items()).as("released before").isEmpty();
        for (TextWork.Item one : bean(TextWork.class).claim(TextWork.Stage.LAYER, 100)) {
            bean(TextWork.class).done(one.file(), new TextWork.Found(3, 3, 0, 0, null));
        }
        assertThat(bean(Catalogue.class).record(next, Reader.ANONYMOUS)).isPresent();
        assertThat(bean(Recovery.class).rebuild(Progress.NONE).findings()).isEmpty();
    }

    @Test
    void whatTheSenderSaidOfItUnderAnEarlierCodeGoesToo() throws Exception {
        Aip head = bean(AipStore.class).read(id);
        Aip.Document gone = head.documents().get(1);
        String code = gone.description().docCode();
        List<Aip.Document> documents = new ArrayList<>(head.documents());
        documents.set(
                1,
                new Aip.Document(
                        gone.id(),
                        gone.description().at("A.1.9999999", 2),
                        gone.rights(),
                        gone.files()));
        List<RecordVersion> history = new ArrayList<>(head.history());
        history.add(new RecordVersion(3, Instant.EPOCH, "lan", "–"));
        Aip renamed =
                new Aip(
                        head.id(),
                        head.fonds(),
                        head.fondsCode(),
                        head.seriesCode(),
                        head.fileCode(),
                        head.description(),
                        head.rights(),
                        documents,
                        head.origins(),
                        history);
        bean(AipStore.class).addVersion(renamed, 2, Map.of());
        int rows = bean(JdbcClient.class).sql("update projection.record set version = 3").update();
        assertThat(rows).isOne();
        order(gone.id());
        bean(Erasures.class).awaitIdle();
        assertThat(received(successor())).hasSize(3).noneMatch(name -> name.contains(code));
    }

    @Test
    void whatWaitsForADecisionBlocksWhatStaysUntilItIsDecided() throws Exception {
        SuspectedSecrets secrets = bean(SuspectedSecrets.class);
        ContentFile stays = document(2).files().getFirst();
        secrets.suspect(document(1).files().getFirst().sha512(), 1, Level.SECRET);
        secrets.suspect(stays.sha512(), 1, Level.SECRET);
        secrets.suspect(stays.sha512(), 3, Level.SECRET);
        secrets.release(new SuspectedSecrets.Place(id, stays.id(), 3), "tên riêng", OFFICER);
        order(document(1).id());
        bean(Erasures.class).awaitIdle();

        AipId next = told();
        assertBlocked(next, stays);
        context.close();
        try (TestDatabase other = TestDatabase.fresh()) {
            context = open(other);
            Object unused = bean(Recovery.class).rebuild(Progress.NONE);
            bean(Erasures.class).awaitIdle();
            assertBlocked(next, stays);
            context.close();
        }
        context = open(database);
        bean(SuspectedSecrets.class)
                .release(new SuspectedSecrets.Place(next, stays.id(), 1), "nhầm", OFFICER);
        assertThat(bean(Catalogue.class).record(next, Reader.OPERATOR)).isPresent();
        bean(SuspectedSecrets.class).suspect(stays.sha512(), 3, Level.SECRET);
        assertThat(bean(Catalogue.class).record(next, Reader.OPERATOR)).as("decided").isPresent();
    }

    @Test
    void aStampThatWasNotedWithTheErasedTwinBlocksWhatStays() throws Exception {
        ContentFile stays = document(2).files().getFirst();
        bean(SuspectedSecrets.class).suspect(stays.sha512(), 1, Level.SECRET);
        int noted =
                bean(JdbcClient.class)
                        .sql("update kept.suspicion set file_id = ?")
                        .param(document(1).files().getFirst().id().value())
                        .update();
        assertThat(noted).isOne();
        order(document(1).id());
        bean(Erasures.class).awaitIdle();
        assertBlocked(told(), stays);
    }

    /** What the tombstone names; nobody else says it of one that is blocked. */
    private AipId told() throws IOException {
        return new AipId(
                Objects.requireNonNull(
                        bean(Tombstones.class).of(id.value()).orElseThrow().successor()));
    }

    private void assertBlocked(AipId next, ContentFile stamped) {
        assertThat(bean(Catalogue.class).record(next, Reader.OPERATOR)).isEmpty();
        assertThat(bean(Catalogue.class).resolve("H49.A.1", Reader.OPERATOR)).isEmpty();
        assertThat(bean(SuspectedSecrets.class).open(0, 10, OFFICER).items())
                .extracting(SuspectedSecrets.Suspicion::place)
                .containsExactly(new SuspectedSecrets.Place(next, stamped.id(), 1));
    }

    /** Whoever finds the stamp has looked for the records with these bytes before. */
    @Test
    void aStampThatIsFoundWhileWhatStaysTakesItsPlaceBlocksWhatStays() throws Exception {
        ContentFile stays = document(2).files().getFirst();
        DocumentId gone = document(1).id();
        RecordBlocks real = bean(RecordBlocks.class);
        RecordBlocks late =
                (RecordBlocks)
                        Proxy.newProxyInstance(
                                RecordBlocks.class.getClassLoader(),
                                new Class<?>[] {RecordBlocks.class},
                                (proxy, method, arguments) -> {
                                    if (method.getName().equals("hold")) {
                                        Thread.ofPlatform().start(() -> order(gone)).join();
                                        bean(Erasures.class).awaitIdle();
                                    }
                                    return method.invoke(real, arguments);
                                });
        StaticListableBeanFactory stored = new StaticListableBeanFactory();
        stored.addBean("stored", bean(StoredSuspicions.class));
        new JdbcSecretStamps(
                        bean(JdbcClient.class),
                        bean(TransactionTemplate.class),
                        late,
                        stored.getBeanProvider(StoredSuspicions.class),
                        bean(ActivityLog.class))
                .suspect(stays.sha512(), 1, Level.SECRET);
        assertThat(listed(id)).isZero();
        assertBlocked(told(), stays);
    }
}
