package vn.tangthu.repository.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
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
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.FondsObject;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Ledger;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.catalogue.Samples;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreCopies;
import vn.tangthu.storage.TangThuHome;
import vn.tangthu.storage.filesystem.FileSystemObjectStore;

/** The rooms whose events come into the log, on a real database and real files. */
final class LedgerArchive implements AutoCloseable {
    final TestDatabase database;
    final Path directory;
    final Path root;
    final ObjectStore store;
    private final boolean ownDatabase;
    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();

    LedgerArchive(Path directory) throws IOException {
        this(directory, null);
    }

    /** On a database that is there, as after a new start. */
    LedgerArchive(Path directory, @Nullable TestDatabase database) throws IOException {
        this(directory, database, Map.of(), store -> store);
    }

    /** With settings, {@code tangthu.…}. */
    LedgerArchive(Path directory, @Nullable TestDatabase database, Map<String, Object> settings)
            throws IOException {
        this(directory, database, settings, store -> store);
    }

    /** With a store that is not quite the one on the disk. */
    LedgerArchive(
            Path directory,
            @Nullable TestDatabase database,
            Map<String, Object> settings,
            UnaryOperator<ObjectStore> around)
            throws IOException {
        this.directory = directory;
        this.ownDatabase = database == null;
        this.database = database == null ? TestDatabase.fresh(12) : database;
        root = directory.resolve("store");
        store = around.apply(FileSystemObjectStore.open(root));
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        context.getEnvironment()
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "test",
                                Map.of(
                                        "tangthu.log.background", "false",
                                        "tangthu.log.interval", "PT0S")));
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("more", settings));
        context.registerBean(TangThuHome.class, () -> new TangThuHome(directory));
        context.registerBean(ObjectStore.class, () -> store);
        context.registerBean(StoreCopies.class, () -> new StoreCopies(List.of()));
        context.registerBean(Clock.class, Clock::systemUTC);
        // whoever made the database closes it
        context.registerBean(
                DataSource.class, this.database::dataSource, bean -> bean.setDestroyMethodName(""));
        context.registerBean(JdbcClient.class, this.database::jdbc);
        context.registerBean(
                PlatformTransactionManager.class,
                () -> new JdbcTransactionManager(this.database.dataSource()));
        context.registerBean(TransactionTemplate.class, this.database::transactions);
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
                base + "ledger",
                base + "certificates");
        context.refresh();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Ledger ledger() {
        return bean(Ledger.class);
    }

    /** Somebody did something. */
    void act(String action, @Nullable String subject) {
        bean(ActivityLog.class).record(Reader.OPERATOR, action, subject, "từ 10.0.0.7");
    }

    /** Everything that can be proved; the faults that were found. */
    List<Ledger.Problem> verify() {
        return verify(new Ledger.Verifying(false, null, null, List.of()));
    }

    List<Ledger.Problem> verify(Ledger.Verifying how) {
        List<Ledger.Problem> problems = new ArrayList<>();
        try {
            var unused = ledger().verify(how, problems::add, Progress.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return problems;
    }

    /** A hồ sơ of one document in a fonds of its own, stored and acknowledged. */
    Aip keep(String code) throws IOException {
        FondsObject sample = Samples.fonds(code, Rights.OPEN);
        FondsId id = bean(Holdings.class).createFonds(sample.fonds(), Reader.OPERATOR);
        FondsObject fonds = new FondsObject(id, sample.fonds(), List.of(), sample.createdAt(), 1);
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        CatalogueWriter writer = bean(CatalogueWriter.class);
        var reserved =
                (CatalogueWriter.Reservation.Reserved)
                        writer.reserve(
                                delivery,
                                "H49." + code,
                                Digest.of(
                                        DigestAlgorithm.SHA512,
                                        code.getBytes(StandardCharsets.UTF_8)));
        AipId aipId = reserved.id();
        Aip aip = Samples.aip(aipId, fonds, null, code, delivery, Rights.OPEN, Rights.OPEN);
        Map<ContentFileId, Path> sources = new HashMap<>(Samples.sources(aip, directory));
        bean(AipStore.class).store(aip, sources);
        writer.stage(delivery, aip);
        writer.acknowledge(delivery);
        return aip;
    }

    Path segment(int number) {
        return root.resolve(Segments.key(number).value());
    }

    Path note(int number) {
        return root.resolve(Segments.checkpoint(number).value());
    }

    /** Objects of the log. */
    long segments() throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(Segments.EVENTS))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Override
    public void close() {
        context.close();
        store.close();
        if (ownDatabase) {
            database.close();
        }
    }
}
