package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore.PackageFile;
import vn.tangthu.repository.Deliveries.Decision;
import vn.tangthu.repository.Deliveries.Options;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Severity;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** SIP_tailieu and AIP_tailieu: documents that name the hồ sơ they belong to. */
class LooseDocumentsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh(8);
    private static final String AGENCY = "so-noi-vu";

    @TempDir Path tmp;
    private final String fonds = "T" + UUID.randomUUID().toString().substring(0, 8);
    private IngestRoom room;
    private Path delivery;

    @BeforeEach
    void open() throws IOException {
        room =
                new IngestRoom(
                        tmp.resolve("home"), DATABASE.dataSource(), new MemoryObjectStore(), null);
        room.fonds(fonds, null);
        delivery = Files.createDirectories(tmp.resolve("gửi"));
    }

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    @AfterEach
    void close() {
        room.close();
        DATABASE.jdbc().sql("delete from kept.delivery").update();
        DATABASE.jdbc().sql("delete from projection.reservation").update();
    }

    private Result ingest(Path source) throws IOException {
        return room.deliveries.ingest(source, IngestRoom.options(), Progress.NONE);
    }

    /** By the agency itself. */
    private Result byAgency(Path source) throws IOException {
        Reader agency = new Reader(null, AGENCY, Set.of(Role.AGENCY), Set.of());
        return room.deliveries.ingest(
                source, new Options(false, false, AGENCY, agency), Progress.NONE);
    }

    private SentPackage loose(boolean aip, int first, int documents, String words) {
        return SentPackage.loose(aip, fonds, 1, first, documents, words);
    }

    private AipId kept() throws IOException {
        Path folder = Files.createDirectories(tmp.resolve("hồ sơ"));
        var unused = SentPackage.sample(false, fonds, 1, 2, "Noi dung").folder(folder);
        Result result = ingest(folder);
        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.KEPT);
        return result.kept().getFirst();
    }

    private void decide(Result waiting) throws InterruptedException {
        assertThat(waiting.outcome()).as("%s", waiting).isEqualTo(Outcome.WAITING);
        DeliveryId id = waiting.delivery();
        room.deliveries.decide(id, Decision.NEW_VERSIONS, "đúng hồ sơ", Reader.OPERATOR);
        for (int i = 0; i < 1_000 && !over(id); i++) {
            Thread.sleep(20);
        }
    }

    private boolean over(DeliveryId id) {
        State state = room.deliveries.find(id).orElseThrow().state();
        return state == State.KEPT || state == State.ALREADY_KEPT || state == State.FAILED;
    }

    private static List<Finding> blocking(Result result) {
        return result.verdict().findings().stream()
                .filter(f -> f.severity() == Severity.BLOCKS)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void documents_for_a_kept_ho_so_go_to_its_end_when_an_archivist_says_so(boolean aip)
            throws Exception {
        AipId id = kept();
        Aip before = room.store.read(id);
        SentPackage sent = loose(aip, 3, 2, "Tài liệu rời");
        var unused = sent.folder(delivery);
        Result waiting = ingest(delivery);
        assertThat(waiting.verdict().findings())
                .extracting(Finding::code)
                .contains("DOCUMENTS_FOR_KEPT")
                .doesNotContain("CODE_TAKEN");
        decide(waiting);

        Aip after = room.store.read(id);
        assertThat(after.version()).isEqualTo(2);
        assertThat(after.documents()).hasSize(4);
        assertThat(after.documents().subList(0, 2)).isEqualTo(before.documents());
        assertThat(after.documents())
                .extracting(d -> d.description().docCode())
                .endsWith(fonds + ".1998.1.0000003", fonds + ".1998.1.0000004");
        assertThat(after.documents())
                .extracting(d -> d.description().docOrdinal())
                .containsExactly(1, 2, 3, 4);
        assertThat(after.description()).isEqualTo(before.description().withTotalDoc(4));
        assertThat(after.rights()).isEqualTo(before.rights());
        assertThat(after.history().getLast().kind()).isEqualTo(RecordVersion.Kind.CONTENT);
        assertThat(after.origins()).hasSize(2);
        Aip.Received received = Objects.requireNonNull(after.origins().getLast().received());
        assertThat(received.kind()).isEqualTo(aip ? "AIP_tailieu" : "SIP_tailieu");
        assertThat(received.objectId()).isEqualTo(sent.objectId());
        assertThat(ingest(delivery).outcome()).as("the same again").isEqualTo(Outcome.ALREADY_KEPT);
    }

    @Test
    void a_code_that_another_document_has_gives_way_to_the_next() throws Exception {
        AipId id = kept();
        var unused = loose(false, 2, 1, "Trùng mã").folder(delivery);
        decide(ingest(delivery));
        Aip after = room.store.read(id);
        assertThat(after.documents())
                .extracting(d -> d.description().docCode())
                .containsExactly(
                        fonds + ".1998.1.0000001",
                        fonds + ".1998.1.0000002",
                        fonds + ".1998.1.0000003");
        assertThat(after.history().getLast().message())
                .contains("Mã " + fonds + ".1998.1.0000002 đổi thành " + fonds + ".1998.1.0000003");
        assertThat(after.documents().getLast().files().getFirst().path())
                .endsWith(fonds + ".1998.1.0000003.pdf");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void with_their_ho_so_in_one_delivery_they_are_of_its_first_version(boolean aip)
            throws Exception {
        SentPackage hoSo = SentPackage.sample(aip, fonds, 1, 2, "Noi dung");
        var unused = loose(false, 3, 1, "Tài liệu rời").zip(delivery, 1);
        unused = hoSo.zip(delivery, 2);
        Result result = ingest(delivery);
        assertThat(blocking(result)).isEmpty();
        assertThat(result.outcome()).isEqualTo(Outcome.KEPT);
        Aip kept = room.store.read(result.kept().getFirst());
        assertThat(kept.version()).isEqualTo(1);
        assertThat(kept.documents()).hasSize(3);
        assertThat(kept.description().totalDoc()).isEqualTo(3);
        assertThat(kept.description().title()).isEqualTo("Hồ sơ số 1");
        Aip.Received received = Objects.requireNonNull(kept.origin().received());
        assertThat(received.objectId()).isEqualTo(hoSo.objectId());
        assertThat(received.files()).isEqualTo(3);
        assertThat(beside(kept.id()))
                .anyMatch(name -> name.matches("packages/.*/metadata/descriptive/EAD.xml"))
                .contains("metadata/descriptive/EAD.xml");
    }

    @Test
    void without_a_ho_so_they_are_refused_and_a_hidden_one_looks_the_same() throws Exception {
        AipId id = kept();
        room.holdings.restrict(
                id, new Rights(Access.HIDDEN, false, null), "đời tư", Reader.OPERATOR);
        var unused = loose(false, 3, 1, "Tài liệu rời").folder(delivery);
        int before = room.store.read(id).version();
        Result hidden = byAgency(delivery);
        Path nowhere = Files.createDirectories(tmp.resolve("không có"));
        unused = SentPackage.loose(false, fonds, 9, 3, 1, "Tài liệu rời").folder(nowhere);
        Result missing = byAgency(nowhere);
        for (Result one : List.of(hidden, missing)) {
            assertThat(one.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(blocking(one)).extracting(Finding::code).containsExactly("PACKAGE_LOOSE");
        }
        assertThat(blocking(hidden).getFirst().values())
                .isEqualTo(
                        List.of("SIP_tailieu", IngestRoom.ARCHIVE_CODE + "." + fonds + ".1998.1"));
        assertThat(room.store.read(id).version()).isEqualTo(before);
    }

    @Test
    void a_kept_document_answers_for_one_delivered_only() throws Exception {
        AipId id = kept();
        SentPackage sent = loose(false, 1, 1, "Noi dung");
        Map<String, String> twin = new LinkedHashMap<>(sent.documents.getFirst());
        String first = twin.put("docCode", fonds + ".1998.1.0000009");
        twin.put("docOrdinal", "2");
        sent.document(twin, fonds + ".1998.1.0000009.pdf", SmallPdf.of("Noi dung " + first));
        sent.record.put("totalDoc", "2");
        var unused = sent.folder(delivery);
        decide(ingest(delivery));
        assertThat(room.store.read(id).documents()).hasSize(3);
    }

    @Test
    void a_ho_so_of_another_fonds_takes_none_in() throws Exception {
        AipId id = kept();
        String other = "U" + fonds.substring(1);
        room.fonds(other, null);
        SentPackage sent = SentPackage.loose(false, other, 1, 3, 1, "Tài liệu rời");
        sent.record.put("fileCode", fonds + ".1998.1");
        sent.documents.getFirst().put("docCode", fonds + ".1998.1.0000003");
        var unused = sent.folder(delivery);
        Result result = ingest(delivery);
        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(blocking(result)).extracting(Finding::code).contains("PACKAGE_LOOSE");
        assertThat(room.store.read(id).version()).isEqualTo(1);
    }

    private List<String> beside(AipId id) throws IOException {
        for (PackageFile file : room.store.headFiles(id)) {
            if (file.logicalPath().equals(Aip.Received.path(1))) {
                try (InputStream in = room.store.open(file);
                        ZipInputStream zip = new ZipInputStream(in)) {
                    List<String> names = new ArrayList<>();
                    for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                        names.add(e.getName());
                    }
                    return names;
                }
            }
        }
        return List.of();
    }
}
