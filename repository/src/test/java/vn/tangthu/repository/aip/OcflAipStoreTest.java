package vn.tangthu.repository.aip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessGround;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.FondsObject;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings.NewFonds;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.SeriesId;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.memory.MemoryObjectStore;

class OcflAipStoreTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneOffset.UTC);

    @TempDir Path directory;
    private final MemoryObjectStore store = new MemoryObjectStore();
    private AipStore aips;
    private final TestAips made = new TestAips(20261121);

    @BeforeEach
    void open() {
        aips = new OcflAipStore(store, CLOCK, "test");
    }

    @Test
    void what_is_read_equals_what_was_stored_whatever_the_text() throws IOException {
        for (int i = 0; i < 300; i++) {
            Aip aip = made.aip();
            aips.store(aip, made.sources(aip, directory));
            assertThat(aips.read(aip.id())).isEqualTo(aip);
        }
    }

    @Test
    void original_names_are_kept_code_point_for_code_point() throws IOException {
        Aip base = made.aip(new AipId(UUID.randomUUID()), 1);
        for (String name : List.of("Hòa.pdf", "Hoa\u0300.pdf", "a\r\n\tb  .pdf ", "x]]>&lt;.pdf")) {
            Aip aip = named(base, new AipId(UUID.randomUUID()), name);
            aips.store(aip, made.sources(aip, directory));
            assertThat(aips.read(aip.id()).documents().getFirst().files().getFirst().originalName())
                    .isEqualTo(name);
        }
    }

    @Test
    void what_xml_cannot_say_is_refused_and_nothing_is_stored() {
        for (String name : List.of("nul\u0000", "esc\u001b[31m", "half \ud83d", "\ufffe")) {
            Aip aip = named(made.aip(), new AipId(UUID.randomUUID()), name);
            assertThatThrownBy(() -> aips.store(aip, made.sources(aip, directory)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("ILLEGAL_CHARACTER");
            assertThatThrownBy(() -> aips.read(aip.id()))
                    .isInstanceOf(StoreException.NotFound.class);
        }
    }

    @Test
    void versions_are_added_and_nothing_of_the_first_is_lost() throws IOException {
        Aip first = made.aip(new AipId(UUID.randomUUID()), 3);
        aips.store(first, made.sources(first, directory));
        Aip second = retitled(first, "Tiêu đề đã sửa", "Trần Thị B");
        aips.addVersion(second, 1, Map.of());
        assertThat(aips.read(first.id())).isEqualTo(second);

        List<Aip.Document> documents = new ArrayList<>(second.documents());
        documents.removeFirst();
        documents.add(made.document(first.id(), 9, first.fileCode()));
        Aip third = next(second, documents, second.description(), "Thay tài liệu", "C");
        aips.addVersion(third, 2, made.sources(third, directory));
        assertThat(aips.read(first.id())).isEqualTo(third);

        ContentFile removed = first.documents().getFirst().files().getFirst();
        try (InputStream in = aips.open(first.id(), removed)) {
            assertThat(in.readAllBytes()).isEqualTo(made.contents().get(removed.id()));
        }
        AipStore.Inspection inspection = aips.inspect(onlyObject());
        assertThat(inspection.head()).isEqualTo(3);
        assertThat(inspection.problems()).isEmpty();
        assertThat(inspection.extra()).isEmpty();
        assertThat(inspection.expected())
                .filteredOn(file -> file.contentFile() != null)
                .extracting(AipStore.ExpectedFile::contentFile)
                .contains(removed.id());
    }

    @Test
    void of_twenty_who_correct_the_same_version_one_wins_and_the_others_are_told()
            throws Exception {
        Aip first = made.aip();
        aips.store(first, made.sources(first, directory));
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Aip mine = retitled(first, "Bản của người " + i, "người " + i);
            writers.add(
                    () -> {
                        try {
                            aips.addVersion(mine, 1, Map.of());
                            return true;
                        } catch (RefusedException e) {
                            assertThat(e.findings().getFirst().code())
                                    .isEqualTo("VERSION_CONFLICT");
                            return false;
                        }
                    });
        }
        int won = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> writer : threads.invokeAll(writers)) {
                won += writer.get() ? 1 : 0;
            }
        }
        assertThat(won).isEqualTo(1);
        assertThat(aips.read(first.id()).version()).isEqualTo(2);
    }

    @Test
    void a_source_that_changed_since_it_was_checked_is_not_stored() throws IOException {
        Aip aip = made.aip();
        var sources = made.sources(aip, directory);
        Path changed = sources.values().iterator().next();
        Files.writeString(changed, "khác");
        assertThatThrownBy(() -> aips.store(aip, sources))
                .isInstanceOf(StoreException.DigestMismatch.class);
        assertThatThrownBy(() -> aips.read(aip.id())).isInstanceOf(StoreException.NotFound.class);
    }

    @Test
    void the_second_digest_is_matched_too_while_the_bytes_stream() {
        Aip aip = made.aip(new AipId(UUID.randomUUID()), 1);
        ContentFile file = aip.documents().getFirst().files().getFirst();
        ContentFile wrong =
                new ContentFile(
                        file.id(),
                        file.path(),
                        file.originalName(),
                        file.mimeType(),
                        file.size(),
                        file.pages(),
                        file.sha512(),
                        Digest.of(DigestAlgorithm.SHA256, new byte[] {1}));
        Aip bad = withFiles(aip, List.of(wrong));
        assertThatThrownBy(() -> aips.store(bad, made.sources(bad, directory)))
                .isInstanceOf(StoreException.DigestMismatch.class);
        assertThatThrownBy(() -> aips.read(aip.id())).isInstanceOf(StoreException.NotFound.class);
    }

    @Test
    void storing_again_changes_nothing_and_other_content_is_not_taken_for_it() throws IOException {
        Aip aip = made.aip();
        aips.store(aip, made.sources(aip, directory));
        aips.store(aip, made.sources(aip, directory));
        assertThat(aips.read(aip.id())).isEqualTo(aip);
        Aip other =
                new Aip(
                        aip.id(),
                        aip.fonds(),
                        aip.fondsCode(),
                        aip.seriesCode(),
                        aip.fileCode(),
                        titled(aip.description(), "khác"),
                        aip.rights(),
                        aip.documents(),
                        aip.origins(),
                        aip.history());
        assertThatThrownBy(() -> aips.store(other, made.sources(other, directory)))
                .isInstanceOf(StoreException.Exists.class);
        assertThat(aips.read(aip.id())).isEqualTo(aip);
    }

    @Test
    void a_fonds_and_its_series_are_kept_and_changed_by_versions() throws IOException {
        FondsId id = new FondsId(UUID.randomUUID());
        NewFonds fonds =
                new NewFonds(
                        "H32.01",
                        "Phông \"Ủy ban\"",
                        "LS32",
                        LocalDate.of(2025, 7, 1),
                        "Thành lập 1976\nkết thúc 2025",
                        new Rights(
                                Access.LISTED,
                                true,
                                "QĐ 1",
                                AccessGround.BUSINESS_SECRET,
                                LocalDate.of(2040, 12, 31)));
        Instant created = Instant.parse("2026-11-20T01:02:03.004Z");
        aips.saveFonds(new FondsObject(id, fonds, List.of(), created, 1), "A", "Tạo phông");
        aips.saveFonds(new FondsObject(id, fonds, List.of(), created, 1), "A", "Tạo phông");
        FondsObject read = aips.readFonds(id);
        assertThat(read).isEqualTo(new FondsObject(id, fonds, List.of(), created, 1));
        var series =
                List.of(
                        new FondsObject.SeriesEntry(
                                new SeriesId(UUID.randomUUID()), "01", "Mục lục số 1"));
        aips.saveFonds(new FondsObject(id, fonds, series, created, 1), "B", "Thêm mục lục");
        assertThat(aips.readFonds(id)).isEqualTo(new FondsObject(id, fonds, series, created, 2));
        assertThat(onlyObject().kind()).isEqualTo(ObjectRef.Kind.FONDS);
        assertThat(onlyObject().id()).isEqualTo(id.value());
    }

    @Test
    void the_listing_gives_every_object_once_whatever_it_is() throws IOException {
        List<UUID> stored = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Aip aip = made.aip();
            aips.store(aip, made.sources(aip, directory));
            stored.add(aip.id().value());
        }
        try (Stream<ObjectRef> objects = aips.objects()) {
            assertThat(objects.map(ObjectRef::id)).containsExactlyInAnyOrderElementsOf(stored);
        }
        aips.removeUnacknowledged(new AipId(stored.getFirst()));
        try (Stream<ObjectRef> objects = aips.objects()) {
            assertThat(objects.map(ObjectRef::id))
                    .containsExactlyInAnyOrderElementsOf(stored.subList(1, stored.size()));
        }
    }

    @Test
    void every_file_of_the_head_can_be_exported() throws IOException {
        Aip aip = made.aip(new AipId(UUID.randomUUID()), 2);
        aips.store(aip, made.sources(aip, directory));
        List<AipStore.PackageFile> files = aips.headFiles(aip.id());
        assertThat(files)
                .extracting(AipStore.PackageFile::logicalPath)
                .contains("METS.xml", "metadata/descriptive/EAD.xml", "schemas/EAD_doc.xsd");
        for (AipStore.PackageFile file : files) {
            try (InputStream in = aips.open(file)) {
                byte[] bytes = in.readAllBytes();
                assertThat(bytes).hasSize((int) file.size());
                assertThat(Digest.of(file.sha512().algorithm(), bytes)).isEqualTo(file.sha512());
            }
        }
    }

    private ObjectRef onlyObject() throws IOException {
        try (Stream<ObjectRef> objects = aips.objects()) {
            List<ObjectRef> all = objects.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    private Aip named(Aip aip, AipId id, String originalName) {
        ContentFile file = aip.documents().getFirst().files().getFirst();
        ContentFile renamed =
                new ContentFile(
                        file.id(),
                        file.path(),
                        originalName,
                        file.mimeType(),
                        file.size(),
                        file.pages(),
                        file.sha512(),
                        file.sha256());
        Aip one = withFiles(aip, List.of(renamed));
        return new Aip(
                id,
                one.fonds(),
                one.fondsCode(),
                one.seriesCode(),
                one.fileCode(),
                one.description(),
                one.rights(),
                one.documents(),
                one.origins(),
                one.history());
    }

    private static Aip withFiles(Aip aip, List<ContentFile> files) {
        Aip.Document document = aip.documents().getFirst();
        return new Aip(
                aip.id(),
                aip.fonds(),
                aip.fondsCode(),
                aip.seriesCode(),
                aip.fileCode(),
                aip.description(),
                aip.rights(),
                List.of(
                        new Aip.Document(
                                document.id(), document.description(), document.rights(), files)),
                aip.origins(),
                aip.history());
    }

    static Aip retitled(Aip aip, String title, String actor) {
        return next(aip, aip.documents(), titled(aip.description(), title), "Sửa tiêu đề", actor);
    }

    static Aip next(
            Aip aip,
            List<Aip.Document> documents,
            FileDescription description,
            String message,
            String actor) {
        List<RecordVersion> history = new ArrayList<>(aip.history());
        history.add(
                new RecordVersion(
                        aip.version() + 1,
                        Instant.parse("2026-11-21T01:00:00Z").plusSeconds(aip.version()),
                        actor,
                        message));
        return new Aip(
                aip.id(),
                aip.fonds(),
                aip.fondsCode(),
                aip.seriesCode(),
                aip.fileCode(),
                description,
                aip.rights(),
                documents,
                aip.origins(),
                history);
    }

    static FileDescription titled(FileDescription d, String title) {
        return new FileDescription(
                d.arcFileCode(),
                title,
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
                d.description());
    }
}
