package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.FondsObject;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.catalogue.Samples;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.TangThuHome;
import vn.tangthu.storage.filesystem.FileSystemObjectStore;

/** The rooms that an audit touches, wired by Spring on a real database and real files. */
final class Archive implements AutoCloseable {
    final TestDatabase database = TestDatabase.fresh(12);
    final Path root;
    final ObjectStore store;
    final AipStore aips;
    private final Path sources;
    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();
    private final FondsObject fonds;

    Archive(Path directory) throws IOException {
        root = directory.resolve("store");
        sources = Files.createDirectories(directory.resolve("sources"));
        store = FileSystemObjectStore.open(root);
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        context.registerBean(TangThuHome.class, () -> new TangThuHome(directory));
        context.registerBean(ObjectStore.class, () -> store);
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(javax.sql.DataSource.class, database::dataSource);
        context.registerBean(JdbcClient.class, database::jdbc);
        context.registerBean(
                PlatformTransactionManager.class,
                () -> new JdbcTransactionManager(database.dataSource()));
        context.registerBean(TransactionTemplate.class, database::transactions);
        String base = "vn.tangthu.repository.";
        context.scan(base + "fixity", base + "access", base + "catalogue", base + "aip");
        context.refresh();
        aips = context.getBean(AipStore.class);
        fonds = Samples.fonds("K1", Rights.OPEN);
        aips.saveFonds(fonds, "tester", "Lập phông");
        database.jdbc()
                .sql(
                        "insert into projection.fonds (id, code, title, archive_code, access,"
                                + " title_public, created_at, sort_key) values (:id, 'K1', 'Phông',"
                                + " 'H49', 0, true, now(), 'K1')")
                .param("id", fonds.id().value())
                .update();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    UUID fonds() {
        return fonds.id().value();
    }

    /** A hồ sơ with so many documents, stored and acknowledged. */
    Aip keep(String fileCode, int documents) {
        Aip aip = store(fileCode, documents);
        CatalogueWriter writer = bean(CatalogueWriter.class);
        DeliveryId delivery = aip.origin().delivery();
        if (delivery == null) {
            throw new IllegalStateException();
        }
        writer.stage(delivery, aip);
        writer.acknowledge(delivery);
        return aip;
    }

    /** Stored and reserved, but not acknowledged: as in the middle of a delivery. */
    Aip store(String fileCode, int documents) {
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        var reserved =
                (CatalogueWriter.Reservation.Reserved)
                        bean(CatalogueWriter.class)
                                .reserve(
                                        delivery,
                                        "H49." + fileCode,
                                        Digest.of(
                                                DigestAlgorithm.SHA512,
                                                fileCode.getBytes(StandardCharsets.UTF_8)));
        return store(reserved.id(), delivery, fileCode, documents);
    }

    Aip store(AipId id, DeliveryId delivery, String fileCode, int documents) {
        Rights[] rights = new Rights[documents];
        java.util.Arrays.fill(rights, Rights.OPEN);
        Aip aip = Samples.aip(id, fonds, null, fileCode, delivery, Rights.OPEN, rights);
        try {
            Map<ContentFileId, Path> from = new HashMap<>();
            for (Aip.Document document : aip.documents()) {
                ContentFile file = document.files().getFirst();
                Path source = sources.resolve(file.id().toString());
                Files.writeString(source, aip.id() + document.description().docCode());
                from.put(file.id(), source);
            }
            aips.store(aip, from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return aip;
    }

    /** Where the bytes of a document lie. */
    Path fileOf(Aip aip, int document) {
        ContentFile file = aip.documents().get(document).files().getFirst();
        return find(aip, file.path());
    }

    Path objectOf(Aip aip) {
        return root.resolve(aips.rootOf(aip.id().value()).value());
    }

    Path find(Aip aip, String end) {
        try (Stream<Path> files = Files.walk(objectOf(aip))) {
            List<Path> found =
                    files.filter(Files::isRegularFile).filter(p -> p.endsWith(end)).toList();
            return found.getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How the store calls a file. */
    String key(Path file) {
        return root.relativize(file).toString();
    }

    @Override
    public void close() {
        context.close();
        store.close();
        database.close();
    }
}
