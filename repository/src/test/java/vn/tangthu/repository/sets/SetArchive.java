package vn.tangthu.repository.sets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.BackupSets;
import vn.tangthu.repository.BackupSets.Kind;
import vn.tangthu.repository.BackupSets.MediumKind;
import vn.tangthu.repository.BackupSets.NewMedium;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.catalogue.Samples;
import vn.tangthu.repository.database.RepositoryContext;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.DirectoryStores;
import vn.tangthu.storage.FaultyObjectStore;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreCopies;
import vn.tangthu.storage.TangThuHome;
import vn.tangthu.storage.filesystem.FileSystemObjectStore;

/** The rooms that a back-up set touches, on a real database and real files. */
final class SetArchive implements AutoCloseable {
    static final NewMedium MEDIUM =
            new NewMedium("WD-77", "Đĩa số 1", MediumKind.HARD_DISK, LocalDate.of(2026, 1, 2));

    final TestDatabase database = TestDatabase.fresh(12);
    final Path root;
    final ObjectStore store;
    final Path mount;
    private final Path files;
    private final AnnotationConfigApplicationContext context;
    private final FondsId fonds;

    /** The call of the medium's store that fails, 0 for none. */
    long failAt;

    FaultyObjectStore.Fault fault = FaultyObjectStore.Fault.ERROR_AFTER;

    /** Calls of the medium's store when it was opened last. */
    FaultyObjectStore medium;

    SetArchive(Path directory, Map<String, Object> settings) throws IOException {
        Path home = Files.createDirectories(directory.resolve("kho"));
        root = home.resolve("store");
        mount = Files.createDirectories(directory.resolve("vật mang tin"));
        files = Files.createDirectories(directory.resolve("nguồn"));
        store = FileSystemObjectStore.open(root);
        medium = new FaultyObjectStore(store);
        context = rooms(database, store, home, this::opened, settings);
        context.refresh();
        fonds =
                bean(Holdings.class)
                        .createFonds(
                                new Holdings.NewFonds(
                                        "A", "Phông A", "H49", null, null, Rights.OPEN),
                                Reader.OPERATOR);
    }

    /** Not refreshed yet. */
    static AnnotationConfigApplicationContext rooms(
            TestDatabase database,
            ObjectStore store,
            Path home,
            DirectoryStores directories,
            Map<String, Object> settings) {
        AnnotationConfigApplicationContext context =
                RepositoryContext.of(
                        database,
                        store,
                        "aip",
                        "catalogue",
                        "recovery",
                        "access",
                        "fees",
                        "bodies",
                        "post",
                        "erasure",
                        "ledger",
                        "fixity",
                        "validation",
                        "sets");
        context.getEnvironment()
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "test",
                                Map.of(
                                        "tangthu.log.background",
                                        "false",
                                        "tangthu.log.interval",
                                        "PT0S")));
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("more", settings));
        context.getBeanFactory()
                .setConversionService(ApplicationConversionService.getSharedInstance());
        context.registerBean(TangThuHome.class, () -> new TangThuHome(home));
        context.registerBean(StoreCopies.class, () -> new StoreCopies(List.of()));
        context.registerBean(DirectoryStores.class, () -> directories);
        return context;
    }

    private ObjectStore opened(Path directory) throws IOException {
        medium = new FaultyObjectStore(FileSystemObjectStore.open(directory));
        medium.failAt(failAt, fault);
        return medium;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    BackupSets sets() {
        return bean(BackupSets.class);
    }

    BackupSets.BackupSet write(Kind kind) throws IOException {
        return sets().write(
                        new BackupSets.Order(
                                mount, kind, "A", MEDIUM, "Trần Thị B, thủ kho", Reader.OPERATOR),
                        Progress.NONE);
    }

    BackupSets.Checked verify(BackupSets.BackupSet set) throws IOException {
        return sets().verify(folder(set), Reader.OPERATOR, Progress.NONE);
    }

    Path folder(BackupSets.BackupSet set) {
        return mount.resolve(set.directory());
    }

    /** Taken in by one delivery and acknowledged. */
    List<AipId> keep(String... codes) throws IOException {
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        CatalogueWriter writer = bean(CatalogueWriter.class);
        for (String code : codes) {
            Aip sample =
                    Samples.aip(
                            bean(AipStore.class).readFonds(fonds),
                            null,
                            code,
                            delivery,
                            Rights.OPEN,
                            Rights.OPEN,
                            Rights.OPEN);
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
        return writer.acknowledge(delivery);
    }

    @Override
    public void close() {
        context.close();
        store.close();
        database.close();
    }
}
