package vn.tangthu.repository.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.Certificates;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Erasures;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Recovery;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.SuspectedSecrets;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.repository.catalogue.Samples;
import vn.tangthu.repository.database.RepositoryContext;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;
import vn.tangthu.storage.StoreWitness;
import vn.tangthu.storage.TangThuHome;
import vn.tangthu.storage.memory.MemoryObjectStore;
import vn.tangthu.storage.own.OwnStore;

/** While the store's disk is not mounted nothing is erased, noted or issued; after it, all is. */
class AwayStoreTest {
    @TempDir Path files;
    @TempDir Path home;
    private final TestDatabase database = TestDatabase.fresh();
    private final MemoryObjectStore disk = new MemoryObjectStore();
    private final MemoryObjectStore mountPoint = new MemoryObjectStore();
    private final AtomicReference<ObjectStore> mounted = new AtomicReference<>(disk);

    @SuppressWarnings("NullAway.Init")
    private AnnotationConfigApplicationContext context;

    private List<AipId> kept = List.of();

    private AnnotationConfigApplicationContext open() {
        ObjectStore place =
                (ObjectStore)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {ObjectStore.class},
                                (proxy, method, arguments) -> {
                                    try {
                                        return method.invoke(mounted.get(), arguments);
                                    } catch (InvocationTargetException e) {
                                        throw e.getCause();
                                    }
                                });
        AtomicReference<AnnotationConfigApplicationContext> later = new AtomicReference<>();
        ObjectStore own =
                new OwnStore(
                        place,
                        home.resolve("store-begun"),
                        () ->
                                Objects.requireNonNull(later.get())
                                        .getBean(StoreWitness.class)
                                        .newest(),
                        Duration.ZERO);
        AnnotationConfigApplicationContext opened =
                RepositoryContext.of(
                        database,
                        own,
                        "aip",
                        "catalogue",
                        "recovery",
                        "access",
                        "fees",
                        "bodies",
                        "post",
                        "erasure",
                        "certificates");
        later.set(opened);
        opened.registerBean(TangThuHome.class, () -> new TangThuHome(home));
        opened.refresh();
        return opened;
    }

    private <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @BeforeEach
    void ingest() throws IOException {
        context = open();
        FondsId fonds =
                bean(Holdings.class)
                        .createFonds(
                                new Holdings.NewFonds(
                                        "A", "Phông A", "H49", null, null, Rights.OPEN),
                                Reader.OPERATOR);
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        for (int i = 1; i <= 2; i++) {
            Aip sample =
                    Samples.aip(
                            bean(AipStore.class).readFonds(fonds),
                            null,
                            "A.2001." + i,
                            delivery,
                            Rights.OPEN,
                            Rights.OPEN);
            var writer = bean(CatalogueWriter.class);
            var reserved =
                    (CatalogueWriter.Reservation.Reserved)
                            writer.reserve(
                                    delivery,
                                    sample.description().arcFileCode(),
                                    sample.fingerprint());
            Aip aip = Samples.withId(sample, reserved.id());
            bean(AipStore.class).store(aip, Samples.sources(aip, files));
            writer.stage(delivery, aip);
        }
        kept = bean(CatalogueWriter.class).acknowledge(delivery);
    }

    @AfterEach
    void close() {
        context.close();
        database.close();
    }

    private long rows(String sql) {
        return bean(JdbcClient.class).sql(sql).query(Long.class).single();
    }

    private static List<String> below(ObjectStore store, String folder) throws IOException {
        try (Stream<ObjectInfo> all = store.list(StorePrefix.below(folder))) {
            return all.map(info -> info.key().value()).toList();
        }
    }

    private void order(AipId id) throws InterruptedException {
        bean(Erasures.class)
                .order(
                        new Erasures.Order(
                                id,
                                Tombstones.Cause.DESTROYED,
                                "Thông tư 05/2025/TT-BNV, Điều 48–50",
                                "12/QĐ-LTLS",
                                LocalDate.of(2026, 11, 20),
                                List.of("Nguyễn Thị Hoa"),
                                Reader.OPERATOR,
                                "người thứ hai",
                                null));
        bean(Erasures.class).awaitIdle();
    }

    private void assertNothingIsBelowTheMount() throws IOException {
        try (Stream<ObjectInfo> all = mountPoint.list(StorePrefix.ALL)) {
            assertThat(all).isEmpty();
        }
    }

    @Test
    void anErasureIsNotDoneInAnEmptyMountPointAndIsDoneOnceTheDiskIsBack() throws Exception {
        AipId id = kept.getFirst();
        String root = bean(AipStore.class).rootOf(id.value()).value();
        mounted.set(mountPoint);
        order(id);
        assertThat(rows("select count(*) from kept.erasure where state = 'ORDERED'")).isOne();
        assertNothingIsBelowTheMount();

        // A start later, in a home that does not know the store: the catalogue does.
        context.close();
        Files.delete(home.resolve("store-begun"));
        context = open();
        bean(StoredErasures.class).start();
        bean(Erasures.class).awaitIdle();
        assertThat(rows("select count(*) from kept.erasure where state = 'ORDERED'")).isOne();
        assertNothingIsBelowTheMount();

        context.close();
        mounted.set(disk);
        assertThat(below(disk, root)).isNotEmpty();
        context = open();
        bean(StoredErasures.class).start();
        bean(Erasures.class).awaitIdle();
        assertThat(rows("select count(*) from kept.erasure where state = 'ORDERED'")).isZero();
        assertThat(below(disk, root)).isEmpty();
        assertThat(below(disk, "log/erased")).hasSize(1);
    }

    @Test
    void aSuspicionAndACertificateAreNotLeftBelowTheMount() throws IOException {
        Digest digest =
                bean(AipStore.class)
                        .read(kept.getFirst())
                        .documents()
                        .getFirst()
                        .files()
                        .getFirst()
                        .sha512();
        mounted.set(mountPoint);
        bean(SuspectedSecrets.class).suspect(digest, 1, SuspectedSecrets.Level.SECRET);
        bean(StoredSuspicions.class).write();
        assertThat(rows("select count(*) from kept.suspicion where logged = ''")).isOne();
        Certificates.Draft draft =
                new Certificates.Draft(
                        Certificates.Kind.AUDIT,
                        null,
                        null,
                        true,
                        List.of(),
                        List.of(),
                        null,
                        null);
        Certificates.Writing pdf =
                name -> new Certificates.Pdf(name.number().getBytes(StandardCharsets.UTF_8), false);
        assertThatThrownBy(() -> bean(Certificates.class).issue(draft, pdf, Reader.OPERATOR))
                .isInstanceOf(StoreException.NotThere.class);
        assertThat(bean(Certificates.class).list("", Long.MAX_VALUE, 1)).isEmpty();
        assertNothingIsBelowTheMount();

        mounted.set(disk);
        bean(StoredSuspicions.class).write();
        assertThat(below(disk, "log/suspected")).hasSize(1);
        Object unused = bean(Certificates.class).issue(draft, pdf, Reader.OPERATOR);
        assertThat(below(disk, "log/certificates")).hasSize(1);
    }

    @Test
    void nothingIsRebuiltNorPutBackWhileTheStoreIsAway() throws IOException {
        mounted.set(mountPoint);
        Recovery recovery = bean(Recovery.class);
        assertThatThrownBy(() -> recovery.rebuild(Progress.NONE))
                .isInstanceOf(StoreException.NotThere.class);
        assertThatThrownBy(() -> recovery.restore(files, Progress.NONE))
                .isInstanceOf(StoreException.NotThere.class);
        assertThat(rows("select count(*) from projection.record where visible")).isEqualTo(2);
        assertNothingIsBelowTheMount();
    }

    @Test
    void theCatalogueNamesWhatItsStoreMustHave() throws IOException {
        StoreWitness witness = bean(StoreWitness.class);
        assertThat(witness.newest())
                .hasSize(2)
                .allSatisfy(key -> assertThat(disk.info(key)).isPresent());
        int unused = bean(JdbcClient.class).sql("delete from projection.journal").update();
        assertThat(witness.newest())
                .isNotEmpty()
                .allSatisfy(key -> assertThat(key.value()).startsWith("log/acknowledged/"))
                .allSatisfy(key -> assertThat(disk.info(key)).isPresent());
        StoreKey newest = witness.newest().getFirst();
        for (String sql :
                List.of(
                        "insert into kept.acknowledgement (object_key, sha512) select"
                                + " 'log/acknowledged/old' || n, repeat('0', 128) from"
                                + " generate_series(1, 12) n",
                        "update kept.ledger_once set at = at - interval '1 year' where subject like"
                                + " 'log/acknowledged/old%'",
                        "update kept.acknowledgement set sha512 = sha512 where object_key not like"
                                + " 'log/acknowledged/old%'")) {
            unused = bean(JdbcClient.class).sql(sql).update();
        }
        assertThat(witness.newest()).hasSize(9).startsWith(newest);
    }
}
