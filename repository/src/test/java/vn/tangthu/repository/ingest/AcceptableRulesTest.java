package vn.tangthu.repository.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.Contractors;
import vn.tangthu.repository.Deliveries.Decision;
import vn.tangthu.repository.Deliveries.Options;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.PageFacts;
import vn.tangthu.repository.PageFacts.Colour;
import vn.tangthu.repository.PageFacts.Sight;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.ScanRules;
import vn.tangthu.repository.ScanRules.Breach;
import vn.tangthu.repository.Severity;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** Every rule that an archivist may take in against, and what becomes of it. */
class AcceptableRulesTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh(8);
    private static final vn.tangthu.repository.Reader ARCHIVIST =
            vn.tangthu.repository.Reader.OPERATOR;
    private static final String COMPANY = "Công ty Số hóa";
    private static final String REASON = "Bản gốc đã mờ, không quét lại được";
    private static final PageFacts SOUND = new PageFacts(1, 300, Colour.COLOUR, Sight.INK);
    private static int fondsCount;

    private final String fonds = "H32.L" + fondsCount++;
    private final Map<String, String> record = new LinkedHashMap<>();
    private final Map<String, String> document = new LinkedHashMap<>();
    @TempDir private Path tmp;
    private Path folder;
    private IngestRoom room;
    private Contractors contractors;
    private volatile PageFacts page = SOUND;

    /**
     * A rule and what breaks it.
     *
     * @param inList of {@code hồ sơ} or {@code tài liệu}, or empty where the scan breaks it
     */
    record Rule(String code, String inList, String heading, String cell, PageFacts page) {
        Rule(String code, PageFacts page) {
            this(code, "", "", "", page);
        }

        Rule(String code, String inList, String heading, String cell) {
            this(code, inList, heading, cell, SOUND);
        }

        boolean isOfContract() {
            return Set.of("RESOLUTION_LOW", "NOT_IN_COLOUR").contains(code);
        }

        @Override
        public String toString() {
            return code;
        }
    }

    static Stream<Rule> rules() {
        return Stream.of(
                new Rule("WRONG_DOCUMENT_COUNT", "hồ sơ", "Tổng số tài liệu", "3"),
                new Rule("RECORD_PAGE_COUNT", "hồ sơ", "Số lượng trang", "4"),
                new Rule("PAGE_COUNT", "tài liệu", "Số trang", "4"),
                new Rule("RECORD_AFTER_CLOSING", "hồ sơ", "Thời gian bắt đầu", "2026"),
                new Rule("DATED_AFTER_CLOSING", "tài liệu", "Ngày ban hành", "2/7/2025"),
                new Rule("RESOLUTION_LOW", new PageFacts(1, 150, Colour.COLOUR, Sight.INK)),
                new Rule("NOT_IN_COLOUR", new PageFacts(1, 300, Colour.GREY, Sight.INK)),
                new Rule("DOCUMENT_BLANK", new PageFacts(1, 300, Colour.COLOUR, Sight.BLANK)),
                new Rule("PAGE_IMAGE_CUT_OFF", new PageFacts(1, 300, Colour.COLOUR, Sight.BROKEN)));
    }

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectories(tmp.resolve("giao nộp"));
        ContentProbe probe =
                file ->
                        new ContentProbe.Result.Readable(
                                "application/pdf",
                                1,
                                List.of(file.toString().endsWith("1.pdf") ? page : SOUND));
        room =
                new IngestRoom(
                        tmp.resolve("home"), DATABASE.dataSource(), new MemoryObjectStore(), probe);
        room.fonds(fonds, LocalDate.of(2025, 6, 30), "01");
        contractors = room.context.getBean(Contractors.class);
        contractors.scans(
                COMPANY,
                new ScanRules(200, 300, ScanRules.Colours.COLOUR, Breach.DECIDED),
                ARCHIVIST);
        record.put("Mã phông", fonds);
        record.put("Mã hồ sơ", fonds + ".1998.1");
        record.put("Tiêu đề hồ sơ", "Hồ sơ đường liên xã");
        record.put("Thời hạn lưu trữ", "Vĩnh viễn");
        document.put("Mã tài liệu", fonds + ".1998.1.0000001");
        document.put("Trích yếu nội dung", "Về việc nâng cấp");
    }

    @AfterEach
    void close() {
        room.close();
        DATABASE.jdbc().sql("delete from kept.delivery").update();
        DATABASE.jdbc().sql("delete from kept.contractor").update();
        DATABASE.jdbc().sql("delete from projection.reservation").update();
    }

    private void deliver(Rule rule) throws IOException {
        page = rule.page();
        if (!rule.inList().isEmpty()) {
            (rule.inList().equals("hồ sơ") ? record : document).put(rule.heading(), rule.cell());
        }
        Map<String, String> sound = new LinkedHashMap<>(document);
        sound.replaceAll((heading, cell) -> "");
        sound.put("Mã tài liệu", fonds + ".1998.1.0000002");
        sound.put("Trích yếu nội dung", "Về việc nghiệm thu");
        write("DanhMucHoSo.csv", List.of(record));
        write("DanhMucTaiLieu.csv", List.of(document, sound));
        for (int i = 1; i <= 2; i++) {
            Files.writeString(
                    folder.resolve(fonds + ".1998.1.000000" + i + ".pdf"),
                    "%PDF-1.4\n" + i + "\n%%EOF\n");
        }
    }

    private void write(String name, List<Map<String, String>> rows) throws IOException {
        String text =
                Stream.concat(
                                Stream.of(String.join(";", rows.getFirst().keySet())),
                                rows.stream().map(row -> String.join(";", row.values())))
                        .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(folder.resolve(name), text);
    }

    private Result ingest(boolean acceptSound, @Nullable String accept) throws IOException {
        return room.deliveries.ingest(
                folder,
                new Options(acceptSound, false, COMPANY, ARCHIVIST, false, accept),
                Progress.NONE);
    }

    private void accept(DeliveryId id, String reason) {
        room.deliveries.decide(id, Decision.ACCEPT, reason, ARCHIVIST);
    }

    private List<Severity> severities(DeliveryId id, String code) {
        return room.deliveries.findings(id, 0, 100).items().stream()
                .filter(f -> f.code().equals(code))
                .map(Finding::severity)
                .toList();
    }

    private String history() throws IOException {
        var id =
                room.catalogue
                        .resolve(IngestRoom.ARCHIVE_CODE + "." + fonds + ".1998.1", ARCHIVIST)
                        .orElseThrow();
        return room.store.read(id).history().getLast().message();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void itWaitsIsAcceptedWithAReasonAndKeptWithItInPremis(Rule rule) throws IOException {
        deliver(rule);
        Result waits = ingest(false, "nobody has seen it yet");
        assertThat(waits.outcome()).isEqualTo(Outcome.WAITING);
        assertThat(waits.verdict().acceptable()).isTrue();
        assertThat(severities(waits.delivery(), rule.code())).containsOnly(Severity.BLOCKS);
        assertThat(room.objects()).isZero();
        assertThatThrownBy(() -> accept(waits.delivery(), " \t"))
                .hasMessageContaining("NOTHING_TO_ACCEPT");
        assertThat(room.deliveries.find(waits.delivery()).orElseThrow().state())
                .isEqualTo(State.WAITING);

        Result kept = ingest(false, REASON);
        assertThat(kept.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(kept.delivery()).isEqualTo(waits.delivery());
        assertThat(severities(kept.delivery(), rule.code())).containsOnly(Severity.WARNS);
        assertThat(kept.verdict().findings())
                .filteredOn(f -> f.code().equals("ACCEPTED_WITH_REASON"))
                .singleElement()
                .extracting(Finding::values)
                .isEqualTo(List.of("1", ARCHIVIST.name(), REASON, rule.code() + " × 1"));
        assertThat(history()).contains(rule.code() + ": ", ARCHIVIST.name(), REASON);
        assertThat(ingest(false, null).outcome()).isEqualTo(Outcome.ALREADY_KEPT);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void whereTheContractOnlyTellsItWarnsAndWhatIsNoMatterOfAContractWaitsAllTheSame(Rule rule)
            throws IOException {
        deliver(rule);
        assertThat(contractors.scans(COMPANY).breach()).isEqualTo(Breach.DECIDED);
        contractors.forget(COMPANY, ARCHIVIST);
        assertThat(contractors.scans(COMPANY)).isEqualTo(ScanRules.USUAL);
        Result result = ingest(false, null);
        if (rule.isOfContract()) {
            assertThat(result.outcome()).isEqualTo(Outcome.KEPT);
            assertThat(severities(result.delivery(), rule.code()))
                    .isNotEmpty()
                    .doesNotContain(Severity.BLOCKS);
            assertThat(history()).doesNotContain(rule.code());
        } else {
            assertThat(result.outcome()).isEqualTo(Outcome.WAITING);
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void whereOnlyWhatIsSoundIsWantedItIsLeftOut(Rule rule) throws IOException {
        deliver(rule);
        assertThat(ingest(true, null).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(room.objects()).isZero();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void besideWhatNobodyCanAcceptItIsRefused(Rule rule) throws IOException {
        deliver(rule);
        Files.writeString(folder.resolve("thừa.pdf"), "%PDF-1.4\n3\n%%EOF\n");
        Result refused = ingest(false, REASON);
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThatThrownBy(() -> accept(refused.delivery(), REASON))
                .isInstanceOf(RefusedException.class);
        assertThat(room.objects()).isZero();
    }

    @Test
    void theseAreAll() throws IOException {
        Properties words = new Properties();
        try (Reader in =
                Files.newBufferedReader(
                        Path.of("src/main/resources/vn/tangthu/repository/findings_vi.properties"),
                        UTF_8)) {
            words.load(in);
        }
        Set<String> acceptable = new TreeSet<>();
        for (String key : words.stringPropertyNames()) {
            String code = key.replaceAll("\\..*", "");
            if (Finding.blocks(code, "").acceptable()) {
                acceptable.add(code);
            }
        }
        acceptable.remove("FILE_NOT_SCANNED"); // ScannedDeliveryTest has the scanner it needs
        assertThat(rules().map(Rule::code)).containsExactlyInAnyOrderElementsOf(acceptable);
    }
}
