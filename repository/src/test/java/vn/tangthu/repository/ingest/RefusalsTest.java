package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.Contractors;
import vn.tangthu.repository.Contractors.Choice;
import vn.tangthu.repository.Deliveries.Decision;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryList;
import vn.tangthu.repository.DeliveryPairs;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.LateChanges;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.UseMode;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** What is asked of deliveries and hồ sơ and cannot be done is refused by its code. */
class RefusalsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh(8);
    private static final Reader ARCHIVIST = Reader.OPERATOR;
    private static final Reader AUDITOR =
            new Reader(null, "kiemsoat", Set.of(Role.AUDITOR), Set.of());
    private static int fondsCount;

    private final String fonds = "H32.R" + fondsCount++;
    @TempDir private Path tmp;
    private Path folder;
    private IngestRoom room;

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    @BeforeEach
    void open() {
        folder = tmp.resolve("giao nộp");
        room =
                new IngestRoom(
                        tmp.resolve("home"), DATABASE.dataSource(), new MemoryObjectStore(), null);
        room.fonds(fonds, null);
    }

    @AfterEach
    void close() {
        room.close();
        DATABASE.jdbc().sql("delete from kept.delivery").update();
        DATABASE.jdbc().sql("delete from kept.contractor").update();
    }

    private AipId kept() throws IOException {
        var unused = SampleDelivery.write(folder, room.template, fonds, 1, 1, 2, "Noi dung");
        return room.deliveries
                .ingest(folder, IngestRoom.options(), Progress.NONE)
                .kept()
                .getFirst();
    }

    private RecordView.Full full(AipId id) {
        return (RecordView.Full) room.catalogue.record(id, ARCHIVIST).orElseThrow();
    }

    private Path pdf(String words) {
        Path file = tmp.resolve("tệp " + words.hashCode() + ".pdf");
        SmallPdf.write(file, words);
        return file;
    }

    private static List<String> refusal(ThrowingCallable call) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, call);
        assertThat(refused).as("a refusal").isNotNull();
        return refused.findings().stream().map(Finding::code).toList();
    }

    @Test
    void whatIsNoDeliveryIsToldBeforeAnythingIsRead() throws IOException {
        Path text = Files.writeString(tmp.resolve("thư.txt"), "Kính gửi");
        var wrong = room.deliveries.ingest(text, IngestRoom.options(), Progress.NONE);
        assertThat(wrong.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(codes(wrong.delivery())).containsExactly("SOURCE_NOT_A_DELIVERY");
        var missing =
                room.deliveries.ingest(
                        tmp.resolve("không có"), IngestRoom.options(), Progress.NONE);
        assertThat(codes(missing.delivery())).containsExactly("SOURCE_MISSING");
        assertThat(room.objects()).isZero();
        assertThat(room.staging()).isEmpty();
    }

    private List<String> codes(DeliveryId id) {
        return room.deliveries.findings(id, 0, 100).items().stream().map(Finding::code).toList();
    }

    @Test
    void decisionsAreForThoseThatWaitAndByArchivists() throws IOException {
        kept();
        DeliveryId done = room.deliveries.list(0, 1).items().getFirst().id();
        for (Decision decision : Decision.values()) {
            assertThat(refusal(() -> room.deliveries.decide(done, decision, "Đã xem", ARCHIVIST)))
                    .containsExactly("NOT_WAITING");
        }
        assertThat(refusal(() -> room.deliveries.decide(done, Decision.REFUSE, "x", AUDITOR)))
                .containsExactly("ARCHIVIST_ONLY");
        DeliveryPairs pairs = room.context.getBean(DeliveryPairs.class);
        assertThat(refusal(() -> pairs.counts(done, AUDITOR))).containsExactly("ARCHIVIST_ONLY");
        assertThat(
                        refusal(
                                () ->
                                        pairs.decide(
                                                done,
                                                "không có",
                                                DeliveryPairs.Decision.KEEP_BOTH,
                                                "Đã xem",
                                                ARCHIVIST)))
                .containsExactly("PAIR_NOT_TO_DECIDE");
        assertThat(refusal(() -> pairs.undo(done, "không có", ARCHIVIST)))
                .containsExactly("PAIR_NOT_NOW");
    }

    @Test
    void aContractorHasANameAndAFieldOneColumn() {
        Contractors contractors = room.context.getBean(Contractors.class);
        for (String name : List.of(" ", "x".repeat(Contractors.LONGEST_NAME + 1))) {
            assertThat(refusal(() -> contractors.add(name, ARCHIVIST)))
                    .containsExactly("CONTRACTOR_NAME");
        }
        List<Choice> twice =
                List.of(
                        new Choice(DeliveryList.RECORDS, "Tiêu dề", "title"),
                        new Choice(DeliveryList.RECORDS, "Tên hồ xơ", "title"));
        assertThat(refusal(() -> contractors.confirm("Công ty", twice, ARCHIVIST)))
                .containsExactly("FIELD_CHOSEN_TWICE");
        assertThat(refusal(() -> contractors.confirm("Công ty", twice, AUDITOR)))
                .containsExactly("ARCHIVIST_ONLY");
        assertThat(contractors.names()).isEmpty();
    }

    @Test
    void correctionsKeepCodesOrderAndWhatIsNoSecret() throws IOException {
        AipId id = kept();
        DocumentDescription document = full(id).documents().getFirst().description();
        assertThat(
                        refusal(
                                () ->
                                        room.holdings.check(
                                                full(id).description(),
                                                SampleDelivery.record("KHAC.1", "Hồ sơ số 1", 2))))
                .contains("CODE_CANNOT_CHANGE");
        assertThat(
                        refusal(
                                () ->
                                        room.holdings.check(
                                                document,
                                                SampleDelivery.document("KHAC.0000001", 9))))
                .contains("CODE_CANNOT_CHANGE", "ORDER_CANNOT_CHANGE");
        FileDescription open = full(id).description();
        FileDescription secret =
                new FileDescription(
                        open.arcFileCode(),
                        open.title(),
                        open.maintenance(),
                        UseMode.SECRET,
                        open.languages(),
                        open.startDate(),
                        open.endDate(),
                        null,
                        open.totalDoc(),
                        null,
                        null,
                        null,
                        null,
                        open.confidenceLevel(),
                        open.paperFileCode(),
                        false,
                        null,
                        null);
        assertThat(refusal(() -> room.holdings.check(open, secret)))
                .containsExactly("CORRECTED_TO_SECRET");
        assertThat(
                        refusal(
                                () ->
                                        room.holdings.createFonds(
                                                new Holdings.NewFonds(
                                                        fonds + "\nX",
                                                        "Phông",
                                                        "H32 ",
                                                        null,
                                                        null,
                                                        Rights.OPEN),
                                                ARCHIVIST)))
                .containsExactly("CODE_NOT_PLAIN", "CODE_NOT_PLAIN");
        assertThat(full(id).versions()).hasSize(1);
    }

    @Test
    void aLateDocumentHasTheNextCodeAndAReplacedOneMustBeThere() throws IOException {
        AipId id = kept();
        LateChanges late = room.context.getBean(LateChanges.class);
        var document = full(id).documents().getFirst();
        var file = document.files().getFirst();
        assertThat(
                        refusal(
                                () ->
                                        late.add(
                                                id,
                                                1,
                                                document.description(),
                                                pdf("khac"),
                                                "a.pdf",
                                                "Sót",
                                                ARCHIVIST)))
                .contains("CODE_CANNOT_CHANGE");
        DocumentId noDocument = new DocumentId(UUID.randomUUID());
        assertThat(
                        refusal(
                                () ->
                                        late.replace(
                                                id,
                                                1,
                                                noDocument,
                                                file.id(),
                                                pdf("moi"),
                                                "a.pdf",
                                                "Mờ",
                                                ARCHIVIST)))
                .containsExactly("NO_SUCH_DOCUMENT");
        ContentFileId noFile = new ContentFileId(UUID.randomUUID());
        assertThat(
                        refusal(
                                () ->
                                        late.replace(
                                                id,
                                                1,
                                                document.id(),
                                                noFile,
                                                pdf("moi"),
                                                "a.pdf",
                                                "Mờ",
                                                ARCHIVIST)))
                .containsExactly("NO_SUCH_FILE");
        AipId none = new AipId(UUID.randomUUID());
        assertThat(refusal(() -> late.nextDocument(none, ARCHIVIST)))
                .containsExactly("NO_SUCH_RECORD");
        Path second = tmp.resolve("hai.pdf");
        Files.copy(folder.resolve("pdf/" + fonds + ".1998.1.0000002.pdf"), second);
        assertThat(late.look(id, second, "hai.pdf", ARCHIVIST).findings())
                .extracting(Finding::code)
                .contains("SAME_BYTES_ELSEWHERE");
        assertThat(full(id).versions()).hasSize(1);
    }

    /** Whoever takes the staged upload away takes the delivery; nothing is begun anew. */
    @Test
    void anUploadWhoseFilesAreGoneAtTheNextStartIsToldSo() throws Exception {
        var unused = SampleDelivery.write(folder, room.template, fonds, 1, 1, 2, "Noi dung");
        DeliveryId id =
                room.deliveries.ingest(folder, IngestRoom.options(), Progress.NONE).delivery();
        Path lost = room.home.staging().resolve("upload-" + UUID.randomUUID());
        DATABASE.jdbc()
                .sql(
                        "update kept.delivery set state = 'INTERRUPTED', finished_at = null, source = ?,"
                                + " staged_as = null where id = ?")
                .params(lost.toString(), id.value())
                .update();
        room.deliveries.takeUp();
        assertThat(room.deliveries.find(id).orElseThrow().failure()).isEqualTo("SOURCE_GONE");
    }
}
