package vn.tangthu.repository.ingest;

import static org.mockito.Mockito.mock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.Deliveries.Options;
import vn.tangthu.repository.DeliveryTemplate;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.IndexBarrier;
import vn.tangthu.repository.LogSeal;
import vn.tangthu.repository.PaperRegister;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.TestSeal;
import vn.tangthu.repository.VirusScanner;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.TangThuHome;

/** The rooms of the repository wired as the application wires them, for one process's life. */
final class IngestRoom implements AutoCloseable {
    static final String ARCHIVE_CODE = "H32.LTLS";

    final AnnotationConfigApplicationContext context;
    final RecordedDeliveries deliveries;
    final DeliveryTemplate template;
    final Catalogue catalogue;
    final CatalogueWriter writer;
    final AipStore store;
    final Holdings holdings;
    final TangThuHome home;

    /** What gives out kept files. */
    Retrieval retrieval = (file, reader) -> new Fetched();

    /** What the activity log was told, action and subject. */
    final List<String> activity = new CopyOnWriteArrayList<>();

    /** Without a virus scanner. */
    IngestRoom(Path home, DataSource database, ObjectStore objects, @Nullable ContentProbe probe) {
        this(home, database, objects, probe, Map.of());
    }

    /**
     * @param scanning settings of the virus scanner; none where empty
     */
    IngestRoom(
            Path home,
            DataSource database,
            ObjectStore objects,
            @Nullable ContentProbe probe,
            Map<String, Object> scanning) {
        this(home, database, objects, probe, scanning, Clock.systemUTC());
    }

    IngestRoom(
            Path home,
            DataSource database,
            ObjectStore objects,
            @Nullable ContentProbe probe,
            Map<String, Object> scanning,
            Clock clock) {
        this.home = new TangThuHome(home);
        context = new AnnotationConfigApplicationContext();
        context.getBeanFactory()
                .setConversionService(ApplicationConversionService.getSharedInstance());
        context.registerBean(TangThuHome.class, () -> this.home);
        context.registerBean(DataSource.class, () -> database, d -> d.setDestroyMethodName(""));
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
        context.registerBean(
                PlatformTransactionManager.class, () -> new JdbcTransactionManager(database));
        context.registerBean(
                TransactionTemplate.class,
                () -> new TransactionTemplate(new JdbcTransactionManager(database)));
        context.registerBean(ObjectStore.class, () -> objects, d -> d.setDestroyMethodName(""));
        context.registerBean(Clock.class, () -> clock);
        if (probe != null) {
            context.registerBean(ContentProbe.class, () -> probe);
        }
        IndexBarrier index = sequence -> {};
        context.registerBean(IndexBarrier.class, () -> index);
        context.registerBean(Retrieval.class, () -> (file, reader) -> retrieval.open(file, reader));
        context.registerBean(ActivityLog.class, () -> new Log(activity));
        if (scanning.isEmpty()) {
            context.registerBean(VirusScanner.class, () -> VirusScanner.NONE);
        } else {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("scanning", scanning));
            context.scan("vn.tangthu.repository.scanning");
        }
        context.registerBean(LogSeal.class, TestSeal::new);
        // Lists of paper are read in this room and kept in another.
        context.registerBean(PaperRegister.class, () -> mock(PaperRegister.class));
        context.scan(
                "vn.tangthu.repository.aip",
                "vn.tangthu.repository.bodies",
                "vn.tangthu.repository.catalogue",
                "vn.tangthu.repository.ingest",
                "vn.tangthu.repository.recovery");
        context.refresh();
        deliveries = context.getBean(RecordedDeliveries.class);
        template = context.getBean(DeliveryTemplate.class);
        catalogue = context.getBean(Catalogue.class);
        writer = context.getBean(CatalogueWriter.class);
        store = context.getBean(AipStore.class);
        holdings = context.getBean(Holdings.class);
    }

    /** What happens in the application when it has started: what was cut off is taken up. */
    void started() {
        SpringApplication serving = new SpringApplication();
        serving.setWebApplicationType(WebApplicationType.SERVLET);
        context.publishEvent(
                new ApplicationStartedEvent(serving, new String[0], context, Duration.ZERO));
    }

    /** What a kept file is compared with here is asked of the probe, whatever the bytes. */
    private record Fetched() implements Retrieval.VerifiedFile {
        @Override
        public Path path() {
            return Path.of("kept");
        }

        @Override
        public ContentFile file() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // nothing was fetched
        }
    }

    private record Log(List<String> told) implements ActivityLog {
        @Override
        public void record(
                Reader actor,
                String action,
                @Nullable String subject,
                @Nullable String detail,
                @Nullable ReadingPurpose purpose) {
            told.add(actor.name() + " " + action + " " + subject + " " + detail);
        }

        @Override
        public Slice<Entry> list(int offset, int limit) {
            throw new UnsupportedOperationException();
        }
    }

    Fonds fonds(String code, @Nullable LocalDate closedOn, String... series) {
        var id =
                holdings.createFonds(
                        new Holdings.NewFonds(
                                code,
                                "UBND huyện Diên Khánh",
                                ARCHIVE_CODE,
                                closedOn,
                                null,
                                Rights.OPEN),
                        Reader.OPERATOR);
        for (String each : series) {
            holdings.createSeries(id, each, "Mục lục " + each, Reader.OPERATOR);
        }
        return catalogue.fonds(id, Reader.OPERATOR).orElseThrow();
    }

    static Options options() {
        return new Options(false, false, "Công ty Số hóa", Reader.OPERATOR);
    }

    static Options acceptSound() {
        return new Options(true, false, "Công ty Số hóa", Reader.OPERATOR);
    }

    /** A folder in the staging directory, as an upload lays it. */
    Path stage(Path folder) throws IOException {
        Path staged = home.staging().resolve("upload-" + UUID.randomUUID());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, staged.resolve(folder.relativize(file).toString()));
            }
        }
        return staged;
    }

    List<String> staging() throws IOException {
        try (Stream<Path> children = Files.list(home.staging())) {
            return children.map(c -> c.getFileName().toString()).toList();
        }
    }

    long objects() throws IOException {
        try (var all = store.objects()) {
            return all.filter(o -> o.kind() == AipStore.ObjectRef.Kind.AIP).count();
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
