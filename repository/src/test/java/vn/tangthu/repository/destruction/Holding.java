package vn.tangthu.repository.destruction;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.catalogue.Samples;
import vn.tangthu.repository.database.RepositoryContext;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreCopies;
import vn.tangthu.storage.StoreCopy;
import vn.tangthu.storage.TangThuHome;
import vn.tangthu.storage.filesystem.FileSystemObjectStore;

/** An archive with a store of files, a database, and a clock that can be put forward. */
final class Holding implements AutoCloseable {
    static final Reader HOA = archivist("Hoa");
    static final Reader LAN = archivist("Lan");

    final TestDatabase database = TestDatabase.fresh();
    final MovingClock clock = new MovingClock();
    private final Path directory;
    private final List<StoreCopy> copies;

    @SuppressWarnings("NullAway.Init")
    ObjectStore store;

    @SuppressWarnings("NullAway.Init")
    private AnnotationConfigApplicationContext context;

    @SuppressWarnings("NullAway.Init")
    private FondsId fonds;

    static final class MovingClock extends Clock {
        private Duration ahead = Duration.ZERO;

        void forward(Duration by) {
            ahead = ahead.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(ahead);
        }
    }

    Holding(Path directory, List<StoreCopy> copies) throws IOException {
        this.directory = directory;
        this.copies = copies;
        context = open(database);
        fonds =
                bean(Holdings.class)
                        .createFonds(
                                new Holdings.NewFonds(
                                        "A", "Phông A", "H49", null, null, Rights.OPEN),
                                Reader.OPERATOR);
    }

    /** With the store, which is closed with it. */
    private AnnotationConfigApplicationContext open(TestDatabase on) throws IOException {
        store = FileSystemObjectStore.open(directory.resolve("store"));
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
                        "erasure",
                        "destruction",
                        "fixity");
        opened.setAllowBeanDefinitionOverriding(true);
        opened.registerBean(Clock.class, () -> clock);
        opened.registerBean(TangThuHome.class, () -> new TangThuHome(directory));
        opened.registerBean(StoreCopies.class, () -> new StoreCopies(copies));
        opened.refresh();
        return opened;
    }

    /** As after a stop. */
    void reopen() throws IOException {
        context.close();
        context = open(database);
    }

    /** The same store under an empty database, as when only it was left. */
    void reopen(TestDatabase other) throws IOException {
        context.close();
        context = open(other);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    private static Reader archivist(String name) {
        return new Reader(
                new AccountId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))),
                name,
                Set.of(Role.ARCHIVIST),
                Set.of());
    }

    /** One hồ sơ with a document for each content, closed in 1981. */
    AipId keep(String code, Maintenance term, String... contents) throws IOException {
        return keep(code, term, null, null, contents);
    }

    /**
     * @param ofDocuments retention of each document, or null
     * @param firstPage where each document begins in its file, or null for a file of its own
     */
    AipId keep(
            String code,
            Maintenance term,
            @Nullable Maintenance ofDocuments,
            @Nullable Integer firstPage,
            String... contents)
            throws IOException {
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        Rights[] rights = new Rights[contents.length];
        Arrays.fill(rights, Rights.OPEN);
        Aip sample =
                Samples.aip(
                        bean(AipStore.class).readFonds(fonds),
                        null,
                        code,
                        delivery,
                        Rights.OPEN,
                        rights);
        var reserved =
                (CatalogueWriter.Reservation.Reserved)
                        bean(CatalogueWriter.class)
                                .reserve(delivery, "H49." + code, sample.fingerprint());
        Aip aip = Samples.withId(sample, reserved.id());
        List<Aip.Document> documents = new ArrayList<>();
        Map<ContentFileId, Path> sources = new HashMap<>();
        for (Aip.Document document : aip.documents()) {
            byte[] bytes = contents[documents.size()].getBytes(StandardCharsets.UTF_8);
            ContentFile file = document.files().getFirst();
            Path source = Files.write(directory.resolve(UUID.randomUUID() + ".pdf"), bytes);
            sources.put(file.id(), source);
            documents.add(
                    new Aip.Document(
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
                                            3,
                                            Digest.of(DigestAlgorithm.SHA512, bytes),
                                            Digest.of(DigestAlgorithm.SHA256, bytes)))));
        }
        aip =
                new Aip(
                        aip.id(),
                        aip.fonds(),
                        aip.fondsCode(),
                        aip.seriesCode(),
                        aip.fileCode(),
                        described(aip.description(), term),
                        aip.rights(),
                        documents,
                        aip.origins(),
                        aip.history());
        bean(AipStore.class).store(aip, sources);
        bean(CatalogueWriter.class).stage(delivery, aip);
        AipId id = bean(CatalogueWriter.class).acknowledge(delivery).getFirst();
        // What the description of a document and the binding of its pages would tell.
        if (ofDocuments != null) {
            int unused =
                    jdbc().sql(
                                    "update projection.document set description = description ||"
                                            + " jsonb_build_object('maintenance', ?::text)"
                                            + " where aip_id = ?")
                            .params(ofDocuments.name(), id.value())
                            .update();
        }
        if (firstPage != null) {
            int unused =
                    jdbc().sql(
                                    "update projection.content_file set first_page = ?, whole_id ="
                                            + " id, whole_pages = 6 where aip_id = ?")
                            .params(firstPage, id.value())
                            .update();
        }
        return id;
    }

    private static FileDescription described(FileDescription d, Maintenance term) {
        return new FileDescription(
                d.arcFileCode(),
                d.title(),
                term,
                d.mode(),
                d.languages(),
                d.startDate(),
                ArchivalDate.parse("1981"),
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
                d.description());
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }
}
