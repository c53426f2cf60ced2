package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.Contractors;
import vn.tangthu.repository.Contractors.Choice;
import vn.tangthu.repository.DeliveredColumn;
import vn.tangthu.repository.DeliveredColumn.How;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.Decision;
import vn.tangthu.repository.Deliveries.Options;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.Deliveries.Verdict;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryList;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.PageFacts;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.ScanRules;
import vn.tangthu.repository.ScanRules.Colours;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** What a person confirmed of a contractor's headings holds for this contractor, until removed. */
class ContractorsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh(8);
    private static final String COMPANY = "Công ty Số hóa Biển Đông";
    private static int count;

    @TempDir private Path tmp;
    private final String fonds = "H32.C" + count++;
    private IngestRoom room;
    private Contractors contractors;

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    @BeforeEach
    void open() {
        room =
                new IngestRoom(
                        tmp.resolve("home"), DATABASE.dataSource(), new MemoryObjectStore(), null);
        room.fonds(fonds, null);
        contractors = room.context.getBean(Contractors.class);
    }

    @AfterEach
    void close() {
        room.close();
        DATABASE.jdbc().sql("delete from kept.delivery").update();
        DATABASE.jdbc().sql("delete from kept.contractor").update();
    }

    @Test
    void onlyArchivistsAddNames() throws IOException {
        Reader agency = new Reader(null, "so-noi-vu", Set.of(Role.AGENCY), Set.of());
        var unused =
                room.deliveries.ingest(
                        delivery(7),
                        new Deliveries.Options(false, false, "Công ty Bịa Đặt", agency),
                        Progress.NONE);
        assertThat(contractors.names()).isEmpty();
        assertThatThrownBy(() -> contractors.add("Công ty Bịa Đặt", agency))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("ARCHIVIST_ONLY");
        contractors.add(COMPANY, Reader.OPERATOR);
        assertThat(contractors.names()).containsExactly(COMPANY);
    }

    /** Its title is misspelt and its number of sheets is called as nobody calls it. */
    private Path delivery(int number) throws IOException {
        Path folder = Files.createDirectories(tmp.resolve("giao" + number));
        String code = fonds + ".1998." + number;
        Files.writeString(
                folder.resolve("DanhMucHoSo.csv"),
                "TT;Mã phông;Mã hồ sơ;Tiêu dề hồ xơ;THBQ;SL tờ giấy A4\n1;%s;%s;Hồ sơ cầu;01;12\n"
                        .formatted(fonds, code));
        Files.writeString(
                folder.resolve("DanhMucTaiLieu.csv"),
                "Mã tài liệu;Trích yếu\n%s.0000001;Về việc\n".formatted(code));
        SmallPdf.write(folder.resolve(code + ".0000001.pdf"), "Noi dung " + code);
        return folder;
    }

    private static Options from(String contractor) {
        return new Options(false, false, contractor, Reader.OPERATOR);
    }

    private DeliveryId submit(int number, String contractor) throws IOException {
        return room.deliveries.submit(room.stage(delivery(number)), "g", from(contractor));
    }

    private void awaitState(DeliveryId id, State state) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            var delivery = room.deliveries.find(id).orElseThrow();
            if (delivery.phase() == null && delivery.state() == state) {
                return;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError(room.deliveries.find(id) + " and not " + state);
    }

    private static Choice records(String heading, @Nullable String field) {
        return new Choice(DeliveryList.RECORDS, heading, field);
    }

    private List<String> codes(DeliveryId id) {
        return room.deliveries.findings(id, 0, 100).items().stream()
                .map(Finding::code)
                .filter(code -> code.startsWith("COLUMN"))
                .toList();
    }

    @Test
    void anUploadWaitsForItsColumnsAndIsCheckedAgainWithoutAnother() throws IOException {
        DeliveryId id = submit(1, COMPANY);
        awaitState(id, State.WAITING);
        assertThat(codes(id)).containsExactly("COLUMN_TO_CONFIRM", "COLUMN_UNKNOWN");
        assertThat(room.deliveries.columns(id))
                .filteredOn(c -> c.how() != How.KNOWN)
                .containsExactly(
                        new DeliveredColumn(
                                DeliveryList.RECORDS,
                                "Tiêu dề hồ xơ",
                                How.DOUBTFUL,
                                "title",
                                List.of("Hồ sơ cầu")),
                        new DeliveredColumn(
                                DeliveryList.RECORDS,
                                "SL tờ giấy A4",
                                How.UNKNOWN,
                                null,
                                List.of("12")));
        assertThatThrownBy(
                        () ->
                                room.deliveries.decide(
                                        id, Decision.NEW_VERSIONS, "", Reader.OPERATOR))
                .hasMessageContaining("COLUMNS_FIRST");

        contractors.confirm(
                "công ty  số hóa biển đông",
                List.of(
                        records("TIEU DE HO XO", "title"),
                        records("SL tờ giấy A4", "numberOfPaper")),
                Reader.OPERATOR);
        room.deliveries.resume(id, Reader.OPERATOR);
        awaitState(id, State.KEPT);
        assertThat(codes(id)).isEmpty();
        assertThat(room.staging()).isEmpty();
        assertThat(contractors.names()).containsExactly(COMPANY);

        assertThat(room.deliveries.ingest(delivery(2), from(COMPANY), Progress.NONE))
                .satisfies(
                        next -> {
                            assertThat(next.outcome()).isEqualTo(Outcome.KEPT);
                            assertThat(next.verdict().findings())
                                    .extracting(Finding::code)
                                    .containsExactly("FILES_NOT_PROBED");
                        });
    }

    @Test
    void whatIsConfirmedHoldsForNobodyElseAndUntilItIsTakenBack() throws IOException {
        contractors.confirm(
                COMPANY,
                List.of(records("Tiêu dề hồ xơ", "title"), records("SL tờ giấy A4", null)),
                Reader.OPERATOR);
        Path folder = delivery(1);
        Verdict own = room.deliveries.check(folder, COMPANY, Progress.NONE);
        assertThat(own.blocked()).isFalse();
        assertThat(own.columns())
                .extracting(DeliveredColumn::how)
                .containsExactly(
                        How.KNOWN,
                        How.KNOWN,
                        How.CONFIRMED,
                        How.KNOWN,
                        How.IGNORED,
                        How.KNOWN,
                        How.KNOWN);
        assertThat(room.deliveries.check(folder, "Công ty khác", Progress.NONE).blocked()).isTrue();
        assertThat(room.deliveries.check(folder, Progress.NONE).blocked()).isTrue();

        contractors.remove(COMPANY, DeliveryList.RECORDS, "tiêu dề hồ xơ", Reader.OPERATOR);
        assertThat(contractors.confirmed(COMPANY)).hasSize(1);
        assertThat(room.deliveries.ingest(folder, from(COMPANY), Progress.NONE).outcome())
                .as("a folder of somebody else's is not kept waiting")
                .isEqualTo(Outcome.REFUSED);
        contractors.forget(COMPANY, Reader.OPERATOR);
        assertThat(contractors.confirmed(COMPANY)).isEmpty();
        assertThat(contractors.names()).isEmpty();
    }

    @Test
    void aDeliveryThatNamedNobodyCanBeSaidToComeFromSomebody() throws IOException {
        contractors.confirm(COMPANY, List.of(records("Tiêu dề hồ xơ", "title")), Reader.OPERATOR);
        DeliveryId id = submit(1, Reader.OPERATOR.name());
        awaitState(id, State.WAITING);
        assertThat(contractors.names()).containsExactly(COMPANY);
        room.deliveries.from(id, COMPANY, Reader.OPERATOR);
        room.deliveries.resume(id, Reader.OPERATOR);
        awaitState(id, State.KEPT);
        assertThat(room.deliveries.find(id).orElseThrow().submitter()).isEqualTo(COMPANY);
    }

    @Test
    void whatMakesNoSenseIsNotSaved() {
        Map<List<Choice>, String> wrong =
                Map.of(
                        List.of(records("A", "title"), records("B", "title")),
                        "FIELD_CHOSEN_TWICE",
                        List.of(records("A", "khong-co")),
                        "FIELD_UNKNOWN",
                        List.of(records("…", "title")),
                        "FIELD_UNKNOWN");
        wrong.forEach(
                (choices, code) ->
                        assertThatThrownBy(
                                        () ->
                                                contractors.confirm(
                                                        COMPANY, choices, Reader.OPERATOR))
                                .isInstanceOf(RefusedException.class)
                                .hasMessageContaining(code));
        Reader agency = new Reader(null, "x", Set.of(), Set.of());
        assertThatThrownBy(() -> contractors.confirm(COMPANY, List.of(), agency))
                .isInstanceOf(RefusedException.class);
        assertThat(contractors.names()).isEmpty();
    }

    @Test
    void scansAreHeldAgainstTheContractOfWhomTheyComeFrom() throws IOException {
        List<PageFacts> grey = List.of(new PageFacts(1, 150, PageFacts.Colour.GREY));
        ContentProbe probe = file -> new ContentProbe.Result.Readable("application/pdf", 1, grey);
        room.close();
        room =
                new IngestRoom(
                        tmp.resolve("home"), DATABASE.dataSource(), new MemoryObjectStore(), probe);
        contractors = room.context.getBean(Contractors.class);
        Path folder = delivery(9);
        Files.writeString(
                folder.resolve("DanhMucHoSo.csv"),
                "TT;Mã phông;Mã hồ sơ;Tiêu đề hồ sơ;THBQ\n1;%s;%s;Hồ sơ cầu;01\n"
                        .formatted(fonds, fonds + ".1998.9"));
        assertThat(contractors.scans(COMPANY)).isEqualTo(ScanRules.USUAL);
        assertThat(scanFindings(folder, COMPANY))
                .containsExactlyInAnyOrder(
                        "RESOLUTION_LOW [1, 1, 200, 150, 1]", "NOT_IN_COLOUR [1, 1]");

        contractors.scans(COMPANY, new ScanRules(150, 300, Colours.GREY), Reader.OPERATOR);
        assertThat(scanFindings(folder, "công ty  số hóa BIỂN ĐÔNG")).isEmpty();
        assertThat(scanFindings(folder, "Công ty khác")).hasSize(2);

        contractors.scans(COMPANY, new ScanRules(300, 400, Colours.ANY), Reader.OPERATOR);
        assertThat(scanFindings(folder, COMPANY))
                .containsExactly("RESOLUTION_LOW [1, 1, 300, 150, 1]");

        contractors.forget(COMPANY, Reader.OPERATOR);
        assertThat(contractors.scans(COMPANY)).isEqualTo(ScanRules.USUAL);
        assertThatThrownBy(
                        () ->
                                contractors.scans(
                                        COMPANY,
                                        new ScanRules(-1, 0, Colours.ANY),
                                        Reader.OPERATOR))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused ->
                                assertThat(refused.findings())
                                        .extracting(Finding::code)
                                        .containsExactly("SCAN_RULES_WRONG"));
        assertThatThrownBy(() -> contractors.scans(COMPANY, ScanRules.USUAL, Reader.ANONYMOUS))
                .isInstanceOf(RefusedException.class);
    }

    private List<String> scanFindings(Path folder, String contractor) throws IOException {
        return room.deliveries.check(folder, contractor, Progress.NONE).findings().stream()
                .filter(f -> f.code().matches("RESOLUTION.*|NOT_IN_COLOUR"))
                .map(f -> f.code() + " " + f.values())
                .toList();
    }
}
