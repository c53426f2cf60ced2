package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.FondsObject;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.repository.catalogue.Samples;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreCopies;
import vn.tangthu.storage.StoreCopy;
import vn.tangthu.storage.StorePrefix;
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
    private byte[] filling = new byte[0];

    Archive(Path directory) throws IOException {
        this(directory, List.of());
    }

    /** With copies of it. */
    Archive(Path directory, List<StoreCopy> copies) throws IOException {
        this(directory, copies, Map.of());
    }

    /** With settings, {@code tangthu.…}. */
    Archive(Path directory, List<StoreCopy> copies, Map<String, Object> settings)
            throws IOException {
        this(directory, copies, settings, Clock.systemUTC());
    }

    /** With a clock of the test. */
    Archive(Path directory, List<StoreCopy> copies, Map<String, Object> settings, Clock clock)
            throws IOException {
        root = directory.resolve("store");
        sources = Files.createDirectories(directory.resolve("sources"));
        store = withBadSectors(FileSystemObjectStore.open(root));
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", settings));
        context.getEnvironment()
                .getPropertySources()
                .addLast(
                        new MapPropertySource(
                                "quiet",
                                Map.of(
                                        "tangthu.log.background", "false",
                                        "tangthu.audit.background", "false",
                                        "tangthu.alarms.background", "false")));
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        context.registerBean(TangThuHome.class, () -> new TangThuHome(directory));
        context.registerBean(ObjectStore.class, () -> store);
        context.registerBean(StoreCopies.class, () -> new StoreCopies(copies));
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(DataSource.class, database::dataSource);
        context.registerBean(JdbcClient.class, database::jdbc);
        context.registerBean(
                PlatformTransactionManager.class,
                () -> new JdbcTransactionManager(database.dataSource()));
        context.registerBean(TransactionTemplate.class, database::transactions);
        context.getBeanFactory()
                .setConversionService(
                        org.springframework.boot.convert.ApplicationConversionService
                                .getSharedInstance());
        String base = "vn.tangthu.repository.";
        context.scan(
                base + "fixity",
                base + "access",
                base + "fees",
                base + "bodies",
                base + "post",
                base + "catalogue",
                base + "aip",
                base + "ledger");
        context.refresh();
        aips = context.getBean(AipStore.class);
        FondsObject sample = Samples.fonds("K1", Rights.OPEN);
        FondsId id = bean(Holdings.class).createFonds(sample.fonds(), Reader.OPERATOR);
        fonds = new FondsObject(id, sample.fonds(), List.of(), sample.createdAt(), 1);
    }

    /** Keys of which nothing can be read, as of a file on a bad sector. */
    final Set<String> unreadable = ConcurrentHashMap.newKeySet();

    /** Folders that were listed. */
    final Set<String> listed = ConcurrentHashMap.newKeySet();

    private ObjectStore withBadSectors(ObjectStore disk) {
        return (ObjectStore)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        disk.getClass().getInterfaces(),
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("list")) {
                                ((StorePrefix) arguments[0])
                                        .below()
                                        .ifPresent(folder -> listed.add(folder.value()));
                            }
                            if (method.getName().startsWith("open")
                                    && unreadable.contains(arguments[0].toString())) {
                                throw new IOException("Input/output error");
                            }
                            try {
                                return method.invoke(disk, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    UUID fonds() {
        return fonds.id().value();
    }

    /** A hồ sơ with so many documents, stored and acknowledged. */
    Aip keep(String fileCode, int documents) {
        return acknowledge(store(fileCode, documents));
    }

    /** The same with documents of this length. */
    Aip keep(String fileCode, int documents, byte[] content) {
        filling = content;
        return acknowledge(store(fileCode, documents));
    }

    /** One more hồ sơ that the delivery brought when it was taken up again. */
    Aip keepWith(DeliveryId delivery, String fileCode) {
        return acknowledge(store(reserve(delivery, fileCode), delivery, fileCode, 1));
    }

    JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    Aip acknowledge(Aip aip) {
        CatalogueWriter writer = bean(CatalogueWriter.class);
        DeliveryId delivery = aip.origin().delivery();
        if (delivery == null) {
            throw new IllegalStateException();
        }
        writer.stage(delivery, aip);
        try {
            writer.acknowledge(delivery);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return aip;
    }

    /** Puts another package, whole and with inventories of its own, in the place of one. */
    void replace(Aip by) throws IOException {
        FileSystemUtils.deleteRecursively(objectOf(by));
        Map<ContentFileId, Path> from = new HashMap<>();
        for (Aip.Document document : by.documents()) {
            ContentFile file = document.files().getFirst();
            from.put(file.id(), sources.resolve(file.id().toString()));
        }
        aips.store(by, from);
    }

    /** Stored and reserved, but not acknowledged: as in the middle of a delivery. */
    Aip store(String fileCode, int documents) {
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        return store(reserve(delivery, fileCode), delivery, fileCode, documents);
    }

    private AipId reserve(DeliveryId delivery, String fileCode) {
        var reserved =
                (CatalogueWriter.Reservation.Reserved)
                        bean(CatalogueWriter.class)
                                .reserve(
                                        delivery,
                                        "H49." + fileCode,
                                        Digest.of(
                                                DigestAlgorithm.SHA512,
                                                fileCode.getBytes(StandardCharsets.UTF_8)));
        return reserved.id();
    }

    Aip store(AipId id, DeliveryId delivery, String fileCode, int documents) {
        Rights[] rights = new Rights[documents];
        Arrays.fill(rights, Rights.OPEN);
        Aip aip = filled(Samples.aip(id, fonds, null, fileCode, delivery, Rights.OPEN, rights));
        try {
            Map<ContentFileId, Path> from = new HashMap<>();
            for (Aip.Document document : aip.documents()) {
                ContentFile file = document.files().getFirst();
                Path source = sources.resolve(file.id().toString());
                Files.write(source, bytesOf(aip.id(), document));
                from.put(file.id(), source);
            }
            aips.store(aip, from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return aip;
    }

    /** Different for each document, of equal length in a hồ sơ, and the filling behind it. */
    private byte[] bytesOf(AipId aip, Aip.Document document) {
        byte[] name = (aip + document.description().docCode()).getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(name, name.length + filling.length);
        System.arraycopy(filling, 0, all, name.length, filling.length);
        return all;
    }

    private Aip filled(Aip aip) {
        List<Aip.Document> documents =
                aip.documents().stream()
                        .map(
                                document -> {
                                    byte[] bytes = bytesOf(aip.id(), document);
                                    ContentFile file = document.files().getFirst();
                                    return new Aip.Document(
                                            document.id(),
                                            document.description(),
                                            document.rights(),
                                            List.of(
                                                    new ContentFile(
                                                            file.id(),
                                                            file.path(),
                                                            file.originalName(),
                                                            file.mimeType(),
                                                            bytes.length,
                                                            file.pages(),
                                                            Digest.of(
                                                                    DigestAlgorithm.SHA512, bytes),
                                                            Digest.of(
                                                                    DigestAlgorithm.SHA256,
                                                                    bytes))));
                                })
                        .toList();
        return new Aip(
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

    /** Erased by a decision, as far as the store tells. */
    void tombstone(Aip aip) throws IOException {
        tombstone(aip, null);
    }

    void tombstone(Aip aip, @Nullable UUID successor) throws IOException {
        bean(Tombstones.class)
                .write(
                        new Tombstones.Tombstone(
                                aip.id().value(),
                                1,
                                aip.description().arcFileCode(),
                                Tombstones.Cause.DESTROYED,
                                "TT 05/2025",
                                "12/QĐ",
                                LocalDate.of(2026, 11, 20),
                                List.of("A"),
                                "lan",
                                "hoa",
                                Instant.now(),
                                successor));
    }
}
